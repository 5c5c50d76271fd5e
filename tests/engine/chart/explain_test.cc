#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

using testing::ElementsAre;

const std::string body = R"(<datamodel><data id="n" expr="2"/></datamodel>
  <state id="a"><transition event="give.up" target="b"/>
        <transition event="*" cond="false" target="b"/>
    <state id="a1">
      <transition event="go" cond="n &gt; 5" target="b"/>
      <transition event="go" cond="missing.x" target="b"/>
      <transition event="go" target="b"/>
      <transition event="rate" cond="_event.data.mark == 1" target="b"/>
      <transition event="go later" cond="n == 2" target="b"/></state></state>
  <state id="b"/>)";

TEST(Explain, TellsWhichTransitionWasTriedAndWhy) {
    const Drive run(body);
    const std::string before = json::serialize(run.session.snapshot());

    const Explanation found = explain(run.session, {.name = "go"}, {});

    ASSERT_EQ(found.tried.size(), 5U);
    EXPECT_TRUE(found.would_be_taken);
    EXPECT_TRUE(found.tried[0].event_matches);
    EXPECT_FALSE(found.tried[0].condition_holds);
    EXPECT_EQ(found.tried[0].condition, "n > 5");
    EXPECT_EQ(found.tried[0].values.at("n").to_number<int>(), 2);
    EXPECT_NE(found.tried[1].fault.find("missing"), std::string::npos);
    EXPECT_TRUE(found.tried[2].is_chosen);
    EXPECT_FALSE(found.tried[3].event_matches);
    EXPECT_FALSE(found.tried[4].is_chosen);
    EXPECT_EQ(found.tried[2].line, 7);
    EXPECT_EQ(json::serialize(run.session.snapshot()), before);
}

TEST(Explain, GoesOnToTheAncestorsWhenNothingInsideTakesIt) {
    const Drive run(body);

    const Explanation found = explain(run.session, {.name = "give.up.now"}, {});

    ASSERT_EQ(found.tried.size(), 7U);
    EXPECT_EQ(found.tried[5].source, "a");
    EXPECT_TRUE(found.tried[5].is_chosen);
}

TEST(EnabledEvents, AreThoseWhoseConditionHoldsNow) {
    const Drive run(body);

    EXPECT_THAT(enabled_events(run.session, {}), ElementsAre("give.up", "go", "later"));
}

}  // namespace
}  // namespace trinh::chart
