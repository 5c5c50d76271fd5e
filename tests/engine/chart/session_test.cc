#include "engine/chart/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Session, EntersParentsFirstAndLeavesChildrenFirst) {
    Drive run(R"(<state id="a"><state id="a1"><transition event="go" target="b1"/></state></state>
               <state id="b"><state id="b1"/></state>)");

    EXPECT_THAT(run.last.entered, ElementsAre("a", "a1"));
    run.send("go");
    EXPECT_THAT(run.last.exited, ElementsAre("a1", "a"));
    EXPECT_THAT(run.last.entered, ElementsAre("b", "b1"));
    EXPECT_THAT(run.last.taken, ElementsAre(0U));
}

TEST(Session, SaysWhenNoTransitionTakesAnEvent) {
    Drive run(
        R"(<state id="a"><transition event="go" cond="false" target="b"/></state><state id="b"/>)");

    run.send("go");

    EXPECT_FALSE(run.last.was_handled);
    EXPECT_THAT(run.last.exited, IsEmpty());
    EXPECT_EQ(run.at(), "a");
}

TEST(Session, LetsTheInnerTransitionWin) {
    Drive run(R"(<state id="a"><transition event="go" target="outer"/>
                 <state id="a1"><transition event="go" target="a2"/></state><state id="a2"/></state>
               <state id="outer"/>)");

    run.send("go");

    EXPECT_EQ(run.at(), "a2");
}

TEST(Session, LetsTheFirstRegionWinAConflict) {
    Drive run(R"(<parallel id="p">
        <state id="x"><transition event="go" target="out1"/></state>
        <state id="y"><state id="y1"><transition event="go" target="out2"/></state></state>
        </parallel>
      <state id="out1"/><state id="out2"/>)");

    run.send("go");

    EXPECT_EQ(run.at(), "out1");
}

TEST(Session, LetsAnInnerTransitionBeatTheSharedAncestorsOne) {
    Drive run(R"(<parallel id="p"><transition event="go" target="out"/>
        <state id="x"><state id="x1"/></state>
        <state id="y"><state id="y1"><transition event="go" target="y2"/></state><state id="y2"/>
        </state>
      </parallel><state id="out"/>)");

    run.send("go");

    EXPECT_EQ(run.at(), "x1 y2");
}

TEST(Session, NeverUsesAParallelAsDomain) {
    Drive run(R"(<state id="c"><parallel id="p"><onexit><log label="left p"/></onexit>
        <state id="x"><state id="x1"><transition event="go" target="y2"/></state></state>
        <state id="y"><state id="y1"/><state id="y2"/></state></parallel></state>)");

    run.send("go");

    EXPECT_EQ(run.at(), "x1 y2");
    EXPECT_THAT(run.last.exited, ElementsAre("y1", "y", "x1", "x", "p"));
}

TEST(Session, KeepsTheSourceOfAnInternalTransition) {
    Drive run(R"(<state id="a"><transition event="in" type="internal" target="a2"/>
        <transition event="ex" target="a2"/><state id="a1"/><state id="a2"/></state>)");

    run.send("in");
    EXPECT_THAT(run.last.exited, ElementsAre("a1"));
    run.send("ex");
    EXPECT_THAT(run.last.exited, ElementsAre("a2", "a"));
}

TEST(Session, SaysWhichRaisedEventsNoTransitionTook) {
    Drive run(R"(<state id="a"><transition event="go" target="b"/></state>
      <state id="b"><onentry><raise event="lost"/><raise event="heard"/></onentry>
        <transition event="heard" target="c"/></state><state id="c"/>)");

    run.send("go");

    ASSERT_EQ(run.last.raised.size(), 2U);
    EXPECT_THAT(run.last.untaken, ElementsAre(0U));
    EXPECT_EQ(run.last.raised[0].name, "lost");
}

TEST(Session, RaisesDoneForARegionAndForTheWhole) {
    Drive run(R"(<parallel id="p"><transition event="done.state.p" target="end"/>
        <state id="x"><state id="x1"><transition event="x" target="x2"/></state><final id="x2"/>
        </state>
        <state id="y"><state id="y1"><transition event="y" target="y2"/></state>
          <final id="y2"><donedata><param name="n" expr="7"/></donedata></final></state></parallel>
      <final id="end"/>)");

    run.send("x");
    ASSERT_EQ(run.last.raised.size(), 1U);
    EXPECT_EQ(run.last.raised[0].name, "done.state.x");
    run.send("y");
    ASSERT_EQ(run.last.raised.size(), 2U);
    EXPECT_EQ(run.last.raised[0].data.at("n").to_number<int>(), 7);
    EXPECT_TRUE(run.session.is_final());
    EXPECT_EQ(run.at(), "end");
}

TEST(Session, FiresDelayedSendsInDueOrderAndCancels) {
    Drive run(R"(<datamodel><data id="n" expr="''"/></datamodel><state id="s"><onentry>
        <send event="c" delay="3s"/><send event="a" delay="1s"/><send event="b" delay="1s"/>
        <send event="never" delay="2s" id="x"/></onentry>
        <transition event="stop"><cancel sendid="x"/></transition>
        <transition event="*"><assign location="n" expr="n + _event.name"/></transition></state>)");

    EXPECT_EQ(run.session.next_due(), (Instant{1'000}));
    run.send("stop").wait(5'000);

    EXPECT_EQ(run.datum("n"), "abc");
    EXPECT_EQ(run.session.next_due(), std::nullopt);
}

TEST(Session, GivesAwaySendsOnlyWhenSomebodyCarriesThem) {
    const auto chart = chart_of(R"(<state id="s"><transition event="go">
        <send target="#_scxml_other" event="hello" id="m"/></transition>
        <transition event="error.communication" cond="_event.sendid == 'm'" target="t"/></state>
        <state id="t"/>)");
    Drive carried(chart), alone(chart);
    carried.limits.carries_sends = true;

    carried.send("go");
    alone.send("go");

    ASSERT_EQ(carried.last.outgoing.size(), 1U);
    EXPECT_EQ(carried.last.outgoing[0].target, "#_scxml_other");
    EXPECT_EQ(alone.at(), "t");
}

TEST(Session, ReadsFactsButCannotWriteThem) {
    Drive run(R"(<state id="s"><transition event="go" cond="dossier.complete" target="t"/>
        <transition event="spoil"><assign location="dossier.complete" expr="true"/></transition>
        </state>
        <state id="t"/>)");
    run.facts = json::object{{"dossier", {{"complete", false}}}};

    run.send("go");
    EXPECT_EQ(run.at(), "s");
    run.send("spoil");
    ASSERT_EQ(run.last.raised.size(), 1U);
    EXPECT_EQ(run.last.raised[0].name, "error.execution");
    run.facts = json::object{{"dossier", {{"complete", true}}}};
    run.send("go");
    EXPECT_EQ(run.at(), "t");
}

TEST(Session, EndsABlockAtAnErrorButNotTheNextBlock) {
    Drive run(R"(<datamodel><data id="a" expr="0"/><data id="b" expr="0"/></datamodel><state id="s">
        <onentry><assign location="nowhere.x" expr="1"/><assign location="a" expr="1"/></onentry>
        <onentry><assign location="b" expr="1"/></onentry></state>)");

    EXPECT_EQ(run.datum("a").to_number<int>(), 0);
    EXPECT_EQ(run.datum("b").to_number<int>(), 1);
    ASSERT_EQ(run.last.log.size(), 1U);
    EXPECT_EQ(run.last.log[0].label, "error.execution");
}

TEST(Session, LeavesAllStatesWhenItEnds) {
    Drive run(
        R"(<state id="s"><onexit><log label="s"/></onexit><transition event="go" target="end"/>
        </state>
        <final id="end"><onexit><log label="end"/></onexit></final>)");

    run.send("go");

    ASSERT_EQ(run.last.log.size(), 2U);
    EXPECT_EQ(run.last.log[1].label, "end");
    EXPECT_FALSE(run.send("go").last.was_handled);
}

TEST(Session, RunsTheNullDataModelWithInOnly) {
    Drive run(chart_of(
        "<parallel id='p'><state id='a'><state id='a1'><transition event='go' target='a2'/>"
        "</state><state id='a2'/></state><state id='b'><state id='b1'>"
        "<transition cond=\"In('a2')\" target='b2'/></state><state id='b2'/></state></parallel>"));

    run.send("go");

    EXPECT_EQ(run.at(), "a2 b2");
}

}  // namespace
}  // namespace trinh::chart
