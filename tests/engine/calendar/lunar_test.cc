// The lunar calendar against an independent ephemeris, known special years, and its own rules.
#include "engine/calendar/lunar.h"

#include <fstream>
#include <gtest/gtest.h>
#include <string>

namespace trinh::calendar {
namespace {

Date on(const char* day) {
    return *Date::parse(day);
}

Date new_year(int year) {
    return *solar_date({year, 1, 1, false});
}

/// The oracle is libastro, by way of python3-ephem; its file says how.
TEST(Lunar, NewYearAndLeapMonthAgreeWithAnIndependentEphemerisFor250Years) {
    std::ifstream file(TRINH_SOURCE_DIR "/tests/golden/calendar/lunar_years.csv");
    int years = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        const auto expected = on(line.substr(0, 10).c_str());
        EXPECT_EQ(new_year(expected.year()), expected) << line;
        EXPECT_EQ(leap_month(expected.year()).value_or(0), std::stoi(line.substr(11))) << line;
        ++years;
    }
    EXPECT_EQ(years, lunar_last_year - lunar_first_year + 1);
}

/// Years in which Viet Nam and China kept Tết on different days, and why Tết of 1968 was two.
TEST(Lunar, TheMeridianOfHanoiDecides) {
    EXPECT_EQ(new_year(1968), on("1968-01-29"));  // UTC+8: 30/01.
    EXPECT_EQ(new_year(1985), on("1985-01-21"));  // UTC+8: 20/02, a whole month later.
    EXPECT_EQ(new_year(2007), on("2007-02-17"));  // UTC+8: 18/02.
    EXPECT_EQ(new_year(2030), on("2030-02-02"));  // UTC+8: 03/02.
    EXPECT_EQ(new_year(2053), on("2053-02-18"));  // UTC+8: 19/02.
}

TEST(Lunar, LeapMonths) {
    EXPECT_EQ(leap_month(1984), std::nullopt);  // UTC+8: the 10th.
    EXPECT_EQ(leap_month(1985), 2);
    EXPECT_EQ(leap_month(1987), 7);  // UTC+8: the 6th.
    EXPECT_EQ(leap_month(2020), 4);
    EXPECT_EQ(leap_month(2023), 2);
    EXPECT_EQ(leap_month(2033), 11);  // The "problem of 2033".
    EXPECT_EQ(lunar_date(on("2023-04-01")), (LunarDate{2023, 2, 11, true}));
    EXPECT_EQ(lunar_date(on("2023-03-01")), (LunarDate{2023, 2, 10, false}));
    EXPECT_EQ(solar_date({2023, 2, 11, true}), on("2023-04-01"));
    EXPECT_EQ(solar_date({2024, 2, 11, true}), std::nullopt);
}

TEST(Lunar, ADayGoesThereAndBack) {
    const auto first = new_year(lunar_first_year);
    std::optional<LunarDate> before;
    for (Date day = first; day < *Date::from_ymd(2041, 1, 1); day = day + 1) {
        const auto lunar = lunar_date(day);
        ASSERT_TRUE(lunar) << day.iso();
        ASSERT_EQ(solar_date(*lunar), day) << day.iso();
        ASSERT_LE(lunar->day, 30) << day.iso();
        if (before && lunar->day != before->day + 1) {
            ASSERT_EQ(lunar->day, 1) << day.iso();
            ASSERT_GE(before->day, 29) << day.iso();
            const bool is_next = lunar->month == before->month % 12 + 1 && !lunar->is_leap;
            const bool is_leap = lunar->month == before->month && lunar->is_leap;
            ASSERT_TRUE(is_next || is_leap) << day.iso();
            ASSERT_EQ(lunar->year, before->year + (lunar->month == 1 && !lunar->is_leap ? 1 : 0));
        }
        before = lunar;
    }
}

TEST(Lunar, NothingBeyondItsYearsAndNoDayThatIsNone) {
    EXPECT_EQ(lunar_date(on("1900-06-01")), std::nullopt);
    EXPECT_EQ(lunar_date(on("1901-01-01")), std::nullopt);  // Still the lunar year of 1900.
    EXPECT_EQ(lunar_date(on("2151-01-01")), std::nullopt);
    EXPECT_EQ(leap_month(2151), std::nullopt);
    for (const LunarDate none : {LunarDate{2024, 13, 1, false}, LunarDate{2024, 0, 1, false},
                                 LunarDate{2024, 1, 0, false}, LunarDate{2024, 1, 31, false},
                                 LunarDate{1900, 1, 1, false}, LunarDate{2151, 1, 1, false}}) {
        EXPECT_EQ(solar_date(none), std::nullopt) << none.year << ' ' << none.month;
    }
}

}  // namespace
}  // namespace trinh::calendar
