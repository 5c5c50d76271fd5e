#include "engine/calendar/read_holidays.h"

#include <fmt/format.h>

namespace trinh::calendar {
namespace {

int number_in(DefinitionReader& reader, pugi::xml_node node, const char* attribute, int least,
              int most, int otherwise) {
    if (!node.attribute(attribute)) return otherwise;
    const int number = node.attribute(attribute).as_int(least - 1);
    if (number < least || number > most) {
        reader.wrong_value(node, attribute, fmt::format("a number from {} to {}", least, most));
    }
    return number;
}

void read_holiday(DefinitionReader& reader, pugi::xml_node node, CalendarParts& parts) {
    reader.allow(node,
                 {"on", "lunar", "before", "after", "neighbour", "first-year", "last-year", "name",
                  "name-en"},
                 {});
    HolidayRule rule;
    rule.name.vi = reader.required(node, "name");
    rule.name.en = node.attribute("name-en").value();
    if (rule.name.en.empty()) rule.name.en = rule.name.vi;
    rule.is_lunar = static_cast<bool>(node.attribute("lunar"));
    const char* attribute = rule.is_lunar ? "lunar" : "on";
    const auto day = parse_year_day(reader.required(node, attribute));
    if (!day) reader.wrong_value(node, attribute, "a day of the year such as 04-30");
    if (day) rule.day = *day;
    if (rule.is_lunar && node.attribute("on")) {
        reader.wrong_value(node, "on", "absent where lunar is given");
    }
    rule.before = number_in(reader, node, "before", 0, 30, 0);
    rule.after = number_in(reader, node, "after", 0, 30, 0);
    rule.first_year = number_in(reader, node, "first-year", 1900, 9999, rule.first_year);
    rule.last_year = number_in(reader, node, "last-year", 1900, 9999, rule.last_year);
    const std::string_view neighbour = node.attribute("neighbour").value();
    rule.has_neighbour = neighbour == "true";
    if (!neighbour.empty() && neighbour != "true" && neighbour != "false") {
        reader.wrong_value(node, "neighbour", "true or false");
    }
    parts.holidays.push_back(std::move(rule));
}

}  // namespace

void read_holidays(DefinitionReader& reader, pugi::xml_node root, CalendarParts& parts) {
    for (const pugi::xml_node list : root.children("holidays")) {
        reader.allow(list, {"basis", "basis-en", "confidence"}, {"holiday"});
        reader.required(list, "basis");
        for (const pugi::xml_node node : list.children("holiday")) {
            read_holiday(reader, node, parts);
        }
    }
}

}  // namespace trinh::calendar
