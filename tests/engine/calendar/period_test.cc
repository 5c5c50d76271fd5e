#include "engine/calendar/period.h"

#include <gtest/gtest.h>

namespace trinh::calendar {
namespace {

TEST(Period, ReadsTheFourUnits) {
    EXPECT_EQ(*parse_period("15 days"), (Period{15, PeriodUnit::days}));
    EXPECT_EQ(*parse_period("1 day"), (Period{1, PeriodUnit::days}));
    EXPECT_EQ(*parse_period("2 working-days"), (Period{2, PeriodUnit::working_days}));
    EXPECT_EQ(*parse_period("1 working-day"), (Period{1, PeriodUnit::working_days}));
    EXPECT_EQ(*parse_period("2 working days"), (Period{2, PeriodUnit::working_days}));
    EXPECT_EQ(*parse_period("1 months"), (Period{1, PeriodUnit::months}));
    EXPECT_EQ(*parse_period("5 years"), (Period{5, PeriodUnit::years}));
}

TEST(Period, RefusesWhatIsNoPeriod) {
    for (const char* text : {"", "days", "15", "15days", "-1 days", "15 weeks", "1.5 days",
                             " 1 days", "99999999999 days", "4000 days", "15 days "}) {
        const auto period = parse_period(text);

        ASSERT_FALSE(period.has_value()) << text;
        EXPECT_EQ(period.error().reason, Reason::invalid_input);
        EXPECT_NE(period.error().message.find("\"" + std::string(text) + "\""), std::string::npos);
    }
}

TEST(Period, ReadsBackWhatItWrites) {
    for (const char* text : {"15 days", "2 working-days", "1 months", "3 years"}) {
        EXPECT_EQ(period_text(*parse_period(text)), text);
    }
}

TEST(Period, SpeaksBothLanguages) {
    EXPECT_EQ(period_vi({2, PeriodUnit::working_days}), "2 ngày làm việc");
    EXPECT_EQ(period_en({1, PeriodUnit::months}), "1 month");
    EXPECT_EQ(period_en({2, PeriodUnit::working_days}), "2 working days");
}

TEST(Roll, ReadsItsThreeWords) {
    EXPECT_EQ(*parse_roll("none"), Roll::none);
    EXPECT_EQ(*parse_roll("next-working"), Roll::next_working);
    EXPECT_EQ(*parse_roll("previous-working"), Roll::previous_working);
    EXPECT_FALSE(parse_roll("next").has_value());
}

TEST(YearDay, ReadsMonthAndDay) {
    EXPECT_EQ(*parse_year_day("01-31"), (YearDay{1, 31}));
    EXPECT_EQ(*parse_year_day("02-29"), (YearDay{2, 29}));
    for (const char* text : {"", "1-31", "02-30", "13-01", "01/31", "00-10"}) {
        EXPECT_FALSE(parse_year_day(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace trinh::calendar
