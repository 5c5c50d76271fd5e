#include <boost/json/array.hpp>
#include <fstream>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/verb.h"
#include "engine/service/form_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

/// The case or the campaign; nothing when neither option is given.
Result<std::optional<CaseId>> owner_of(const Arguments& arguments) {
    for (const char* option : {"case", "campaign"}) {
        const auto text = arguments.option(option);
        if (text.empty()) continue;
        const auto id = case_of(text);
        if (!id) return id.error();
        return std::optional<CaseId>(*id);
    }
    return std::optional<CaseId>();
}

Result<std::optional<Date>> day_of(const Arguments& arguments, const char* option) {
    const auto text = arguments.option(option);
    if (text.empty()) return std::optional<Date>();
    const auto day = Date::parse_typed(text);
    if (day) return std::optional<Date>(*day);
    return Refusal{
        Reason::invalid_input,
        std::string("--") + option + ": '" + text + "' is not a day such as 2023-12-31.",
        std::string("--") + option + ": “" + text + "” không phải ngày, ví dụ 31/12/2023."};
}

void print_forms(std::ostream& out, const json::object& view, bool is_vietnamese) {
    for (const auto& item : view.at("items").as_array()) {
        const auto& form = item.as_object();
        out << text_of(form.if_contains("id")) << "  [" << text_of(form.if_contains("source"))
            << ": ";
        bool is_first = true;
        for (const auto& process : form.at("processes").as_array()) {
            out << (is_first ? "" : ", ") << text_of(&process);
            is_first = false;
        }
        out << "]\n    " << text_of(form.if_contains(is_vietnamese ? "title" : "title_en"));
        const auto number = text_of(form.if_contains("number"));
        if (!number.empty()) out << " (" << number << ")";
        out << '\n';
    }
    if (view.at("items").as_array().empty())
        out << (is_vietnamese ? "Không có biểu mẫu nào.\n" : "There is no form.\n");
}

int list_forms(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto office = workplace.office();
    auto of = owner_of(arguments);
    if (!of) return refuse(terminal, of.error());
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    return answer(terminal, service::FormDesk(office).list(*caller, *of),
                  [&](std::ostream& out, const json::object& view) {
                      print_forms(out, view, terminal.is_vietnamese);
                  });
}

int save(Terminal& terminal, const std::string& path, const service::FormFile& file) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << file.bytes;
    out.close();
    if (!out) {
        terminal.err << "trinh: Cannot write '" << path << "'.\n";
        return exit_broken;
    }
    terminal.out << (terminal.is_vietnamese ? "Đã ghi " : "Written: ") << path << " ("
                 << file.bytes.size() << (terminal.is_vietnamese ? " byte).\n" : " bytes).\n");
    return exit_done;
}

int write_form(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    service::FormRequest request;
    request.form = arguments.word(0);
    const auto path = arguments.option("out");
    const auto kind = service::file_kind(path);
    if (!kind) {
        return refuse(terminal,
                      {Reason::invalid_input,
                       "--out: expected a file that ends in .xlsx or .docx, found '" + path + "'.",
                       "--out: cần tệp có đuôi .xlsx hoặc .docx, nhưng nhận được “" + path + "”."});
    }
    request.kind = *kind;
    auto office = workplace.office();
    auto of = owner_of(arguments);
    if (!of) return refuse(terminal, of.error());
    request.of = *of;
    auto from = day_of(arguments, "from");
    if (!from) return refuse(terminal, from.error());
    request.from = *from;
    auto to = day_of(arguments, "to");
    if (!to) return refuse(terminal, to.error());
    request.to = *to;
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    auto file = service::FormDesk(office).write(*caller, request);
    if (!file) return refuse(terminal, file.error());
    return save(terminal, path, *file);
}

}  // namespace

std::vector<Verb> form_verbs() {
    return {{"form",
             "list",
             "Prescribed forms, registers, lists and reports",
             {},
             {{"as", "Who asks (person id)", OptionKind::required},
              {"case", "Only those that can be written of this case"}},
             list_forms},
            {"form",
             "write",
             "A form as an office file, filled from the cases",
             {{"form", "Id of the form; all of them: trinh form list"}},
             {{"as", "Who asks (person id)", OptionKind::required},
              {"case", "The case, for a form of one case"},
              {"campaign", "The campaign, for a list of its cases"},
              {"from", "First day of the period, for a register"},
              {"to", "Last day of the period"},
              {"out", "Where to write: a file that ends in .xlsx or .docx", OptionKind::required}},
             write_form}};
}

}  // namespace trinh::cli
