// Laws of counting on random calendars and dates, and an oracle that counts in another way.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <set>

#include "engine/calendar/due.h"
#include "tests/engine/calendar/calendars.h"

namespace trinh::calendar {
namespace {

/// Some days around 2023, inside and outside of the covered years of random calendars.
rc::Gen<Date> any_date() {
    return rc::gen::map(rc::gen::inRange(18'500, 20'500),
                        [](int days) { return Date::from_days(days); });
}

Calendar random_calendar() {
    CalendarParts parts;
    parts.first = on("2021-01-01");
    parts.last = on("2024-12-31");
    parts.weekly_off = {Weekday::saturday, Weekday::sunday};
    const int span = parts.last - parts.first;
    const auto offsets = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, span));
    for (const int offset : offsets) {
        const Date day = parts.first + offset;
        parts.days.push_back({day, !day.is_weekend(), {"x", "x"}, Confidence::read});
    }
    return Calendar(std::move(parts));
}

/// Counts by striking out days of rest from the list of all days, as one would on paper.
Date on_paper(const Calendar& calendar, Date from, int count) {
    std::set<Date> rest;
    const Date end = from + 400;
    for (Date day = from; day <= end; day = day + 1) {
        if (day.is_weekend()) rest.insert(day);
    }
    for (const MarkedDay& mark : calendar.days()) {
        if (mark.is_off) rest.insert(mark.date);
        if (!mark.is_off) rest.erase(mark.date);
    }
    std::set<Date> worked;
    for (Date day = from + 1; day <= end; day = day + 1) worked.insert(day);
    for (const Date day : rest) worked.erase(day);
    if (count == 0) return from;
    return *std::next(worked.begin(), count - 1);
}

Period working(int count) {
    return {count, PeriodUnit::working_days};
}

Roll any_roll() {
    return *rc::gen::element(Roll::none, Roll::next_working, Roll::previous_working);
}

Period any_period() {
    const auto unit = *rc::gen::element(PeriodUnit::days, PeriodUnit::working_days,
                                        PeriodUnit::months, PeriodUnit::years);
    return {*rc::gen::inRange(0, unit == PeriodUnit::days ? 200 : 20), unit};
}

RC_GTEST_PROP(DueLaws, WorkingDaysAgreeWithCountingOnPaper, ()) {
    const Calendar calendar = random_calendar();
    const Date from = *any_date();
    const int count = *rc::gen::inRange(0, 60);

    RC_ASSERT(due_after(calendar, from, working(count), Roll::none).date ==
              on_paper(calendar, from, count));
}

RC_GTEST_PROP(DueLaws, TheShippedCalendarAgreesWithCountingOnPaper, ()) {
    const Date from = *any_date();
    const int count = *rc::gen::inRange(0, 60);

    RC_ASSERT(due_after(viet_nam(), from, working(count), Roll::none).date ==
              on_paper(viet_nam(), from, count));
}

RC_GTEST_PROP(DueLaws, CountingIsTheInverseOfAdding, ()) {
    const Calendar calendar = random_calendar();
    const Date from = *any_date();
    const int count = *rc::gen::inRange(0, 60);

    const Date due = due_after(calendar, from, working(count), Roll::none).date;
    const Date start = due_before(calendar, from, working(count), Roll::none).date;

    RC_ASSERT(working_days_between(calendar, from, due) == count);
    RC_ASSERT(working_days_between(calendar, due, from) == -count);
    // Backwards the first day counted is the one before `from`, so `from` itself is left out.
    RC_ASSERT((count == 0 || working_days_between(calendar, start - 1, from - 1) == count));
}

RC_GTEST_PROP(DueLaws, SumsOfWorkingDaysAddUp, ()) {
    const Calendar calendar = random_calendar();
    const Date a = *any_date();
    const Date b = *any_date();
    const Date c = *any_date();

    RC_ASSERT(working_days_between(calendar, a, b) + working_days_between(calendar, b, c) ==
              working_days_between(calendar, a, c));
}

RC_GTEST_PROP(DueLaws, LaterEventsAndLongerPeriodsAreNeverDueEarlier, ()) {
    const Calendar calendar = random_calendar();
    const Date from = *any_date();
    const Period period = any_period();
    const Roll roll = any_roll();
    const Period longer{period.count + 1, period.unit};

    const Date due = due_after(calendar, from, period, roll).date;

    RC_ASSERT(due <= due_after(calendar, from + 1, period, roll).date);
    RC_ASSERT(due <= due_after(calendar, from, longer, roll).date);
    RC_ASSERT(due_before(calendar, from, period, roll).date <=
              due_before(calendar, from + 1, period, roll).date);
    RC_ASSERT(due_before(calendar, from, longer, roll).date <=
              due_before(calendar, from, period, roll).date);
}

RC_GTEST_PROP(DueLaws, ARolledDayIsNeverADayOfRest, ()) {
    const Calendar calendar = random_calendar();
    const Date from = *any_date();
    const Period period = any_period();
    const Roll roll = any_roll();

    for (const Due& due :
         {due_after(calendar, from, period, roll), due_before(calendar, from, period, roll),
          due_fixed(calendar, from, roll)}) {
        RC_ASSERT((roll == Roll::none || calendar.is_working(due.date)));
        RC_ASSERT((roll != Roll::none || due.date == due.unrolled));
        RC_ASSERT((roll != Roll::next_working || due.date >= due.unrolled));
        RC_ASSERT((roll != Roll::previous_working || due.date <= due.unrolled));
    }
}

RC_GTEST_PROP(DueLaws, EveryDayGoneOverIsExplained, ()) {
    const Calendar calendar = random_calendar();
    const Date from = *any_date();
    const Due due = due_after(calendar, from, any_period(), any_roll());

    std::set<Date> explained;
    for (const Step& step : due.steps) {
        if (step.kind == StepKind::skipped || step.kind == StepKind::passed) {
            RC_ASSERT(!calendar.is_working(step.date));
            RC_ASSERT(explained.insert(step.date).second);
        }
    }
    if (due.period.unit == PeriodUnit::working_days) {
        const int days = due.unrolled - from;
        const auto skipped = std::count_if(due.steps.begin(), due.steps.end(), [](const Step& s) {
            return s.kind == StepKind::skipped;
        });
        RC_ASSERT(days == due.period.count + skipped);
    }
}

}  // namespace
}  // namespace trinh::calendar
