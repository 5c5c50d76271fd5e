// trinh index enter, values, snapshot(s), show, report: entered values and frozen scores.
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <fstream>
#include <ostream>
#include <sstream>

#include "adapters/cli/documents.h"
#include "adapters/cli/index_words.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/base/json_text.h"
#include "engine/reform_index/snapshot.h"
#include "engine/service/index_entry_desk.h"
#include "engine/service/index_round_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

/// "A=3,B=4" into {"A":3,"B":4}.
Result<json::object> answers_of(const std::string& written) {
    json::object answers;
    std::istringstream text(written);
    for (std::string part; std::getline(text, part, ',');) {
        const auto at = part.find('=');
        const auto count = at == std::string::npos ? Result<CaseId>(Refusal{})
                                                   : case_of("0" + part.substr(at + 1));
        const bool is_zero = at != std::string::npos && part.substr(at + 1) == "0";
        if (!count && !is_zero) {
            return Refusal{Reason::invalid_input,
                           "Answers are written A=30,B=12, but found \"" + part + "\"."};
        }
        answers[part.substr(0, at)] = is_zero ? 0 : count->number;
    }
    return answers;
}

Result<json::object> value_of(const service::Office& office, const service::Caller& caller,
                              const Arguments& arguments) {
    json::object value{{"code", arguments.word(0)}, {"note", arguments.option("note")}};
    for (const char* name : {"part", "whole"}) {
        const std::string written = arguments.option(name);
        if (written.empty()) continue;
        const auto number = parse_json(written);
        if (!number || !number->is_int64()) {
            return Refusal{Reason::invalid_input, fmt::format("--{} is a whole number.", name)};
        }
        value[name] = *number;
    }
    if (!arguments.option("points").empty()) value["points"] = arguments.option("points");
    if (!arguments.option("answers").empty()) {
        auto answers = answers_of(arguments.option("answers"));
        if (!answers) return answers.error();
        value["answers"] = std::move(*answers);
    }
    auto evidence = evidence_option(office, caller, arguments);
    if (!evidence) return evidence.error();
    value["evidence"] = std::move(*evidence);
    return value;
}

int enter(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = index_caller(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    auto on = day_option(workplace, arguments, "on");
    if (!on) return refuse(terminal, on.error());
    auto value = value_of(office, *caller, arguments);
    if (!value) return refuse(terminal, value.error());
    return answer(
        terminal, service::IndexEntryDesk(office).enter(*caller, *on, *value),
        [&](std::ostream& out, const json::object& view) {
            const auto& node = view.at("criterion").as_object();
            out << text_of(node, terminal.is_vietnamese ? "explanation" : "explanation_en") << '\n';
        });
}

int values(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto on = day_option(workplace, arguments, "on");
    if (!on) return refuse(terminal, on.error());
    return answer(
        terminal, service::IndexEntryDesk(workplace.office()).values(arguments.word(0), *on),
        [&](std::ostream& out, const json::object& view) {
            const bool vi = terminal.is_vietnamese;
            Table table(vi ? std::vector<std::string>{"Mã", "Ngày", "Đạt/Tổng", "Điểm",
                                                      "Người nhập", "Tài liệu"}
                           : std::vector<std::string>{"Code", "Day", "Part/whole", "Points",
                                                      "Entered by", "Evidence"});
            for (const auto& item : view.at("items").as_array()) {
                const auto& row = item.as_object();
                std::string documents;
                for (const auto& each : row.at("evidence").as_array()) {
                    documents +=
                        (documents.empty() ? "" : "; ") + text_of(each.as_object(), "text");
                }
                table.add({text_of(row, "code"), text_of(row, "on"),
                           text_of(row, "part") + "/" + text_of(row, "whole"),
                           text_of(row, "points"), text_of(row, "person"), documents});
            }
            table.print(out);
        });
}

int freeze(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = index_caller(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    auto on = day_option(workplace, arguments, "on");
    if (!on) return refuse(terminal, on.error());
    return answer(terminal, service::IndexRoundDesk(workplace.office()).freeze(*caller, *on),
                  [&](std::ostream& out, const json::object& view) {
                      const auto& row = view.at("snapshot").as_object();
                      out << (terminal.is_vietnamese ? "Bản chốt số liệu số " : "Snapshot ")
                          << text_of(row, "number") << "  " << text_of(row, "on") << "  sha256 "
                          << text_of(row, "sha256") << '\n';
                  });
}

int snapshots(Workplace& workplace, Terminal& terminal, const Arguments&) {
    return answer(
        terminal, service::IndexRoundDesk(workplace.office()).snapshots(),
        [&](std::ostream& out, const json::object& view) {
            Table table(terminal.is_vietnamese
                            ? std::vector<std::string>{"Số", "Đến ngày", "Lúc", "Người", "sha256"}
                            : std::vector<std::string>{"Number", "On", "Taken", "By", "sha256"});
            for (const auto& item : view.at("items").as_array()) {
                const auto& row = item.as_object();
                table.add({text_of(row, "number"), text_of(row, "on"), text_of(row, "at"),
                           text_of(row, "person"), text_of(row, "sha256")});
            }
            table.print(out, 70);
        });
}

int show(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto number = case_of(arguments.word(0));
    if (!number) return refuse(terminal, number.error());
    auto text = service::IndexRoundDesk(workplace.office()).snapshot_text(number->number);
    if (!text) return refuse(terminal, text.error());
    if (terminal.wants_json) {
        terminal.out << *text;  // Byte by byte, as it was frozen.
        return exit_done;
    }
    const auto document = parse_json(*text);
    if (!document) return refuse(terminal, document.error());
    print_score(terminal, document->as_object());
    const auto broken = reform_index::check_snapshot(document->as_object());
    for (const auto& line : broken) terminal.out << "! " << line << '\n';
    if (broken.empty()) {
        terminal.out << (terminal.is_vietnamese ? "Tính lại từ các dòng đã chốt: khớp.\n"
                                                : "Scored anew from its frozen rows: the same.\n");
    }
    return broken.empty() ? exit_done : exit_refused;
}

int report(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto number = case_of(arguments.word(0));
    if (!number) return refuse(terminal, number.error());
    const std::string format = arguments.option("format");
    auto file =
        service::IndexRoundDesk(workplace.office())
            .report(number->number, arguments.option("span"), format.empty() ? "docx" : format);
    if (!file) return refuse(terminal, file.error());
    const std::string target =
        arguments.option("to").empty() ? file->file_name : arguments.option("to");
    std::ofstream out(target, std::ios::binary);
    out << file->bytes;
    out.flush();
    if (!out) {
        terminal.err << "trinh: cannot write '" << target << "'.\n";
        return exit_broken;
    }
    terminal.out << target << "  " << file->bytes.size() << " B\n";
    return exit_done;
}

}  // namespace

std::vector<Verb> index_work_verbs() {
    const OptionSpec as{"as", "Who asks (person id)", OptionKind::required};
    const OptionSpec on{"on", "The day; default: today"};
    const OptionSpec evidence = evidence_spec();
    return {{"index",
             "enter",
             "Enter a value that no case feeds, with the documents that prove it",
             {{"code", "Code of the criterion, such as 1.3"}},
             {as,
              on,
              {"part", "How many: of yes-no 1 or 0"},
              {"whole", "Of how many"},
              {"points", "Points of a criterion that is judged: 0.5"},
              {"answers", "Of a survey: A=30,B=12"},
              {"note", "A remark"},
              evidence},
             enter},
            {"index",
             "values",
             "The entered values of a year, newest first",
             {{"code", "Only of this criterion", false, true}},
             {on},
             values},
            {"index",
             "snapshot",
             "Freeze the score of a day with all it rests on",
             {},
             {as, on},
             freeze},
            {"index", "snapshots", "The frozen scores", {}, {}, snapshots},
            {"index",
             "show",
             "A frozen score as it was; --json: byte by byte",
             {{"number", "Number of the snapshot"}},
             {},
             show},
            {"index",
             "report",
             "The quarterly, six-month or yearly report from a frozen score",
             {{"number", "Number of the snapshot"}},
             {{"format", "docx or xlsx; default: docx"},
              {"span", "quarter, half-year or year; default: by the day of the snapshot"},
              {"to", "File to write"}},
             report}};
}

}  // namespace trinh::cli
