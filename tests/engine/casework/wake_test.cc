// The dispatcher's look at a clock: once, in order, and never at a clock that is gone.
#include <gtest/gtest.h>

#include "engine/casework/clocks.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

/// A case whose first clock runs towards 26/02/2024: 25 days before the meeting, rolled back.
class Wake : public testing::Test {
protected:
    Wake() {
        auto opened = decide_open(law_, ordinary_opening(), person("lan"), at("2024-01-22", 8));
        CHECK(opened.has_value());
        case_ = opened->after;
        plan("2024-03-22", at("2024-01-22", 9));
    }

    void plan(const char* meeting, Instant now) {
        Act act;
        act.event = "plan-meeting";
        act.inputs = {{"meeting_date", meeting}};
        auto done = decide_act(law_, case_, act, person("lan"), now);
        CHECK(done.has_value());
        case_ = done->after;
    }

    [[nodiscard]] const Clock& clock() const { return case_.clocks.front(); }
    [[nodiscard]] Result<Decision> look(Instant now) const {
        return decide_wake(law_, case_, {clock().deadline, clock().entry}, now);
    }
    void must_be_stale(const LookAtClock& command, Instant now) const {
        const auto answer = decide_wake(law_, case_, command, now);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().reason, Reason::wrong_state);
    }

    Law law_ = shipped_law();
    Case case_;
};

std::vector<std::string> kinds(const Decision& decision) {
    std::vector<std::string> found;
    for (const auto& event : decision.events) {
        if (const auto* woke = std::get_if<ClockWoke>(&event.body)) found.push_back(woke->kind);
    }
    return found;
}

TEST_F(Wake, NothingHappensBeforeItsTime) {
    ASSERT_EQ(clock().deadline, "dossier-to-department");
    EXPECT_EQ(clock().due, on("2024-02-26"));
    EXPECT_EQ(clock().wake_at, at("2024-02-19", 7, 30));
    must_be_stale({clock().deadline, clock().entry}, at("2024-02-19", 7, 29));
    EXPECT_TRUE(look(at("2024-02-19", 7, 30)));
}

TEST_F(Wake, EachStepOfTheScheduleIsDoneOnceInOrder) {
    std::vector<std::string> seen;
    while (clock().wake_at) {
        const Instant now = *clock().wake_at;
        const auto woken = look(now);
        ASSERT_TRUE(woken);
        for (const auto& kind : kinds(*woken)) seen.push_back(kind);
        case_ = woken->after;
        if (clock().wake_at != now) must_be_stale({clock().deadline, clock().entry}, now);
        ASSERT_LE(seen.size(), 3U);
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"near", "today", "passed"}));
    must_be_stale({clock().deadline, clock().entry}, at("2025-01-01", 8));
}

TEST_F(Wake, TheLetterOfTheDayGoesToTheOwner) {
    case_ = look(at("2024-02-19", 7, 30))->after;
    const auto woken = look(at("2024-02-26", 7, 30));
    ASSERT_TRUE(woken);
    ASSERT_EQ(woken->effects.size(), 1U);
    const auto& letter = std::get<SendLetter>(woken->effects[0]);
    EXPECT_EQ(letter.letter, "deadline-today");
    EXPECT_EQ(letter.roles, std::vector<std::string>{"drafter"});
    EXPECT_EQ(letter.deadline, "dossier-to-department");
    EXPECT_FALSE(letter.is_escalated);
}

TEST_F(Wake, AfterTheDayNothingIsAnnouncedAndThePassingIsTold) {
    const Instant late = at("2024-03-05", 9);  // The server stood still from 25/01 to 05/03.
    std::vector<std::string> seen;
    while (clock().wake_at) {
        const auto woken = look(late);
        ASSERT_TRUE(woken);
        EXPECT_TRUE(woken->effects.empty());
        for (const auto& kind : kinds(*woken)) seen.push_back(kind);
        case_ = woken->after;
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"near_missed", "today_missed", "passed"}));
}

TEST_F(Wake, LateOnTheDueDayItselfIsStillInTime) {
    const auto near = look(at("2024-02-26", 23, 59));
    EXPECT_EQ(kinds(*near), std::vector<std::string>{"near"});
    case_ = near->after;
    const auto today = look(at("2024-02-26", 23, 59));
    EXPECT_EQ(kinds(*today), std::vector<std::string>{"today"});
    EXPECT_EQ(today->effects.size(), 1U);
}

TEST_F(Wake, AClockThatMovedIsNotWokenAtItsOldTime) {
    plan("2024-04-22", at("2024-01-23", 9));
    must_be_stale({clock().deadline, clock().entry}, at("2024-02-19", 7, 30));
    ASSERT_EQ(case_.clocks.size(), 1U);
    EXPECT_GT(clock().due, on("2024-02-26"));
}

TEST_F(Wake, UnknownAndClosedClocksAreStale) {
    const auto late = at("2024-03-01", 8);
    must_be_stale({clock().deadline, clock().entry + 1}, late);
    must_be_stale({"never", clock().entry}, late);
    Act act;
    act.event = "withdraw";
    act.note = "Không còn cần thiết";
    const auto done = decide_act(law_, case_, act, person("lan"), at("2024-01-30", 8));
    ASSERT_TRUE(done);
    case_ = done->after;
    EXPECT_TRUE(case_.is_closed && clock().is_closed && clock().was_on_time);
    must_be_stale({clock().deadline, clock().entry}, late);
}

TEST_F(Wake, EscalationsTellOneCircleMoreEachTime) {
    Clock reported;
    reported.deadline = "completeness";
    reported.entry = 9;
    const auto& deadline = *shipped_process().deadline("completeness");
    reported.due = on("2023-05-04");
    reported.wakes_done = 3;
    reported.wake_at = schedule(law_, deadline, *reported.due)[3].at;
    case_.clocks = {reported};
    const auto first = look(*reported.wake_at);
    ASSERT_TRUE(first);
    const auto& to_head = std::get<SendLetter>(first->effects.at(0));
    EXPECT_EQ(to_head.letter, "deadline-overdue");
    EXPECT_EQ(to_head.roles, (std::vector<std::string>{"clerk", "head"}));
    EXPECT_FALSE(to_head.is_escalated);
    case_ = first->after;
    const auto second = look(*clock().wake_at);
    ASSERT_TRUE(second);
    const auto& to_director = std::get<SendLetter>(second->effects.at(0));
    EXPECT_EQ(to_director.roles, (std::vector<std::string>{"clerk", "head", "director"}));
    EXPECT_TRUE(to_director.is_escalated);
    EXPECT_FALSE(second->after.clocks[0].wake_at.has_value());
}

}  // namespace
}  // namespace trinh::casework
