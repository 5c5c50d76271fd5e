#include "adapters/cli/audit_filter.h"

#include <boost/json/array.hpp>
#include <cstdlib>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "engine/base/instant.h"

namespace trinh::cli {
namespace {

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

}  // namespace

std::vector<OptionSpec> audit_filter_options() {
    return {{"case", "Case number"},
            {"officer", "Person id"},
            {"for", "Person id: what was done on his behalf"},
            {"agency", "Agency id"},
            {"action", "Event name, \"sign-in\", \"clock.passed\" ..."},
            {"text", "Words in title, note or inputs, without marks too; the last may be begun"},
            {"from", "Day or instant"},
            {"to", "Day (included) or instant"},
            {"limit", "At most so many rows (50)"}};
}

Result<ports::AuditFilter> audit_filter_of(const Arguments& arguments) {
    ports::AuditFilter filter;
    const auto number = arguments.option("case");
    if (!number.empty()) {
        const auto id = case_of(number);
        if (!id) return id.error();
        filter.case_id = *id;
    }
    filter.actor = arguments.option("officer");
    filter.on_behalf_of = arguments.option("for");
    filter.agency = arguments.option("agency");
    filter.action = arguments.option("action");
    filter.folded_text = arguments.option("text");
    auto from = moment(arguments.option("from"), false);
    if (!from) return from.error();
    auto to = moment(arguments.option("to"), true);
    if (!to) return to.error();
    filter.from = *from;
    filter.before = *to;
    const auto limit = arguments.option("limit");
    if (!limit.empty()) filter.limit = std::atoi(limit.c_str());
    return filter;
}

void print_entries(std::ostream& out, const boost::json::object& view) {
    Table table({"#", "when", "who", "case", "action", "before", "after", "note"});
    for (const auto& item : view.at("items").as_array()) {
        const auto& row = item.as_object();
        const auto at = Instant::parse(text_of(row, "at"));
        table.add({text_of(row, "index"), at ? at->spoken() : "", text_of(row, "actor"),
                   text_of(row, "case_id"), text_of(row, "action"), text_of(row, "before"),
                   text_of(row, "after"), text_of(row, "note")});
    }
    table.print(out, 40);
}

}  // namespace trinh::cli
