// What nobody took stands in the journal; what nobody asked for does not.
#include "engine/casework/unheard.h"

#include <gtest/gtest.h>

#include "engine/casework/decide.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

const workflow::Process& unheard_process() {
    static const auto process =
        workflow::read_process(shipped_text("../tests/scenarios/unheard.scxml")).process;
    CHECK(process != nullptr);
    return *process;
}

std::vector<std::string> ignored(const Decision& decision) {
    std::vector<std::string> names;
    for (const auto& event : decision.events) {
        if (const auto* body = std::get_if<EventIgnored>(&event.body)) names.push_back(body->event);
    }
    return names;
}

class Unheard : public testing::Test {
protected:
    Unheard() {
        auto opened = decide_open(law_, ordinary_opening(), person("lan"), at("2024-03-04", 8));
        CHECK(opened.has_value());
        case_ = opened->after;
    }

    Result<Decision> accept(Instant now) {
        Act act;
        act.event = "accept";
        return decide_act(law_, case_, act, person("lan"), now);
    }

    Result<Decision> look(const char* deadline, Instant now) {
        for (const auto& clock : case_.clocks) {
            if (clock.deadline == deadline) {
                return decide_wake(law_, case_, {deadline, clock.entry}, now);
            }
        }
        CHECK(false);
        return Refusal{Reason::not_found, ""};
    }

    Law law_{unheard_process(), viet_nam(), {}};
    Case case_;
};

TEST_F(Unheard, AnAnnouncementCountsAsLostOnlyWhereTheDefinitionNamesIt) {
    const auto& chart = *unheard_process().chart;

    EXPECT_TRUE(is_lost_if_untaken(chart, "deadline.answer.passed"));
    EXPECT_FALSE(is_lost_if_untaken(chart, "deadline.answer.near"));
    EXPECT_FALSE(is_lost_if_untaken(chart, "deadline.work.passed"));
    EXPECT_FALSE(is_lost_if_untaken(chart, "done.state.working"));
    EXPECT_TRUE(is_lost_if_untaken(chart, "error.execution"));
    EXPECT_TRUE(is_lost_if_untaken(chart, "anything"));
}

TEST_F(Unheard, ANearDateThatNobodyAskedForIsOneEntryAndAMissedDueDateTwo) {
    auto near = look("answer", at("2024-03-05", 7, 30));
    ASSERT_TRUE(near);
    EXPECT_EQ(near->events.size(), 1U);
    case_ = near->after;
    case_ = look("answer", at("2024-03-06", 7, 30))->after;

    const auto passed = look("answer", at("2024-03-07", 0, 0));
    ASSERT_TRUE(passed) << passed.error().message;
    EXPECT_EQ(passed->events.size(), 2U);
    EXPECT_EQ(ignored(*passed), (std::vector<std::string>{"deadline.answer.passed"}));
}

TEST_F(Unheard, WhatAStepRaisedInVainIsToldOnceByName) {
    const auto accepted = accept(at("2024-03-05", 9));

    ASSERT_TRUE(accepted);
    EXPECT_EQ(ignored(*accepted), (std::vector<std::string>{"counted", "error.communication"}));
    const auto& step = std::get<Stepped>(accepted->events[1].body);
    ASSERT_EQ(step.faults.size(), 1U);
    EXPECT_NE(step.faults[0].find("notice"), std::string::npos);
}

TEST_F(Unheard, ALogLineIsANoteWithItsPlace) {
    const auto accepted = accept(at("2024-03-05", 9));

    ASSERT_TRUE(accepted);
    int notes = 0;
    for (const auto& event : accepted->events) {
        const auto* note = std::get_if<ChartNoted>(&event.body);
        if (note == nullptr) continue;
        ++notes;
        EXPECT_EQ(note->label, "Lượt xử lý");
        EXPECT_EQ(note->text, "1");
        EXPECT_GT(note->line, 1);
    }
    EXPECT_EQ(notes, 1);
}

TEST_F(Unheard, ADelayedSendThatFindsNobodyIsToldAndMovesNothing) {
    case_ = accept(at("2024-03-05", 9))->after;

    const auto fired = decide_pending(law_, case_, at("2024-03-05", 11));
    ASSERT_TRUE(fired);
    EXPECT_EQ(ignored(*fired), (std::vector<std::string>{"reminder"}));
    EXPECT_EQ(fired->after.session.at("active"), case_.session.at("active"));
}

TEST_F(Unheard, ADayThatMovesTheChartIsAStepOfTheCase) {
    case_ = accept(at("2024-03-05", 9))->after;
    while (true) {
        const Clock clock = case_.clocks.back();
        ASSERT_TRUE(clock.wake_at) << "the chart never moved";
        auto woken = look("work", *clock.wake_at);
        ASSERT_TRUE(woken);
        case_ = woken->after;
        if (woken->entered.empty()) continue;
        EXPECT_EQ(woken->entered, (std::vector<std::string>{"late"}));
        EXPECT_TRUE(ignored(*woken).empty());
        break;
    }
    EXPECT_TRUE(case_.clocks.back().is_closed);
}

TEST_F(Unheard, AnActThatNoTransitionTakesIsRefusedAndChangesNothing) {
    Act act;
    act.event = "finish";
    const auto refused = decide_act(law_, case_, act, person("lan"), at("2024-03-05", 9));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::wrong_state);
    EXPECT_FALSE(refused.error().message_vi.empty());
}

TEST(FaultsOf, AreBoundedInNumberAndLength) {
    chart::Outcome outcome;
    for (std::size_t i = 0; i < notes_of_step_max + 5; ++i) {
        outcome.log.push_back({"error.execution", i == 0 ? std::string(5'000, 'x') : "y", 3});
    }

    const auto faults = faults_of(outcome);

    ASSERT_EQ(faults.size(), notes_of_step_max + 1);
    EXPECT_EQ(faults.back(), "(+5)");
    EXPECT_LT(faults.front().size(), 2'010U);
}

TEST(EventIgnored, AnOldJournalIsStillRead) {
    const auto event = event_from_json("event_ignored", at("2024-03-05", 9),
                                       json::parse(R"({"event":"late","actor":"clock"})"));

    EXPECT_EQ(std::get<EventIgnored>(event.body).event, "late");
}

}  // namespace
}  // namespace trinh::casework
