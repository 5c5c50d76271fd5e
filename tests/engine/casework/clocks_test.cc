// When a clock is due and when the dispatcher looks at it.
#include "engine/casework/clocks.h"

#include <gtest/gtest.h>

#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

using calendar::Direction;
using calendar::Period;
using calendar::PeriodUnit;

expression::Program compiled(const char* text) {
    auto program = expression::Program::compile(text);
    CHECK(std::holds_alternative<expression::Program>(program));
    return std::get<expression::Program>(program);
}

/// 15 days after `day`, announced 3 working days before, reported at once and after 2 more.
workflow::Deadline fifteen_days() {
    workflow::Deadline deadline;
    deadline.id = "appraisal";
    deadline.period = {15, PeriodUnit::days};
    deadline.anchor = compiled("day");
    deadline.roll = calendar::Roll::next_working;
    deadline.remind = Period{3, PeriodUnit::working_days};
    deadline.escalations = {{"head", {0, PeriodUnit::working_days}},
                            {"director", {2, PeriodUnit::working_days}}};
    return deadline;
}

std::optional<calendar::Due> due_with(const workflow::Deadline& deadline, json::value day,
                                      const char* entered = "2023-04-14") {
    const json::object values{{"day", std::move(day)}};
    expression::Environment environment;
    environment.data = &values;
    return count_due(shipped_law(), deadline, on(entered), environment);
}

Clock set_at(Instant now, json::value day = "2023-04-14") {
    const auto deadline = fifteen_days();
    return set_clock(shipped_law(), deadline, {}, due_with(deadline, std::move(day)), now);
}

TEST(Schedule, IsNearTodayPassedThenEscalations) {
    const auto wakes = schedule(shipped_law(), fifteen_days(), on("2023-05-04"));
    ASSERT_EQ(wakes.size(), 5U);
    EXPECT_EQ(wakes[0].kind, WakeKind::near);
    EXPECT_EQ(wakes[0].at, at("2023-04-26", 7, 30));  // 29 April to 3 May were days of rest.
    EXPECT_EQ(wakes[1].kind, WakeKind::today);
    EXPECT_EQ(wakes[1].at, at("2023-05-04", 7, 30));
    EXPECT_EQ(wakes[2].kind, WakeKind::passed);
    EXPECT_EQ(wakes[2].at, at("2023-05-05", 0));
    EXPECT_EQ(wakes[3].kind, WakeKind::escalated);
    EXPECT_EQ(wakes[3].at, at("2023-05-05", 7, 30));
    EXPECT_EQ(wakes[3].to_role, "head");
    EXPECT_EQ(wakes[4].at, at("2023-05-08", 7, 30));
    EXPECT_EQ(wakes[4].to_role, "director");
}

TEST(Schedule, AReportWaitsForTheOfficeToOpen) {
    const auto wakes = schedule(shipped_law(), fifteen_days(), on("2023-05-05"));  // A Friday.
    EXPECT_EQ(wakes[2].at, at("2023-05-06", 0));
    EXPECT_EQ(wakes[3].at, at("2023-05-08", 7, 30));
}

TEST(Schedule, WithoutReminderThereIsNoNear) {
    auto deadline = fifteen_days();
    deadline.remind.reset();
    deadline.escalations.clear();
    const auto wakes = schedule(shipped_law(), deadline, on("2023-05-04"));
    ASSERT_EQ(wakes.size(), 2U);
    EXPECT_EQ(wakes[0].kind, WakeKind::today);
}

TEST(Schedule, FollowsTheOfficeHours) {
    Law law = shipped_law();
    law.hours = {8, 15};
    EXPECT_EQ(schedule(law, fifteen_days(), on("2023-05-04"))[1].at, at("2023-05-04", 8, 15));
}

TEST(CountDue, ForwardFromTheAnchor) {
    const auto due = due_with(fifteen_days(), "2023-04-14");
    ASSERT_TRUE(due);
    EXPECT_EQ(due->unrolled, on("2023-04-29"));
    EXPECT_EQ(due->date, on("2023-05-04"));
    EXPECT_EQ(due->from, on("2023-04-14"));
}

TEST(CountDue, ForwardFromTheDayOfEntryWhenThereIsNoAnchor) {
    auto deadline = fifteen_days();
    deadline.anchor.reset();
    EXPECT_EQ(due_with(deadline, nullptr, "2023-03-01")->date, on("2023-03-16"));
}

TEST(CountDue, BackwardFromTheEvent) {
    auto deadline = fifteen_days();
    deadline.direction = Direction::before;
    deadline.period = {3, PeriodUnit::working_days};
    deadline.roll.reset();
    EXPECT_EQ(due_with(deadline, "2023-05-05")->date, on("2023-04-27"));
}

TEST(CountDue, FixedDayOfTheYear) {
    auto deadline = fifteen_days();
    deadline.direction = Direction::fixed;
    deadline.day = {1, 31};
    deadline.roll = calendar::Roll::none;
    EXPECT_EQ(due_with(deadline, 2024)->date, on("2024-01-31"));
    EXPECT_FALSE(due_with(deadline, nullptr));
    EXPECT_FALSE(due_with(deadline, 12));
    EXPECT_FALSE(due_with(deadline, "soon"));
}

TEST(CountDue, FixedDayOfTheMonth) {
    auto deadline = fifteen_days();
    deadline.direction = Direction::fixed;
    deadline.is_monthly = true;
    deadline.day = {1, 25};
    deadline.roll = calendar::Roll::none;
    EXPECT_EQ(due_with(deadline, "2023-11")->date, on("2023-11-25"));  // A Saturday stays.
    EXPECT_EQ(due_with(deadline, "2023-11-03")->date, on("2023-11-25"));
    deadline.roll = calendar::Roll::next_working;
    EXPECT_EQ(due_with(deadline, "2023-11")->date, on("2023-11-27"));
    for (const char* nothing : {"2023", "2023-13", "11/2023", "soon"}) {
        EXPECT_FALSE(due_with(deadline, nothing)) << nothing;
    }
    EXPECT_FALSE(due_with(deadline, 202'311));
}

TEST(CountDue, AMonthWithoutThatDayEndsOnItsLastOne) {
    auto deadline = fifteen_days();
    deadline.direction = Direction::fixed;
    deadline.is_monthly = true;
    deadline.day = {1, 31};
    deadline.roll = calendar::Roll::none;
    EXPECT_EQ(due_with(deadline, "2023-02")->date, on("2023-02-28"));
    EXPECT_EQ(due_with(deadline, "2024-02")->date, on("2024-02-29"));
    EXPECT_EQ(due_with(deadline, "2024-12")->date, on("2024-12-31"));
}

TEST(CountDue, NothingWhileTheAnchorIsNotADay) {
    EXPECT_FALSE(due_with(fifteen_days(), nullptr));
    EXPECT_FALSE(due_with(fifteen_days(), "2023-02-30"));
    EXPECT_FALSE(due_with(fifteen_days(), 20'230'414));
    auto faulty = fifteen_days();
    faulty.anchor = compiled("nowhere.to_be_found");
    EXPECT_FALSE(due_with(faulty, "2023-04-14"));
}

TEST(SetClock, BeginsWithTheFirstWake) {
    const auto clock = set_at(at("2023-04-14", 10));
    EXPECT_EQ(clock.due, on("2023-05-04"));
    EXPECT_EQ(clock.anchor, on("2023-04-14"));
    EXPECT_EQ(clock.wakes_done, 0);
    EXPECT_EQ(clock.wake_at, at("2023-04-26", 7, 30));
    EXPECT_NE(clock.reason.find("04/05/2023"), std::string::npos);
    EXPECT_NE(clock.reason_en.find("04/05/2023"), std::string::npos);
}

TEST(SetClock, PassesOverAnnouncementsOfThePast) {
    EXPECT_EQ(set_at(at("2023-04-26", 7, 30)).wakes_done, 0);
    EXPECT_EQ(set_at(at("2023-04-26", 7, 31)).wakes_done, 1);
    EXPECT_EQ(set_at(at("2023-05-04", 8)).wakes_done, 2);
}

TEST(SetClock, NeverPassesOverThatTheDayWent) {
    const auto clock = set_at(at("2023-12-01", 8));
    EXPECT_EQ(clock.wakes_done, 2);
    EXPECT_EQ(clock.wake_at, at("2023-05-05", 0));
}

TEST(SetClock, WithoutADayTheClockStandsStill) {
    const auto deadline = fifteen_days();
    auto clock = set_at(at("2023-05-04", 8));
    clock = set_clock(shipped_law(), deadline, clock, std::nullopt, at("2023-05-04", 9));
    EXPECT_FALSE(clock.due || clock.anchor || clock.wake_at);
    EXPECT_TRUE(clock.reason.empty() && clock.reason_en.empty());
    EXPECT_EQ(clock.wakes_done, 0);
}

TEST(IsOverdue, FromTheDayAfterOn) {
    const auto clock = set_at(at("2023-04-14", 10));
    EXPECT_FALSE(is_overdue(clock, on("2023-05-04")));
    EXPECT_TRUE(is_overdue(clock, on("2023-05-05")));
    EXPECT_FALSE(is_overdue(Clock{}, on("2023-05-05")));
}

}  // namespace
}  // namespace trinh::casework
