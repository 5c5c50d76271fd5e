#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <sstream>

#include "engine/calendar/calendar.h"
#include "engine/calendar/definition_reader.h"
#include "engine/calendar/read_holidays.h"

namespace trinh::calendar {
namespace {

constexpr ReaderCodes codes{"TR401", "TR402", "TR403", "TR404", "TR405"};
constexpr const char* calendar_namespace = "urn:trinh:calendar:1";

constexpr std::array<const char*, 7> weekday_names{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

Words words_of(pugi::xml_node node, const char* vi, const char* en) {
    Words words{node.attribute(vi).value(), node.attribute(en).value()};
    if (words.en.empty()) words.en = words.vi;
    return words;
}

Confidence confidence_of(DefinitionReader& reader, pugi::xml_node node) {
    const std::string word = reader.required(node, "confidence");
    const auto found = find_confidence(word);
    if (!found && !word.empty()) {
        reader.wrong_value(node, "confidence",
                           "one of read, read-q, lib, recall, estimate, interpretation");
    }
    return found.value_or(Confidence::recall);
}

void read_weekly_off(DefinitionReader& reader, pugi::xml_node root, CalendarParts& parts) {
    const pugi::xml_node node = root.child("weekly-off");
    if (!node || node.next_sibling("weekly-off")) {
        reader.error(root, "TR410", "A calendar has exactly one <weekly-off>.",
                     "Write <weekly-off days=\"saturday sunday\" confidence=\"...\"/> once.");
        return;
    }
    reader.allow(node, {"days", "confidence", "basis", "basis-en"}, {});
    std::istringstream names(reader.required(node, "days"));
    for (std::string name; names >> name;) {
        const auto found = std::find(weekday_names.begin(), weekday_names.end(), name);
        if (found == weekday_names.end()) {
            reader.wrong_value(node, "days", "a list of English weekday names in lower case");
            return;
        }
        parts.weekly_off.push_back(static_cast<Weekday>(found - weekday_names.begin()));
    }
    if (parts.weekly_off.size() > 3) {
        reader.wrong_value(node, "days", "a list of at most three weekdays");
    }
    parts.weekly_confidence = confidence_of(reader, node);
    parts.weekly_basis = words_of(node, "basis", "basis-en");
}

void read_roll(DefinitionReader& reader, pugi::xml_node node, CalendarParts& parts) {
    reader.allow(node, {"direction", "rule", "basis", "basis-en", "confidence"}, {});
    const auto direction = find_direction(reader.required(node, "direction"));
    const auto roll = parse_roll(reader.required(node, "rule"));
    if (!direction) reader.wrong_value(node, "direction", "one of after, before, fixed");
    if (!roll) reader.wrong_value(node, "rule", "one of none, next-working, previous-working");
    const Confidence confidence = confidence_of(reader, node);
    if (!direction || !roll) return;
    parts.rolls.push_back({*direction, *roll, words_of(node, "basis", "basis-en"), confidence});
}

void check_day(DefinitionReader& reader, pugi::xml_node node, const MarkedDay& day, int year,
               const CalendarParts& parts) {
    if (day.date.year() != year) {
        reader.error(node, "TR406",
                     fmt::format("The day {} stands in the list of {}.", day.date.iso(), year),
                     "Move the day to the list of its own year.");
    } else if (day.date < parts.first || day.date > parts.last) {
        reader.error(node, "TR407",
                     fmt::format("The day {} is outside the calendar, which runs from {} to {}.",
                                 day.date.iso(), parts.first.iso(), parts.last.iso()),
                     "Widen first/last of <calendar> or remove the day.");
    }
    const auto& weekly = parts.weekly_off;
    if (!day.is_off &&
        std::find(weekly.begin(), weekly.end(), day.date.weekday()) == weekly.end()) {
        reader.error(node, "TR408",
                     fmt::format("The worked day {} is a {}, which is worked anyway.",
                                 day.date.iso(), weekday_words(day.date.weekday()).en),
                     "Name the weekly day of rest that is worked in exchange.");
    }
}

void read_year(DefinitionReader& reader, pugi::xml_node node, CalendarParts& parts,
               std::set<Date>& seen) {
    reader.allow(node, {"number", "confidence", "source"}, {"off", "work"});
    const int number = node.attribute("number").as_int();
    if (reader.required(node, "number").empty()) return;
    if (number < 1900 || number > 9999 || parts.first.year() > number ||
        parts.last.year() < number) {
        reader.wrong_value(node, "number", "a year that the calendar covers");
    }
    const auto& years = parts.years;
    if (std::any_of(years.begin(), years.end(),
                    [&](const ListedYear& year) { return year.number == number; })) {
        reader.error(node, "TR409", fmt::format("The year {} is listed twice.", number),
                     "Put all its days into one <year>.");
    }
    parts.years.push_back({number, confidence_of(reader, node), node.attribute("source").value()});
    for (const pugi::xml_node each : node.children()) {
        const std::string_view kind = each.name();
        if (kind != "off" && kind != "work") continue;
        reader.allow(each, {"date", "name", "name-en", "confidence"}, {});
        reader.required(each, "name");
        const Confidence confidence = confidence_of(reader, each);
        const auto date = reader.required_date(each, "date");
        if (!date) continue;
        const MarkedDay day{*date, kind == "off", words_of(each, "name", "name-en"), confidence};
        check_day(reader, each, day, number, parts);
        if (!seen.insert(*date).second) {
            reader.error(each, "TR409", fmt::format("The day {} is listed twice.", date->iso()),
                         "Keep one of the two.");
        }
        parts.days.push_back(day);
    }
}

void check_years(DefinitionReader& reader, pugi::xml_node root, const CalendarParts& parts) {
    for (int number = parts.first.year(); number <= parts.last.year(); ++number) {
        const bool found = std::any_of(parts.years.begin(), parts.years.end(),
                                       [&](const ListedYear& y) { return y.number == number; });
        if (found) continue;
        reader.error(root, "TR411",
                     fmt::format("The calendar covers {}, but has no list for that year.", number),
                     fmt::format("Write <year number=\"{}\" ...> or narrow first/last.", number));
    }
}

/// Rolling needs to know why; a default without a source would be law invented here.
void check_rolls(DefinitionReader& reader, pugi::xml_node root, const CalendarParts& parts) {
    for (const Direction each : {Direction::after, Direction::before, Direction::fixed}) {
        const bool found = std::any_of(parts.rolls.begin(), parts.rolls.end(),
                                       [&](const RollRule& r) { return r.direction == each; });
        if (found) continue;
        reader.warn(root, "TR412",
                    fmt::format("The calendar has no <roll> for deadlines of the kind \"{}\".",
                                direction_word(each)),
                    "Write one, rule=\"none\" included, so that the default has a source.");
    }
}

}  // namespace

CalendarReading read_calendar(std::string_view xml) {
    DefinitionReader reader(xml, codes);
    const pugi::xml_node root = reader.root("calendar", calendar_namespace);
    if (!root) return {std::nullopt, reader.take_diagnostics()};
    reader.allow(root, {"id", "title", "title-en", "first", "last"},
                 {"weekly-off", "month-end", "roll", "holidays", "year"});
    CalendarParts parts;
    parts.id = reader.required(root, "id");
    parts.title = words_of(root, "title", "title-en");
    const auto first = reader.required_date(root, "first");
    const auto last = reader.required_date(root, "last");
    if (!first || !last) return {std::nullopt, reader.take_diagnostics()};
    if (*first > *last || *last - *first > 366 * 200) {
        reader.wrong_value(root, "last", "a day after \"first\" and at most 200 years later");
        return {std::nullopt, reader.take_diagnostics()};
    }
    parts.first = *first;
    parts.last = *last;
    read_weekly_off(reader, root, parts);
    for (const pugi::xml_node node : root.children("roll")) read_roll(reader, node, parts);
    if (const pugi::xml_node node = root.child("month-end")) {
        reader.allow(node, {"basis", "basis-en", "confidence"}, {});
        parts.month_end_basis = words_of(node, "basis", "basis-en");
    }
    read_holidays(reader, root, parts);
    std::set<Date> seen;
    for (const pugi::xml_node node : root.children("year")) read_year(reader, node, parts, seen);
    check_years(reader, root, parts);
    check_rolls(reader, root, parts);
    if (reader.failed()) return {std::nullopt, reader.take_diagnostics()};
    return {Calendar(std::move(parts)), reader.take_diagnostics()};
}

}  // namespace trinh::calendar
