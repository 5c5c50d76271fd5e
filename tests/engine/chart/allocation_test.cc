// A step on the steady path allocates nothing.
#include <gtest/gtest.h>

#include "engine/chart/session.h"
#include "tests/support/allocations.h"

namespace trinh::chart {
namespace {

/// Parallel regions, deep history, guards on data, raised and done events, assignments, In().
constexpr const char* busy_chart = R"xml(
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript" name="busy">
  <datamodel><data id="count" expr="0"/><data id="seen" expr="'none'"/></datamodel>
  <state id="work">
    <history id="again" type="deep"><transition target="both"/></history>
    <transition event="pause" target="paused"/>
    <transition event="done.state.both" target="ended"/>
    <parallel id="both">
      <transition event="note"><assign location="count" expr="count + 1"/></transition>
      <state id="left" initial="l1">
        <state id="l1">
          <transition event="go" cond="_event.data.by === 'mai'" target="l2">
            <assign location="seen" expr="_event.data.by"/>
          </transition>
        </state>
        <state id="l2">
          <onentry><raise event="told"/></onentry>
          <transition event="end" cond="count &gt; 0" target="lf"/>
        </state>
        <final id="lf"/>
      </state>
      <state id="right" initial="r1">
        <state id="r1"><transition event="told" cond="In('l2')" target="r2"/></state>
        <state id="r2"><transition event="end" target="rf"/></state>
        <final id="rf"/>
      </state>
    </parallel>
  </state>
  <state id="paused"><transition event="resume" target="again"/></state>
  <state id="ended">
    <transition event="reopen" target="work"><assign location="count" expr="0"/></transition>
  </state>
</scxml>)xml";

TEST(Allocation, AStepOnTheSteadyPathAllocatesNothing) {
    const auto read = read_chart(busy_chart);
    ASSERT_TRUE(read.chart);
    Session session(read.chart, "s");
    const json::object facts;
    std::vector<Event> events(7);
    const char* const names[] = {"note", "go", "pause", "resume", "nobody", "end", "reopen"};
    for (std::size_t i = 0; i < events.size(); ++i) events[i].name = names[i];
    events[1].data = json::object{{"by", "mai"}};
    Stepper stepper;
    stepper.start(session, {}, facts);
    const auto round = [&] {
        for (const Event& event : events) stepper.deliver(session, event, {}, facts);
    };
    round();
    round();  // Now every list has seen its longest content.
    const int before = allocation_count();
    for (int i = 0; i < 100; ++i) round();
    EXPECT_EQ(allocation_count() - before, 0) << "in 100 rounds";
    // It did all that it should meanwhile.
    EXPECT_TRUE(session.is_active("l1"));
    EXPECT_EQ(session.data().at("seen").as_string(), "mai");
    stepper.deliver(session, events[0], {}, facts);
    EXPECT_EQ(stepper.deliver(session, events[1], {}, facts).raised.size(), 1U);
    EXPECT_TRUE(session.is_active("r2"));
    EXPECT_EQ(stepper.deliver(session, events[5], {}, facts).raised.size(), 3U);
    EXPECT_TRUE(session.is_active("ended"));
}

}  // namespace
}  // namespace trinh::chart
