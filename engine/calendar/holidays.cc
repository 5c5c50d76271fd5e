#include "engine/calendar/holidays.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "engine/calendar/lunar.h"

namespace trinh::calendar {
namespace {

constexpr const char* warning =
    "  <!-- Dự kiến, tính từ quy tắc; chỉ thông báo hằng năm của cơ quan có thẩm quyền mới có giá "
    "trị.\n       Proposed from the rules of the law. Only the yearly announcement counts: it "
    "names "
    "the days of Tết,\n       the neighbour of National Day and the swapped Saturdays. -->\n";

class Proposal {
public:
    Proposal(const Calendar& calendar, int year) : weekly_(calendar.parts().weekly_off) {
        for (const auto& rule : calendar.parts().holidays) {
            if (year < rule.first_year || year > rule.last_year) continue;
            const auto day = day_of(rule, year);
            if (!day) continue;
            for (Date at = *day - rule.before; at <= *day + rule.after; at = at + 1) {
                days_.emplace(at, rule.name);
            }
            if (rule.has_neighbour) neighboured_.emplace_back(*day, rule.name);
        }
        for (const auto& [day, name] : neighboured_) days_.emplace(neighbour_of(day), name);
        add_days_in_lieu();
    }

    [[nodiscard]] std::vector<MarkedDay> days() const {
        std::vector<MarkedDay> all;
        for (const auto& [date, name] : days_) {
            all.push_back({date, true, name, Confidence::estimate});
        }
        return all;
    }

private:
    static std::optional<Date> day_of(const HolidayRule& rule, int year) {
        if (!rule.is_lunar) return Date::from_ymd(year, rule.day.month, rule.day.day);
        return solar_date({year, rule.day.month, rule.day.day, false});
    }

    [[nodiscard]] bool is_rest(Date day) const {
        return std::find(weekly_.begin(), weekly_.end(), day.weekday()) != weekly_.end();
    }
    [[nodiscard]] bool is_off(Date day) const { return is_rest(day) || days_.contains(day); }

    /// How many days in a row are off with this one.
    [[nodiscard]] int rest_around(Date day) const {
        int length = 1;
        for (Date at = day - 1; is_off(at); at = at - 1) ++length;
        for (Date at = day + 1; is_off(at); at = at + 1) ++length;
        return length;
    }

    /// Presumed: a day that would be worked, of two the one with the longer rest, else the day
    /// before.
    [[nodiscard]] Date neighbour_of(Date day) const {
        const Date before = day - 1, after = day + 1;
        if (is_off(before) != is_off(after)) return is_off(before) ? after : before;
        return rest_around(after) > rest_around(before) ? after : before;
    }

    void add_days_in_lieu() {
        const auto holidays = days_;
        for (const auto& [day, name] : holidays) {
            if (!is_rest(day)) continue;
            Date in_lieu = day + 1;
            while (is_off(in_lieu)) in_lieu = in_lieu + 1;
            days_.emplace(in_lieu, Words{name.vi + " (nghỉ bù)", name.en + " (in lieu)"});
        }
    }

    const std::vector<Weekday>& weekly_;
    std::map<Date, Words> days_;
    std::vector<std::pair<Date, Words>> neighboured_;
};

}  // namespace

Result<std::vector<MarkedDay>> propose_year(const Calendar& calendar, int year) {
    if (calendar.parts().holidays.empty()) {
        return Refusal{Reason::wrong_state,
                       fmt::format("The calendar '{}' has no <holidays> to propose a year from.",
                                   calendar.id()),
                       "Lịch làm việc chưa có quy tắc ngày nghỉ lễ, tết."};
    }
    if (year < lunar_first_year || year > lunar_last_year) {
        return Refusal{Reason::invalid_input,
                       fmt::format("The lunar calendar is computed for {} to {}, not for {}.",
                                   lunar_first_year, lunar_last_year, year),
                       fmt::format("Chỉ tính được âm lịch từ năm {} đến năm {}.", lunar_first_year,
                                   lunar_last_year)};
    }
    return Proposal(calendar, year).days();
}

Result<std::string> propose_year_xml(const Calendar& calendar, int year) {
    const auto days = propose_year(calendar, year);
    if (!days) return days.error();
    pugi::xml_document document;
    auto list = document.append_child("year");
    list.append_attribute("number") = year;
    list.append_attribute("confidence") = confidence_word(Confidence::estimate);
    list.append_attribute("source") = "tính trước, chưa được công bố";
    for (const auto& day : *days) {
        auto row = list.append_child("off");
        row.append_attribute("date") = day.date.iso().c_str();
        row.append_attribute("name") = day.name.vi.c_str();
        row.append_attribute("name-en") = day.name.en.c_str();
        row.append_attribute("confidence") = confidence_word(day.confidence);
    }
    std::ostringstream text;
    text << warning;
    list.print(text, "  ", pugi::format_indent | pugi::format_no_declaration, pugi::encoding_utf8,
               1);
    return text.str();
}

}  // namespace trinh::calendar
