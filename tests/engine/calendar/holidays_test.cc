// Days off proposed from the rules of the law, against the years that were announced.
#include "engine/calendar/holidays.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <set>

#include "engine/calendar/lunar.h"
#include "tests/engine/calendar/calendars.h"

namespace trinh::calendar {
namespace {

constexpr int first_announced = 2019, last_listed = 2027;

std::set<Date> proposed_off(int year) {
    std::set<Date> days;
    const auto proposed = propose_year(viet_nam(), year);
    EXPECT_TRUE(proposed);
    for (const auto& day : *proposed) {
        EXPECT_TRUE(day.is_off);
        EXPECT_EQ(day.confidence, Confidence::estimate);
        days.insert(day.date);
    }
    return days;
}

bool is_swap(const MarkedDay& day) {
    return !day.is_off || day.name.vi.starts_with("hoán đổi");
}

std::set<Date> listed_off(int year) {
    std::set<Date> days;
    for (const auto& day : viet_nam().days()) {
        if (day.date.year() == year && !is_swap(day)) days.insert(day.date);
    }
    return days;
}

/// What people are free on: weekdays only.
std::set<Date> weekdays(const std::set<Date>& days) {
    std::set<Date> found;
    for (const Date day : days) {
        if (!day.is_weekend()) found.insert(day);
    }
    return found;
}

TEST(Holidays, EveryListedYearComesOutOfTheRulesButTheSwappedDays) {
    for (int year = first_announced; year <= last_listed; ++year) {
        EXPECT_EQ(weekdays(proposed_off(year)), weekdays(listed_off(year))) << year;
    }
}

/// Weekend holidays change no count, but an explanation names them.
TEST(Holidays, NoHolidayOfTheRulesIsMissingFromTheShippedCalendar) {
    for (int year = first_announced; year <= last_listed; ++year) {
        for (const Date day : proposed_off(year)) {
            if (viet_nam().find_mark(day) == nullptr) {
                // Where the announcement gave Tết as one day before and four days of the year, the
                // proposal's second day before falls on a weekend and is no holiday.
                EXPECT_TRUE(day.is_weekend()) << day.iso();
            }
        }
    }
}

TEST(Holidays, TetAndHungKingsAreWhereTheShippedCalendarHasThem) {
    for (int year = first_announced; year <= last_listed; ++year) {
        const Date tet = *solar_date({year, 1, 1, false});
        const Date kings = *solar_date({year, 3, 10, false});
        const auto* of_tet = viet_nam().find_mark(tet);
        const auto* of_kings = viet_nam().find_mark(kings);
        ASSERT_TRUE(of_tet != nullptr && of_kings != nullptr) << year;
        EXPECT_TRUE(of_tet->name.vi.starts_with("Tết Nguyên đán")) << year;
        EXPECT_TRUE(of_kings->name.vi.starts_with("Giỗ Tổ Hùng Vương")) << year;
    }
}

/// The same against the table that the project was given, where it lies beside it.
TEST(Holidays, TetAndHungKingsAreWhereTheGivenTableHasThem) {
    const std::string table = TRINH_SOURCE_DIR "/../shared/data/vn_calendar.csv";
    if (!std::filesystem::exists(table)) {
        GTEST_SKIP() << "shared/data/vn_calendar.csv is not beside the project.";
    }
    std::ifstream file(table);
    int days = 0;
    for (std::string line; std::getline(file, line);) {
        const auto day = Date::parse(line.substr(0, 10));
        const bool is_tet = line.find("Tết Nguyên đán") != std::string::npos;
        const bool is_kings = line.find("Giỗ Tổ Hùng Vương") != std::string::npos;
        if (!day || (!is_tet && !is_kings)) continue;
        const Date first = *solar_date({day->year(), is_tet ? 1 : 3, is_tet ? 1 : 10, false});
        // Two days before, and what is given in lieu of weekend days, at the most.
        EXPECT_GE(*day, first - (is_tet ? 2 : 0)) << line;
        EXPECT_LE(*day, first + (is_tet ? 4 : 3)) << line;
        EXPECT_TRUE(proposed_off(day->year()).contains(*day)) << line;
        ++days;
    }
    EXPECT_EQ(days, 9 * 5 + 9);
}

TEST(Holidays, WithoutRulesOrBeyondTheYearsNothingIsProposed) {
    CalendarParts parts;
    parts.first = on("2024-01-01");
    parts.last = on("2024-12-31");
    parts.weekly_off = {Weekday::saturday, Weekday::sunday};
    EXPECT_EQ(propose_year(Calendar(parts), 2024).error().reason, Reason::wrong_state);
    EXPECT_EQ(propose_year(viet_nam(), 1900).error().reason, Reason::invalid_input);
    EXPECT_EQ(propose_year(viet_nam(), 2151).error().reason, Reason::invalid_input);
}

/// What is printed can be put into the calendar file as it is.
TEST(Holidays, TheXmlOfAYearReadsBackAsThatYear) {
    std::ifstream file(TRINH_SOURCE_DIR "/workflows/calendars/vn.xml");
    std::ostringstream whole;
    whole << file.rdbuf();
    std::string text = whole.str();
    const auto xml = propose_year_xml(viet_nam(), 2028);
    ASSERT_TRUE(xml);
    EXPECT_NE(xml->find("chỉ thông báo hằng năm"), std::string::npos);
    text.insert(text.rfind("</calendar>"), *xml);
    text.replace(text.find("last=\"2027-12-31\""), 17, "last=\"2028-12-31\"");

    const auto read = read_calendar(text);

    ASSERT_TRUE(read.calendar) << read.diagnostics.front().message;
    std::set<Date> found;
    for (const auto& day : read.calendar->days()) {
        if (day.date.year() == 2028) found.insert(day.date);
    }
    EXPECT_EQ(found, proposed_off(2028));
    EXPECT_EQ(read.calendar->find_year(2028)->confidence, Confidence::estimate);
    EXPECT_FALSE(read.calendar->is_working(on("2028-01-26")));
    EXPECT_FALSE(read.calendar->is_working(on("2028-04-04")));  // Hùng Kings.
}

}  // namespace
}  // namespace trinh::calendar
