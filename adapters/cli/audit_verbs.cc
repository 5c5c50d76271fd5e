#include <boost/json/array.hpp>
#include <cstdlib>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/base/instant.h"
#include "engine/service/audit_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

/// A day or an instant; a day means its first (or, for the end, the next day's first) moment.
Result<std::optional<Instant>> moment(const std::string& text, bool is_end) {
    if (text.empty()) return std::optional<Instant>();
    if (const auto day = Date::parse_typed(text)) {
        return std::optional(local_time(*day, is_end ? 24 : 0, 0));
    }
    if (const auto at = Instant::parse(text)) return std::optional(*at);
    return Refusal{Reason::invalid_input,
                   "'" + text + "' is neither a day (2024-11-18) nor an instant."};
}

int query(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    ports::AuditFilter filter;
    const auto number = arguments.option("case");
    if (!number.empty()) {
        const auto id = case_of(number);
        if (!id) return refuse(terminal, id.error());
        filter.case_id = *id;
    }
    filter.actor = arguments.option("officer");
    filter.agency = arguments.option("agency");
    filter.action = arguments.option("action");
    filter.folded_text = arguments.option("text");
    auto from = moment(arguments.option("from"), false);
    if (!from) return refuse(terminal, from.error());
    auto to = moment(arguments.option("to"), true);
    if (!to) return refuse(terminal, to.error());
    filter.from = *from;
    filter.before = *to;
    const auto limit = arguments.option("limit");
    if (!limit.empty()) filter.limit = std::atoi(limit.c_str());
    return answer(
        terminal, service::AuditDesk(office).query(*caller, filter),
        [](std::ostream& out, const json::object& view) {
            Table table({"#", "when", "who", "case", "action", "before", "after", "note"});
            for (const auto& item : view.at("items").as_array()) {
                const auto& row = item.as_object();
                const auto at = Instant::parse(text_of(row, "at"));
                table.add({text_of(row, "index"), at ? at->spoken() : "", text_of(row, "actor"),
                           text_of(row, "case_id"), text_of(row, "action"), text_of(row, "before"),
                           text_of(row, "after"), text_of(row, "note")});
            }
            table.print(out, 40);
        });
}

}  // namespace

std::vector<Verb> audit_verbs() {
    return {{"audit",
             "query",
             "Who did what, when, on which case",
             {},
             {{"as", "Who asks (person id)", OptionKind::required},
              {"case", "Case number"},
              {"officer", "Person id"},
              {"agency", "Agency id"},
              {"action", "Event name, \"sign-in\", \"clock.passed\" ..."},
              {"text", "Words in title, note or inputs; marks may be left out"},
              {"from", "Day or instant"},
              {"to", "Day (included) or instant"},
              {"limit", "At most so many rows (50)"}},
             query}};
}

}  // namespace trinh::cli
