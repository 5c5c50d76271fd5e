#include <charconv>
#include <ostream>

#include "adapters/cli/verb.h"
#include "engine/calendar/holidays.h"

namespace trinh::cli {
namespace {

std::optional<int> year_of(const std::string& text) {
    int year = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, year);
    return fault == std::errc() && stop == end ? std::optional(year) : std::nullopt;
}

/// A pipe into the calendar file must hold nothing else, so the text goes out as it is.
int propose(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto year = year_of(arguments.word(0));
    if (!year) {
        return refuse(terminal, {Reason::invalid_input,
                                 "'" + arguments.word(0) + "' is no year; write for example 2028.",
                                 "“" + arguments.word(0) + "” không phải là năm; ví dụ: 2028."});
    }
    const auto calendar = workplace.shelf().calendar();
    if (!calendar) return refuse(terminal, calendar.error());
    const auto text = calendar::propose_year_xml(**calendar, *year);
    if (!text) return refuse(terminal, text.error());
    const boost::json::object view{{"year", *year}, {"xml", *text}};
    return answer(terminal, view,
                  [&](std::ostream& out, const boost::json::object&) { out << *text; });
}

}  // namespace

std::vector<Verb> calendar_verbs() {
    return {{"calendar",
             "propose",
             "A year's days off as the law's rules give them, ready for workflows/calendars",
             {{"year", "The year: 2028"}},
             {},
             propose}};
}

}  // namespace trinh::cli
