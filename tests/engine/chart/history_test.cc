#include <gtest/gtest.h>

#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

const std::string folder = R"(
  <state id="out"><transition event="shallow" target="hs"/><transition event="deep" target="hd"/>
        </state>
  <state id="box" initial="a">
    <history id="hs"><transition target="b"><log label="default" expr="1"/></transition></history>
    <history id="hd" type="deep"><transition target="b"/></history>
    <transition event="leave" target="out"/>
    <state id="a" initial="a1"><state id="a1"><transition event="next" target="a2"/></state>
      <state id="a2"/></state>
    <state id="b"/>
  </state>)";

TEST(History, TakesItsDefaultTheFirstTime) {
    Drive run(folder);

    run.send("shallow");

    EXPECT_EQ(run.at(), "b");
    ASSERT_EQ(run.last.log.size(), 1U);
    EXPECT_EQ(run.last.log[0].label, "default");
}

TEST(History, RecallsTheChildOrTheLeaf) {
    Drive shallow(folder, "initial='a'"), deep(folder, "initial='a'");

    shallow.send("next").send("leave").send("shallow");
    deep.send("next").send("leave").send("deep");

    EXPECT_EQ(shallow.at(), "a1");
    EXPECT_EQ(deep.at(), "a2");
}

TEST(History, RecallsAllRegionsAndFinalStates) {
    Drive run(R"(<state id="out"><transition event="back" target="h"/></state>
      <state id="box"><history id="h" type="deep"><transition target="p"/></history>
        <transition event="leave" target="out"/>
        <parallel id="p">
          <state id="x"><state id="x1"><transition event="go" target="x2"/></state>
        <final id="x2"/></state>
          <state id="y"><state id="y1"><transition event="go" target="y2"/></state>
        <state id="y2"/></state>
        </parallel></state>)",
              "initial='p'");

    run.send("go").send("leave").send("back");

    EXPECT_EQ(run.at(), "x2 y2");
}

// The domain of a transition to a history depends on what is recalled: a static table of
// conflicts would be wrong here.
TEST(History, GivesATransitionADomainThatDependsOnWhatItRecalls) {
    Drive run(R"(<state id="top">
        <onexit><log label="left top"/></onexit>
        <history id="h"><transition target="a"/></history>
        <state id="a"><transition event="back" target="h"/><transition event="b" target="b"/>
        </state>
        <state id="b"><transition event="back" target="h"/></state>
        <transition event="out" target="out"/></state>
      <state id="out"><transition event="back" target="h"/></state>)");

    run.send("b").send("back");

    EXPECT_EQ(run.at(), "a");
    EXPECT_TRUE(run.last.log.empty());
    run.send("b").send("out").send("back");
    EXPECT_EQ(run.at(), "b");
}

// Appendix D computes the domain once more after the histories were recorded; so read, the region's
// parent would be left and never entered again, which section 3.11 forbids.
TEST(History, KeepsTheDomainThatTheTransitionHadWhenItWasTaken) {
    Drive run(R"(<parallel id="p"><history id="h" type="deep"><transition target="a"/></history>
        <state id="a"><state id="a1"><transition event="again" target="h"/></state></state>
      </parallel>)");

    run.send("again");

    EXPECT_EQ(run.session.active_all(), (std::vector<std::string>{"p", "a", "a1"}));
}

}  // namespace
}  // namespace trinh::chart
