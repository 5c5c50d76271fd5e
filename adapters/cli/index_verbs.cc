#include <boost/json/array.hpp>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/index_words.h"
#include "adapters/cli/verb.h"
#include "engine/service/index_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

std::string shown(const json::value* value) {
    const std::string text = text_of(value);
    return text.empty() ? "-" : text;
}

void print_criterion(std::ostream& out, const json::object& node, const char* title, int depth) {
    out << std::string(static_cast<std::size_t>(depth) * 2, ' ') << shown(node.if_contains("code"))
        << "  " << shown(node.if_contains(title)) << ": " << shown(node.if_contains("points"))
        << " / " << shown(node.if_contains("max"));
    const auto* denominator = node.if_contains("denominator");
    if (denominator != nullptr && *denominator != 0) {
        out << "  (" << shown(node.if_contains("numerator")) << "/" << shown(denominator) << ")";
    }
    out << "  [" << shown(node.if_contains("status")) << "]\n";
    for (const auto& child : node.at("children").as_array()) {
        print_criterion(out, child.as_object(), title, depth + 1);
    }
}

int score(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto on = day_option(workplace, arguments, "on");
    if (!on) return refuse(terminal, on.error());
    return answer(terminal, service::IndexDesk(workplace.office()).score(*on),
                  [&](std::ostream&, const json::object& view) { print_score(terminal, view); });
}

int explain(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto on = day_option(workplace, arguments, "on");
    if (!on) return refuse(terminal, on.error());
    return answer(
        terminal, service::IndexDesk(workplace.office()).explain(arguments.word(0), *on),
        [&](std::ostream& out, const json::object& view) {
            out << shown(view.if_contains(terminal.is_vietnamese ? "text" : "text_en")) << '\n';
            const auto* rows = view.if_contains("rows");
            if (rows == nullptr || !rows->is_array()) return;
            for (const auto& item : rows->as_array()) {
                const auto& row = item.as_object();
                out << (row.at("counts").as_bool() ? "  + " : "  - ") << "case "
                    << shown(row.if_contains("case_id")) << "  " << shown(row.if_contains("date"))
                    << "  " << shown(row.if_contains("title")) << '\n';
            }
        });
}

}  // namespace

Result<Date> day_option(Workplace& workplace, const Arguments& arguments, const char* name) {
    const auto text = arguments.option(name);
    if (text.empty()) return local_date(workplace.office().clock.now());
    const auto date = Date::parse_typed(text);
    if (date) return *date;
    return Refusal{Reason::invalid_input, "'" + text + "' is not a day such as 2024-12-31."};
}

void print_score(Terminal& terminal, const json::object& view) {
    const char* title = terminal.is_vietnamese ? "title" : "title_en";
    auto& out = terminal.out;
    out << shown(view.if_contains(title)) << ": " << shown(view.if_contains("points")) << " / "
        << shown(view.if_contains("max")) << '\n';
    for (const auto& criterion : view.at("criteria").as_array()) {
        print_criterion(out, criterion.as_object(), title, 0);
    }
    for (const auto& line : view.at("broken_sums").as_array()) {
        out << (terminal.is_vietnamese ? "Số liệu không khớp: " : "Does not reconcile: ")
            << shown(&line) << '\n';
    }
}

std::vector<Verb> index_verbs() {
    return {{"index",
             "score",
             "The institutional-reform index on a date",
             {},
             {{"on", "Reporting date; default: today"}},
             score},
            {"index",
             "explain",
             "One number of the index, open down to its cases",
             {{"code", "Code of the criterion, such as 2.1"}},
             {{"on", "Reporting date; default: today"}},
             explain}};
}

}  // namespace trinh::cli
