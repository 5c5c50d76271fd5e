#include "engine/calendar/calendar.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

#include "tests/engine/calendar/calendars.h"

namespace trinh::calendar {
namespace {

TEST(Calendar, KnowsHolidaysWeekendsAndWorkedSaturdays) {
    EXPECT_TRUE(viet_nam().is_working(on("2023-04-28")));
    EXPECT_FALSE(viet_nam().is_working(on("2023-05-03")));
    EXPECT_FALSE(viet_nam().is_working(on("2023-05-06")));
    EXPECT_TRUE(viet_nam().is_working(on("2024-05-04")));
    EXPECT_FALSE(viet_nam().is_working(on("2024-04-29")));
}

TEST(Calendar, SaysWhyADayIsOff) {
    EXPECT_EQ(viet_nam().why_off(on("2023-04-29"))->vi, "Thứ Bảy; Giỗ Tổ Hùng Vương");
    EXPECT_EQ(viet_nam().why_off(on("2023-05-06"))->en, "Saturday");
    EXPECT_EQ(viet_nam().why_off(on("2023-01-20"))->en, "Lunar New Year");
    EXPECT_FALSE(viet_nam().why_off(on("2024-05-04")));
    EXPECT_FALSE(viet_nam().why_off(on("2023-05-04")));
}

TEST(Calendar, KnowsOnlyTheWeeklyRuleOutsideItsYears) {
    EXPECT_FALSE(viet_nam().covers(on("2028-01-01")));
    EXPECT_FALSE(viet_nam().is_working(on("2028-01-01")));
    EXPECT_TRUE(viet_nam().is_working(on("2028-09-04")));
    EXPECT_TRUE(viet_nam().is_working(on("2018-12-28")));
    EXPECT_FALSE(viet_nam().is_working(on("2018-12-31")));
}

TEST(Calendar, TakesItsDefaultRollsAndTheirSourcesFromTheFile) {
    EXPECT_EQ(viet_nam().default_roll(Direction::after), Roll::next_working);
    EXPECT_EQ(viet_nam().default_roll(Direction::before), Roll::previous_working);
    EXPECT_EQ(viet_nam().default_roll(Direction::fixed), Roll::none);
    ASSERT_NE(viet_nam().find_roll(Direction::after, Roll::next_working), nullptr);
    EXPECT_EQ(viet_nam().find_roll(Direction::after, Roll::next_working)->basis.en,
              "Civil Code 91/2015/QH13, art. 148.5");
    EXPECT_EQ(viet_nam().find_roll(Direction::fixed, Roll::next_working), nullptr);
}

/// A row of the table the calendar was made from: date,kind,name,confidence.
void expect_row(const std::string& row) {
    const auto kind = row.find(',') + 1;
    const auto name = row.find(',', kind) + 1;
    const auto confidence = row.rfind(',') + 1;

    const MarkedDay* mark = viet_nam().find_mark(on(row.substr(0, 10)));

    ASSERT_NE(mark, nullptr) << row;
    EXPECT_EQ(mark->is_off, row.substr(kind, name - kind - 1) == "off") << row;
    EXPECT_EQ(mark->name.vi, row.substr(name, confidence - name - 1)) << row;
    EXPECT_EQ(confidence_word(mark->confidence), row.substr(confidence)) << row;
}

TEST(Calendar, HoldsEveryRowOfTheSharedTable) {
    const std::string table = TRINH_SOURCE_DIR "/../shared/data/vn_calendar.csv";
    if (!std::filesystem::exists(table)) {
        GTEST_SKIP() << "shared/data/vn_calendar.csv is not beside the project.";
    }
    std::ifstream file(table);
    std::string row;
    std::getline(file, row);
    int rows = 0;
    for (; std::getline(file, row); ++rows) {
        if (row.back() == '\r') row.pop_back();
        expect_row(row);
    }

    EXPECT_EQ(rows, 109);
    EXPECT_EQ(viet_nam().days().size(), 131U);
}

TEST(Calendar, AddsToTheTableOnlyHolidaysThatChangeNoCount) {
    int on_weekly_rest = 0;
    for (const MarkedDay& mark : viet_nam().days()) {
        if (mark.is_off && mark.date.is_weekend()) ++on_weekly_rest;
    }

    EXPECT_EQ(on_weekly_rest, 22);
}

}  // namespace
}  // namespace trinh::calendar
