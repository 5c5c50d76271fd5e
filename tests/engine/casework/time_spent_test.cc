// Time per stage, in exact numbers: re-entered, parallel, running and finished.
#include "engine/casework/time_spent.h"

#include <gtest/gtest.h>

#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

constexpr Duration day = hours(24);

const workflow::Process& tracks() {
    static const auto process = workflow::read_process(R"(
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:t="urn:trinh:workflow:1" version="1.0"
       datamodel="ecmascript" name="tracks" initial="work">
  <t:process title="Hai nhánh" title-en="Tracks" plan="0" regime="test" valid-from="2020-01-01"
             basis="Quy trình giả định" calendar="vn" opened-by="drafter">
    <t:role id="drafter" title="Người soạn" title-en="Drafter" scope="drafting-agency"/>
  </t:process>
  <state id="work" initial="writing">
    <t:stage title="Làm" title-en="Work"/>
    <state id="writing">
      <t:stage title="Viết" title-en="Writing" actor="drafter"/>
      <t:deadline id="writing" title="Viết" title-en="Writing" period="2 working-days" from="entry"
                  basis="Quy trình giả định" confidence="read" owner="drafter"/>
      <transition event="read" target="reading"><t:action title="Đọc" title-en="Read" actor="drafter"/></transition>
    </state>
    <state id="reading">
      <t:stage title="Soát" title-en="Reading" actor="drafter"/>
      <transition event="return" target="writing"><t:action title="Trả" title-en="Return" actor="drafter"/></transition>
      <transition event="issue" target="issued"><t:action title="Gửi" title-en="Issue" actor="drafter"/></transition>
    </state>
  </state>
  <parallel id="issued">
    <t:stage title="Đã gửi" title-en="Issued"/>
    <transition event="done.state.issued" target="end"/>
    <state id="left"><t:stage title="Trái" title-en="Left"/>
      <state id="l1"><t:stage title="T1" title-en="L1" actor="drafter"/>
        <transition event="left" target="l2"><t:action title="Trái" title-en="Left" actor="drafter"/></transition></state>
      <final id="l2"/></state>
    <state id="right"><t:stage title="Phải" title-en="Right"/>
      <state id="r1"><t:stage title="P1" title-en="R1" actor="drafter"/>
        <transition event="right" target="r2"><t:action title="Phải" title-en="Right" actor="drafter"/></transition></state>
      <final id="r2"/></state>
  </parallel>
  <final id="end"/>
</scxml>)")
                                    .process;
    CHECK(process != nullptr);
    return *process;
}

/// A case and everything that was written about it. 04/03/2024 is a Monday.
class StageTimes : public testing::Test {
protected:
    StageTimes() {
        keep(decide_open(law_, ordinary_opening(), person("lan"), at("2024-03-04", 0)));
    }

    void keep(const Result<Decision>& decision) {
        CHECK(decision.has_value());
        journal_.insert(journal_.end(), decision->events.begin(), decision->events.end());
        case_ = decision->after;
    }
    void act(const char* event, Instant now) {
        Act command;
        command.event = event;
        keep(decide_act(law_, case_, command, person("lan"), now));
    }
    [[nodiscard]] StageTime of(const std::string& state, Instant now) const {
        for (const auto& time : time_spent(law_, case_, journal_, now)) {
            if (time.state == state) return time;
        }
        return {};
    }

    Law law_{tracks(), viet_nam(), {}};
    Case case_;
    std::vector<Event> journal_;
};

TEST(WorkingTime, CountsOnlyWhatLiesInWorkingDays) {
    const auto& calendar = viet_nam();

    EXPECT_EQ(working_time(calendar, at("2024-03-04", 10), at("2024-03-05", 10)), day);
    EXPECT_EQ(working_time(calendar, at("2024-03-08", 16), at("2024-03-11", 10)), hours(18));
    EXPECT_EQ(working_time(calendar, at("2024-03-09", 8), at("2024-03-10", 20)), Duration{0});
    EXPECT_EQ(working_time(calendar, at("2024-03-05", 10), at("2024-03-04", 10)), Duration{0});
    EXPECT_EQ(working_time(calendar, at("2024-03-04", 10), at("2024-03-04", 10)), Duration{0});
    // Thursday and Friday before, Monday after; 18/04/2024 is a holiday.
    EXPECT_EQ(working_time(calendar, at("2024-04-17", 12), at("2024-04-19", 12)), day);
}

TEST_F(StageTimes, ARunningStageCountsUpToNow) {
    const auto writing = of("writing", at("2024-03-05", 12));

    EXPECT_EQ(writing.visits, 1);
    EXPECT_EQ(writing.worked, hours(36));
    EXPECT_TRUE(writing.is_running);
    EXPECT_EQ(of("work", at("2024-03-05", 12)).worked, hours(36));
    EXPECT_EQ(of("reading", at("2024-03-05", 12)).visits, 0);
}

TEST_F(StageTimes, AStageEnteredAgainAddsUp) {
    act("read", at("2024-03-05", 6));     // writing: 30 h
    act("return", at("2024-03-05", 18));  // reading: 12 h
    act("read", at("2024-03-11", 6));     // writing: 6 + 72 + 6 h of four working days

    const Instant now = at("2024-03-11", 16);
    const auto writing = of("writing", now);
    EXPECT_EQ(writing.visits, 2);
    EXPECT_EQ(writing.worked, hours(30 + 84));
    EXPECT_EQ(writing.elapsed, hours(30 + 5 * 24 + 12));
    EXPECT_FALSE(writing.is_running);
    EXPECT_EQ(of("reading", now).worked, hours(12 + 10));
    EXPECT_EQ(of("reading", now).visits, 2);
    EXPECT_EQ(of("work", now).visits, 1) << "moving inside is no new visit";
    EXPECT_EQ(of("work", now).worked.ms, writing.worked.ms + of("reading", now).worked.ms);
}

TEST_F(StageTimes, ParallelStagesEachHaveTheirOwnTimeAndAFinishedCaseStandsStill) {
    act("read", at("2024-03-04", 12));
    act("issue", at("2024-03-04", 18));
    act("left", at("2024-03-05", 18));
    EXPECT_EQ(of("l1", at("2024-03-06", 6)).worked, day);
    EXPECT_EQ(of("r1", at("2024-03-06", 6)).worked, hours(36));
    EXPECT_TRUE(of("r1", at("2024-03-06", 6)).is_running);
    EXPECT_EQ(of("left", at("2024-03-06", 6)).worked, hours(36));
    act("right", at("2024-03-06", 18));

    ASSERT_TRUE(case_.is_closed);
    for (const Instant now : {at("2024-03-06", 18), at("2025-01-01", 0)}) {
        EXPECT_EQ(of("r1", now).worked, hours(48));
        EXPECT_EQ(of("issued", now).worked, hours(48));
        EXPECT_FALSE(of("issued", now).is_running);
        EXPECT_EQ(of("end", now).visits, 0) << "a final takes no time";
    }
}

TEST_F(StageTimes, LateIsCountedInWorkingDaysWhileItRunsAndAfter) {
    EXPECT_EQ(of("writing", at("2024-03-06", 23)).days_late, 0) << "due on Wednesday";
    EXPECT_EQ(of("writing", at("2024-03-07", 1)).days_late, 1);
    EXPECT_TRUE(of("writing", at("2024-03-07", 1)).is_late_now);
    EXPECT_EQ(of("writing", at("2024-03-11", 9)).days_late, 3);

    act("read", at("2024-03-08", 9));
    const auto writing = of("writing", at("2024-06-03", 9));
    EXPECT_EQ(writing.days_late, 2);
    EXPECT_FALSE(writing.is_late_now);
}

TEST(StageTimesOfSteps, AStatePassedThroughTakesNoTimeAndOneEnteredAnewGoesOn) {
    const Law law{tracks(), viet_nam(), {}};
    const Instant start = at("2024-03-04", 0);
    const std::vector<Event> journal = {
        {start, "lan", Stepped{{"reading"}, {"work", "reading", "writing"}, {}, {}, {}, {}}},
        {start + day, "lan", Stepped{{"writing"}, {"writing"}, {}, {}, {}, {}}}};

    const auto times = time_spent(law, Case{}, journal, start + hours(36));

    ASSERT_EQ(times.size(), 3U);
    EXPECT_EQ(times[0].worked, hours(36));
    EXPECT_EQ(times[1].state, "writing");
    EXPECT_EQ(times[1].visits, 2);
    EXPECT_EQ(times[1].worked, hours(36));
    EXPECT_TRUE(times[1].is_running);
    EXPECT_EQ(times[2].state, "reading");
    EXPECT_EQ(times[2].visits, 1);
    EXPECT_EQ(times[2].worked, Duration{0});
    EXPECT_FALSE(times[2].is_running);
}

TEST(StageTimesOfSteps, AMigrationTakesTheRunningVisitAlongUnderItsNewName) {
    const Law law{tracks(), viet_nam(), {}};
    const Instant start = at("2024-03-04", 0);
    CaseMigrated moved;
    moved.entered = {{"work", start}, {"reading", start}};
    const std::vector<Event> journal = {
        {start, "lan", Stepped{{}, {"work", "writing"}, {}, {}, {}, {}}},
        {start + hours(12), "lan", moved}};

    const auto times = time_spent(law, Case{}, journal, start + day);

    ASSERT_EQ(times.size(), 3U);
    EXPECT_EQ(times[0].worked, day);
    EXPECT_EQ(times[0].visits, 1);
    EXPECT_EQ(times[1].state, "writing");
    EXPECT_EQ(times[1].worked, Duration{0}) << "its time goes on as reading";
    EXPECT_EQ(times[2].state, "reading");
    EXPECT_EQ(times[2].worked, day);
    EXPECT_TRUE(times[2].is_running);
}

TEST_F(StageTimes, StandInDocumentOrder) {
    act("read", at("2024-03-05", 6));
    std::vector<std::string> order;
    for (const auto& time : time_spent(law_, case_, journal_, at("2024-03-06", 6))) {
        order.push_back(time.state);
    }

    EXPECT_EQ(order, (std::vector<std::string>{"work", "writing", "reading"}));
}

}  // namespace
}  // namespace trinh::casework
