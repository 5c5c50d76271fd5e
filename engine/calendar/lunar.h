/// The Vietnamese lunar calendar by computation: new moons and solar terms at UTC+7.
///
/// Rules (Hồ Ngọc Đức, "Thuật toán tính âm lịch", informatik.uni-leipzig.de/~duc/amlich, the rules
/// of the calendar in use since 1968): a month begins on the day of the new moon; the month with
/// the winter solstice is the 11th; between two 11th months lie 12 or 13 months, and of 13 the
/// first without a major solar term is the leap month. Astronomy: J. Meeus, "Astronomical
/// Algorithms", 2nd ed., ch. 49 (new moon), 22 and 25 (the sun's apparent longitude); Delta T by
/// Espenak and Meeus. Before 1968 the calendars that people really used were made for other
/// meridians: a date of that time may differ from them by a day.
#pragma once

#include <optional>

#include "engine/base/date.h"

namespace trinh::calendar {

/// Civil years that the computation covers.
inline constexpr int lunar_first_year = 1901;
inline constexpr int lunar_last_year = 2150;

struct LunarDate {
    int year = 0;   ///< Named after the civil year in which its first month begins.
    int month = 0;  ///< 1 to 12.
    int day = 0;    ///< 1 to 30.
    bool is_leap = false;
    bool operator==(const LunarDate&) const = default;
};

/// Nothing outside the covered years.
std::optional<LunarDate> lunar_date(Date day);

/// Nothing when there is no such day in that lunar year, or outside the covered years.
std::optional<Date> solar_date(const LunarDate& day);

/// The month after which a lunar year has its leap month; nothing in a year of twelve months.
std::optional<int> leap_month(int year);

}  // namespace trinh::calendar
