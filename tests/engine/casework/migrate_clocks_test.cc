// Deadlines of a migrated case: counted by the target's rules from the day the stage began, told
// one by one, and nothing that was announced is announced again.
#include <gtest/gtest.h>

#include "engine/casework/clocks.h"
#include "tests/engine/casework/small_versions.h"

namespace trinh::casework {
namespace {

SmallProcess with_deadlines(const std::string& deadlines, const std::string& more = {}) {
    return {stage("checking", deadlines + action("accept", "writing")) +
            stage("writing", action("return", "checking") + action("send", "sent")) + more +
            "<final id=\"sent\"/>"};
}

const Clock& clock_of(const Case& subject, const std::string& deadline) {
    for (const auto& clock : subject.clocks) {
        if (clock.deadline == deadline && !clock.is_closed) return clock;
    }
    ADD_FAILURE() << "No open clock '" << deadline << "'.";
    static const Clock none;
    return none;
}

std::string letters(const Decision& decision) {
    std::string text;
    for (const auto& effect : decision.effects) {
        const auto& letter = std::get<SendLetter>(effect);
        text += letter.letter + " about " + letter.deadline + " to";
        for (const auto& role : letter.roles) text += " " + role;
        text += letter.before.empty() ? "\n" : " before " + letter.before + "\n";
    }
    return text;
}

TEST(MigrateClocks, AnUnchangedDeadlineIsTheVerySameClock) {
    Mover mover(with_deadlines(deadline("check", "10 days", "remind=\"3 working-days\"")));
    mover.now = at("2024-03-11", 9);
    mover.wake();
    const Clock before = clock_of(mover.subject, "check");

    const auto plan = mover.migrated(
        with_deadlines(deadline("check", "10 days", "remind=\"3 working-days\"") + "<onentry/>"));

    const auto line = line_of(plan, "deadline", "check");
    const Clock& after = clock_of(mover.subject, "check");
    EXPECT_EQ(line.change, "kept");
    EXPECT_EQ(line.after, "2024-03-14");
    EXPECT_EQ(after.wakes_done, 1);
    EXPECT_EQ(after.wake_at, before.wake_at);
    EXPECT_EQ(after.entry, before.entry);
    EXPECT_TRUE(plan.decision.effects.empty());
}

TEST(MigrateClocks, AMovedOneCountsFromTheDayTheStageBegan) {
    Mover mover(with_deadlines(deadline("check", "5 days")));
    mover.now = at("2024-03-08", 9);

    const auto plan = mover.migrated(with_deadlines(deadline("check", "8 working-days")));

    const auto line = line_of(plan, "deadline", "check");
    EXPECT_EQ(line.change, "moved");
    EXPECT_EQ(line.before, "2024-03-11");
    EXPECT_EQ(line.after, "2024-03-14") << "8 working days from 4 March, not from 8 March";
    EXPECT_FALSE(line.is_past);
    EXPECT_NE(line.text_en.find("moves from 2024-03-11 to 2024-03-14: 8 working days from "),
              std::string::npos)
        << line.text_en;
    EXPECT_EQ(clock_of(mover.subject, "check").opened_at, at("2024-03-04", 8));
    EXPECT_EQ(letters(plan.decision), "deadline-moved about check to clerk before 2024-03-11\n");
}

TEST(MigrateClocks, ADeadlineThatBecomesPastSaysSoAndIsLookedAtNow) {
    Mover mover(with_deadlines(deadline("check", "10 days")));
    mover.now = at("2024-03-08", 9);

    const auto plan = mover.migrated(with_deadlines(deadline("check", "2 days")));

    const auto line = line_of(plan, "deadline", "check");
    EXPECT_EQ(line.after, "2024-03-06");
    EXPECT_TRUE(line.is_past);
    EXPECT_NE(line.text.find("ĐÃ QUÁ HẠN"), std::string::npos);
    const Law law = Mover::law(mover.process());
    const auto& clock = clock_of(mover.subject, "check");
    const auto woken = decide_wake(law, mover.subject, {"check", clock.entry}, mover.now);
    ASSERT_TRUE(woken) << woken.error().message;
    EXPECT_EQ(std::get<ClockWoke>(woken->events.front().body).kind, "passed");
}

TEST(MigrateClocks, ANewOneBeginsWhenItsStageBegan) {
    Mover mover(with_deadlines(""));
    mover.now = at("2024-03-08", 9);

    const auto plan =
        mover.migrated(with_deadlines(deadline("check", "3 days") + deadline("long", "30 days")));

    const auto past = line_of(plan, "deadline", "check");
    const auto ahead = line_of(plan, "deadline", "long");
    EXPECT_EQ(past.change, "created");
    EXPECT_EQ(past.after, "2024-03-07");
    EXPECT_TRUE(past.is_past);
    EXPECT_EQ(ahead.after, "2024-04-03");
    EXPECT_FALSE(ahead.is_past);
    EXPECT_EQ(clock_of(mover.subject, "check").opened_at, at("2024-03-04", 8));
    EXPECT_EQ(mover.subject.entries, 2);
    EXPECT_TRUE(plan.decision.effects.empty()) << letters(plan.decision);
}

TEST(MigrateClocks, AStageEnteredAnewBeginsAnew) {
    Mover mover(with_deadlines(""));
    mover.now = at("2024-03-05", 9);
    mover.act("accept");
    mover.now = at("2024-03-07", 9);
    mover.act("return");
    mover.now = at("2024-03-08", 9);

    const auto plan = mover.migrated(with_deadlines(deadline("check", "5 days")));

    EXPECT_EQ(line_of(plan, "deadline", "check").after, "2024-03-12");
}

TEST(MigrateClocks, AStageAroundOthersBeganWithTheFirstOfThem) {
    Mover mover(with_deadlines(""));
    mover.now = at("2024-03-06", 9);
    mover.act("accept");
    mover.now = at("2024-03-08", 9);
    const SmallProcess wrapped{stage("all", deadline("whole", "10 days") +
                                                stage("checking", action("accept", "writing")) +
                                                stage("writing", action("send", "sent"))) +
                               "<final id=\"sent\"/>"};

    const auto plan = mover.migrated(wrapped);

    EXPECT_EQ(line_of(plan, "deadline", "whole").after, "2024-03-14")
        << "counted from 4 March, when the case came to what is now one stage";
}

TEST(MigrateClocks, ASecondMigrationKnowsTheBeginningStill) {
    Mover mover(with_deadlines(""));
    mover.now = at("2024-03-06", 9);
    const SmallProcess renamed{stage("intake", action("accept", "sent")) + "<final id=\"sent\"/>"};
    const SmallProcess timed{
        stage("reception", deadline("check", "5 days") + action("accept", "sent")) +
        "<final id=\"sent\"/>"};
    mover.migrated(renamed, R"(<state from="checking" to="intake"/>)");
    mover.now = at("2024-03-08", 9);

    const auto plan = mover.migrated(timed, R"(<state from="intake" to="reception"/>)");

    EXPECT_EQ(line_of(plan, "deadline", "check").after, "2024-03-11");
}

TEST(MigrateClocks, WhatTheTargetDoesNotHaveEnds) {
    Mover mover(with_deadlines(deadline("check", "3 days") + deadline("other", "9 days")));
    mover.now = at("2024-03-08", 9);
    const auto elsewhere = stage("archive", deadline("other", "9 days") + action("x", "sent"));

    const auto plan = mover.migrated(with_deadlines("", elsewhere));

    EXPECT_EQ(line_of(plan, "deadline", "check").change, "dropped");
    EXPECT_EQ(line_of(plan, "deadline", "other").text_en,
              "Deadline 'Deadline other' (2024-03-13) ends: the case does not stand in its stage");
    ASSERT_EQ(mover.subject.clocks.size(), 2U);
    EXPECT_TRUE(mover.subject.clocks[0].is_closed);
    EXPECT_FALSE(mover.subject.clocks[0].was_on_time);
    EXPECT_TRUE(mover.subject.clocks[1].was_on_time);
    EXPECT_FALSE(mover.subject.clocks[1].wake_at);
}

TEST(MigrateClocks, ARenamedOneGoesOnUnderItsNewName) {
    Mover mover(with_deadlines(deadline("check", "5 days")));
    mover.now = at("2024-03-05", 9);
    mover.act("accept");
    mover.act("return");

    const auto plan = mover.migrated(with_deadlines(deadline("intake-check", "5 days")),
                                     R"(<deadline from="check" to="intake-check"/>)");

    EXPECT_EQ(line_of(plan, "deadline", "check").change, "kept");
    EXPECT_EQ(mover.subject.clocks[0].deadline, "intake-check") << "the closed one is known too";
    EXPECT_EQ(clock_of(mover.subject, "intake-check").due->iso(), "2024-03-11");
}

TEST(MigrateClocks, AnAnchorIsReadFromTheDataOfTheTarget) {
    const std::string data = R"(<data id="number" expr="7"/><data id="received" expr="null"/>)";
    SmallProcess old = with_deadlines(deadline("check", "5 days", "from=\"received\""));
    old.data = data;
    SmallProcess next = with_deadlines(deadline("check", "5 days", "from=\"came_on\""));
    next.data = R"(<data id="came_on" expr="null"/>)";
    Mover mover(old);

    const auto still = mover.plan(next);
    const auto started = mover.plan(next, R"(<data to="came_on" expr="'2024-03-01'"/>)");

    ASSERT_TRUE(still && started);
    EXPECT_EQ(line_of(*still, "deadline", "check").change, "kept");
    EXPECT_EQ(line_of(*still, "deadline", "check").after, "");
    EXPECT_EQ(line_of(*started, "deadline", "check").change, "moved");
    EXPECT_EQ(line_of(*started, "deadline", "check").after, "2024-03-06");
    EXPECT_TRUE(started->decision.effects.empty()) << "nobody was told another date before";
}

TEST(MigrateClocks, AReminderIsNotSentTwice) {
    Mover mover(with_deadlines(deadline("check", "10 days", "remind=\"3 working-days\"")));
    mover.now = at("2024-03-12", 9);
    mover.wake();
    ASSERT_EQ(clock_of(mover.subject, "check").wakes_done, 1);

    mover.migrated(with_deadlines(deadline("check", "10 days", "remind=\"1 working-days\"")));

    const auto& clock = clock_of(mover.subject, "check");
    EXPECT_EQ(clock.wakes_done, 1) << "the reminder of 13 March is the one that was sent";
    EXPECT_EQ(clock.wake_at, at("2024-03-14", 7, 30));
}

const std::string head_first =
    "<t:escalate to=\"head\" after=\"1 working-days\"/>"
    "<t:escalate to=\"director\" after=\"5 working-days\"/>";

std::string escalating(const std::string& period, const std::string& steps) {
    auto text = deadline("check", period);
    text.replace(text.rfind("/>"), 2, ">" + steps + "</t:deadline>");
    return text;
}

TEST(MigrateClocks, AnOverdueReportIsNotSentTwice) {
    Mover mover(with_deadlines(escalating("3 days", head_first)));
    mover.now = at("2024-03-11", 9);
    mover.wake();
    ASSERT_EQ(clock_of(mover.subject, "check").wakes_done, 3) << "today, passed, head";

    const auto plan = mover.migrated(with_deadlines(escalating("2 days", head_first)));

    const auto& clock = clock_of(mover.subject, "check");
    EXPECT_TRUE(line_of(plan, "deadline", "check").is_past);
    EXPECT_EQ(clock.wakes_done, 3);
    EXPECT_EQ(clock.wake_at, at("2024-03-13", 7, 30)) << "next: the director";
}

TEST(MigrateClocks, WhoShouldHaveBeenToldByTheTargetIsToldNow) {
    Mover mover(with_deadlines(escalating("3 days", head_first)));
    mover.now = at("2024-03-11", 9);
    mover.wake();
    const std::string director_first =
        "<t:escalate to=\"director\" after=\"0 working-days\"/>"
        "<t:escalate to=\"head\" after=\"1 working-days\"/>";

    const auto plan = mover.migrated(with_deadlines(escalating("2 days", director_first)));

    EXPECT_EQ(letters(plan.decision),
              "deadline-overdue about check to clerk director\n"
              "deadline-moved about check to clerk before 2024-03-07\n");
    EXPECT_FALSE(clock_of(mover.subject, "check").wake_at);
}

TEST(MigrateClocks, ALaterDateIsAnnouncedInItsTurn) {
    Mover mover(with_deadlines(escalating("3 days", head_first)));
    mover.now = at("2024-03-11", 9);
    mover.wake();

    const auto plan = mover.migrated(with_deadlines(escalating("20 days", head_first)));

    EXPECT_FALSE(line_of(plan, "deadline", "check").is_past);
    EXPECT_EQ(clock_of(mover.subject, "check").wakes_done, 0);
    EXPECT_EQ(clock_of(mover.subject, "check").wake_at, at("2024-03-25", 7, 30));
}

}  // namespace
}  // namespace trinh::casework
