// Periods that stand still for a time, against counting day by day, and the laws they keep.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/calendar/due.h"
#include "tests/engine/calendar/calendars.h"

namespace trinh::calendar {
namespace {

Date any_day() {
    return on("2023-01-02") + *rc::gen::inRange(0, 800);
}

Period any_length() {
    const auto unit = *rc::gen::element(PeriodUnit::days, PeriodUnit::working_days);
    return {*rc::gen::inRange(1, 40), unit};
}

/// Walks day by day; what lies after the first day of a pause up to its last is not counted.
Date day_by_day(Date from, Period period, const std::vector<Pause>& pauses) {
    Date day = from;
    for (int left = period.count; left > 0;) {
        day = day + 1;
        const bool is_stood = std::any_of(pauses.begin(), pauses.end(), [&](const Pause& pause) {
            return pause.from < day && day <= pause.to;
        });
        const bool counts = period.unit == PeriodUnit::days || viet_nam().is_working(day);
        if (counts && !is_stood) --left;
    }
    return day;
}

RC_GTEST_PROP(PausedPeriods, AgreeWithCountingDayByDay, ()) {
    const Date from = any_day();
    const Period period = any_length();
    std::vector<Pause> pauses;
    Date begin = from + *rc::gen::inRange(0, 3);
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const Date end = begin + *rc::gen::inRange(0, 25);
        // A pause that begins on the last day or later is another matter; see below.
        if (begin >= day_by_day(from, period, pauses)) break;
        pauses.push_back({begin, end});
        begin = end + *rc::gen::inRange(1, 8);
    }

    const Due due = due_after(viet_nam(), from, period, Roll::none, pauses);

    RC_ASSERT(due.date == day_by_day(from, period, pauses));
    RC_ASSERT(due.date >= due_after(viet_nam(), from, period, Roll::none).date);
}

RC_GTEST_PROP(PausedPeriods, WhatLiesOutsideThePeriodChangesNothing, ()) {
    const Date from = any_day();
    const Period period = any_length();
    const Roll roll = *rc::gen::element(Roll::none, Roll::next_working);
    const Date plain = due_after(viet_nam(), from, period, roll).date;
    const Pause before{from - 20, from - *rc::gen::inRange(0, 10)};
    const Pause after{plain + *rc::gen::inRange(1, 10), plain + 30};
    const Pause none{from + 1, from + 1};

    RC_ASSERT(due_after(viet_nam(), from, period, roll, {before, none, after}).date == plain);
}

RC_GTEST_PROP(PausedPeriods, TwoPausesThatMeetAreOne, ()) {
    const Date from = any_day();
    const Period period = any_length();
    const Date a = from + *rc::gen::inRange(0, period.count);
    const Date b = a + *rc::gen::inRange(0, 15);
    const Date c = b + *rc::gen::inRange(0, 15);

    RC_ASSERT(due_after(viet_nam(), from, period, Roll::none, {{a, b}, {b, c}}).date ==
              due_after(viet_nam(), from, period, Roll::none, {{a, c}}).date);
}

TEST(PausedPeriods, StoppedOnItsLastDayAPeriodIsDueOnTheDayItRunsOn) {
    const auto due = due_after(viet_nam(), on("2024-03-04"), {10, PeriodUnit::days},
                               Roll::next_working, {{on("2024-03-14"), on("2024-03-20")}});
    EXPECT_EQ(due.date, on("2024-03-20"));
}

TEST(PausedPeriods, AreExplained) {
    const auto due = due_after(viet_nam(), on("2024-03-04"), {5, PeriodUnit::working_days},
                               Roll::next_working, {{on("2024-03-07"), on("2024-03-17")}});
    EXPECT_EQ(due.date, on("2024-03-19"));
    EXPECT_TRUE(explain_vi(due).starts_with(
        "5 ngày làm việc kể từ 04/03/2024, tạm dừng từ 07/03/2024 đến 17/03/2024 (6 ngày làm việc) "
        "= 19/03/2024"))
        << explain_vi(due);
    EXPECT_TRUE(explain_en(due).starts_with(
        "5 working days from 04/03/2024, paused from 07/03/2024 to 17/03/2024 (6 working days) = "
        "19/03/2024"))
        << explain_en(due);
}

}  // namespace
}  // namespace trinh::calendar
