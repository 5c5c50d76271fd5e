#include "engine/base/date.h"

#include <gtest/gtest.h>

namespace trinh {
namespace {

TEST(Date, ReadsAndWritesTheSameDay) {
    const auto day = Date::parse("2023-05-04");

    ASSERT_TRUE(day);
    EXPECT_EQ(day->iso(), "2023-05-04");
    EXPECT_EQ(day->spoken(), "04/05/2023");
    EXPECT_EQ(day->weekday(), Weekday::thursday);
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "2023-01-01x",
                             "", "0000-01-01", "23-01-01"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
}

TEST(Date, ReadsWhatPeopleType) {
    EXPECT_EQ(Date::parse_typed("4/5/2023"), Date::parse("2023-05-04"));
    EXPECT_EQ(Date::parse_typed("04/05/2023"), Date::parse("2023-05-04"));
    EXPECT_FALSE(Date::parse_typed("31/02/2023"));
}

TEST(Date, EveryDayOfFourHundredYearsRoundTrips) {
    Date day = *Date::parse("1900-01-01");
    for (int i = 0; i < 146'097; ++i, day = day + 1) {
        ASSERT_EQ(Date::parse(day.iso()), day);
    }
}

TEST(AddMonths, TakesTheLastDayWhereThereIsNoSuchDay) {
    EXPECT_EQ(add_months(*Date::parse("2024-01-31"), 1).iso(), "2024-02-29");
    EXPECT_EQ(add_months(*Date::parse("2023-12-31"), 2).iso(), "2024-02-29");
    EXPECT_EQ(add_months(*Date::parse("2024-03-31"), -1).iso(), "2024-02-29");
    EXPECT_EQ(add_months(*Date::parse("2023-05-15"), 8).iso(), "2024-01-15");
}

}  // namespace
}  // namespace trinh
