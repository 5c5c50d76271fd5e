#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <optional>
#include <ostream>

#include "adapters/cli/case_print.h"
#include "adapters/cli/csv_rows.h"
#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "engine/service/campaign_desk.h"
#include "engine/service/case_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

struct Asked {
    service::Office office;
    service::Caller caller;
};

Result<Asked> asked(Workplace& workplace, const Arguments& arguments) {
    auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return caller.error();
    return Asked{office, std::move(*caller)};
}

/// The rows of every --rows, checked before anything is opened.
Result<json::object> rows_given(Asked& who, const Arguments& arguments) {
    auto pairs = pairs_of(arguments, "rows");
    if (!pairs) return pairs.error();
    json::object inputs;
    for (const auto& [field, path] : *pairs) {
        auto columns = service::CampaignDesk(who.office).columns(arguments.word(0), field);
        if (!columns) return columns.error();
        auto rows = rows_of_file(path, *columns);
        if (!rows) return rows.error();
        inputs[field] = std::move(*rows);
    }
    return inputs;
}

/// The first open action that asks for all of these fields; empty when there is none.
std::string action_for(const json::object& view, const json::object& inputs) {
    for (const auto& action : view.at("actions").as_array()) {
        std::size_t found = 0;
        for (const auto& input : action.at("inputs").as_array()) {
            if (inputs.contains(input.at("field").as_string())) ++found;
        }
        if (found == inputs.size() && action.at("permitted").as_bool()) {
            return std::string(action.at("event").as_string());
        }
    }
    return {};
}

int open(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto who = asked(workplace, arguments);
    if (!who) return refuse(terminal, who.error());
    auto inputs = rows_given(*who, arguments);
    if (!inputs) return refuse(terminal, inputs.error());
    service::CaseDesk desk(who->office);
    const auto opened = desk.open(
        who->caller, {arguments.word(0), arguments.option("title"), arguments.option("agency")});
    const auto print_opened = [&](std::ostream& out, const json::object& view) {
        print_case(out, view, terminal.is_vietnamese);
    };
    if (!opened || inputs->empty()) return answer(terminal, opened, print_opened);
    const auto number = opened->at("id").as_int64();
    std::string event = arguments.option("event");
    if (event.empty()) event = action_for(*opened, *inputs);
    if (event.empty()) {
        return refuse(
            terminal,
            {Reason::wrong_state,
             fmt::format("Case {} is open, but none of its first actions takes these rows; do it "
                         "later with 'case act {} EVENT --rows ...'.",
                         number, number),
             fmt::format("Đã mở hồ sơ số {} nhưng bước đầu không nhận danh sách này.", number)});
    }
    const auto done = desk.act(who->caller, {CaseId{number}, {event, *inputs, {}}, {}});
    if (!done) {
        Refusal refusal = done.error();
        refusal.message = fmt::format("Case {} is open, but: {}", number, refusal.message);
        refusal.message_vi =
            fmt::format("Đã mở hồ sơ số {}, nhưng: {}", number, refusal.message_vi);
        return refuse(terminal, refusal);
    }
    return answer(terminal, done, [&](std::ostream& out, const json::object& view) {
        print_case(out, view.at("case").as_object(), terminal.is_vietnamese);
        print_result(out, view, terminal.is_vietnamese);
    });
}

std::string share(const json::object& counts) {
    return fmt::format("{}/{} ({} %)", text_of(counts, "closed"), text_of(counts, "count"),
                       text_of(counts, "percent"));
}

int list(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto who = asked(workplace, arguments);
    if (!who) return refuse(terminal, who.error());
    std::optional<CaseId> below;
    if (!arguments.option("below").empty()) {
        auto id = case_of(arguments.option("below"));
        if (!id) return refuse(terminal, id.error());
        below = *id;
    }
    const bool vi = terminal.is_vietnamese;
    return answer(
        terminal, service::CampaignDesk(who->office).list(who->caller, below, 50),
        [&](std::ostream& out, const json::object& view) {
            const auto& items = view.at("items").as_array();
            if (items.empty()) {
                out << (vi ? "Không có đợt nào.\n" : "No campaigns.\n");
                return;
            }
            Table table(vi ? std::vector<std::string>{"#", "Đợt", "Hoàn thành", "Quá hạn"}
                           : std::vector<std::string>{"#", "Campaign", "Done", "Overdue"});
            for (const auto& item : items) {
                const auto& of = item.at("case").as_object();
                const auto& counts = item.at("children").as_object();
                table.add({text_of(of, "case_id"), text_of(of, "title"), share(counts),
                           text_of(counts, "overdue")});
            }
            table.print(out, 60);
        });
}

void print_counts(std::ostream& out, const json::array& rows, const char* head, bool vi) {
    Table table({head, vi ? "Tổng" : "All", vi ? "Đang làm" : "Open", vi ? "Xong" : "Done",
                 vi ? "Quá hạn" : "Overdue", "%"});
    for (const auto& item : rows) {
        const auto& row = item.as_object();
        const auto agency = text_of(row, "agency");
        table.add({agency.empty() ? title_of(row, vi) : agency, text_of(row, "count"),
                   text_of(row, "open"), text_of(row, "closed"), text_of(row, "overdue"),
                   text_of(row, "percent")});
    }
    table.print(out, 60);
}

int progress(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto who = asked(workplace, arguments);
    if (!who) return refuse(terminal, who.error());
    const auto id = case_of(arguments.word(0));
    if (!id) return refuse(terminal, id.error());
    const bool vi = terminal.is_vietnamese;
    return answer(terminal, service::CampaignDesk(who->office).progress(who->caller, *id),
                  [&](std::ostream& out, const json::object& view) {
                      const auto& of = view.at("case").as_object();
                      out << "#" << text_of(of, "case_id") << "  " << text_of(of, "title") << "\n"
                          << (vi ? "Hoàn thành: " : "Done: ")
                          << share(view.at("children").as_object()) << "\n\n";
                      print_counts(out, view.at("agencies").as_array(), vi ? "Cơ quan" : "Agency",
                                   vi);
                      out << "\n";
                      print_counts(out, view.at("stages").as_array(), vi ? "Bước" : "Stage", vi);
                      for (const auto& item : view.at("chased").as_array()) {
                          const auto& row = item.as_object();
                          const auto at = Instant::parse(text_of(row, "at"));
                          out << (vi ? "Đã đôn đốc: " : "Chased: ") << text_of(row, "to") << ", "
                              << (at ? at->spoken() : std::string()) << " ["
                              << text_of(row, "state") << "]\n";
                      }
                  });
}

int children(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto who = asked(workplace, arguments);
    if (!who) return refuse(terminal, who.error());
    const auto id = case_of(arguments.word(0));
    if (!id) return refuse(terminal, id.error());
    ports::CaseFilter filter;
    filter.parent = *id;
    filter.drafting_agency = arguments.option("agency");
    filter.limit = 200;
    if (arguments.flag("open")) filter.is_closed = false;
    if (arguments.flag("overdue")) filter.due_before = local_date(who->office.clock.now());
    if (!arguments.option("below").empty()) {
        auto below = case_of(arguments.option("below"));
        if (!below) return refuse(terminal, below.error());
        filter.below_id = *below;
    }
    return answer(terminal, service::CaseDesk(who->office).list(who->caller, filter),
                  [&](std::ostream& out, const json::object& view) {
                      print_summaries(out, view, terminal.is_vietnamese);
                      const auto next = text_of(view, "next");
                      if (!next.empty()) out << "--below " << next << "\n";
                  });
}

}  // namespace

std::vector<Verb> campaign_verbs() {
    const OptionSpec as{"as", "Who asks (person id)", OptionKind::required};
    const OptionSpec below{"below", "Only cases below this number (next page)"};
    const WordSpec number{"case", "Case number of the campaign"};
    return {
        {"campaign",
         "open",
         "Open a case and hand it its list: one more case for each row",
         {{"process", "Process id"}},
         {as,
          {"title", "Title", OptionKind::required},
          rows_option(),
          {"event", "Action that takes the rows; default: the first that asks for them"},
          {"agency", "Drafting agency; default: your own"}},
         open},
        {"campaign", "list", "Campaigns with their progress, newest first", {}, {as, below}, list},
        {"campaign",
         "progress",
         "One campaign by stage and agency, who is late, who was chased",
         {number},
         {as},
         progress},
        {"campaign",
         "children",
         "The cases that a campaign opened, newest first",
         {number},
         {as,
          {"agency", "Only this agency's"},
          {"open", "Only open ones", OptionKind::flag},
          {"overdue", "Only overdue ones", OptionKind::flag},
          below},
         children},
    };
}

}  // namespace trinh::cli
