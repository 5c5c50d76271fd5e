#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

const std::string asks = R"(<datamodel><data id="got"/></datamodel>
  <state id="s"><invoke id="child" autoforward="true"><param name="n" expr="20"/>
      <content><scxml version="1.0" datamodel="ecmascript" initial="c">
        <datamodel><data id="n" expr="1"/></datamodel>
        <state id="c"><onentry><send event="tick" delay="5s"/></onentry>
          <transition event="tick" target="end"/>
          <transition event="echo"><send target="#_parent" event="answer">
        <param name="n" expr="n + 1"/></send></transition></state>
        <final id="end"><donedata><param name="n" expr="n"/></donedata></final>
      </scxml></content><finalize><assign location="got" expr="_event.data.n"/></finalize></invoke>
    <transition event="done.invoke.child" target="t"/><transition event="out" target="t"/></state>
  <state id="t"/>)";

TEST(Invoke, PassesValuesAndForwardsAndFinalizes) {
    Drive run(asks);

    run.send("echo");

    EXPECT_EQ(run.datum("got").to_number<int>(), 21);
    EXPECT_EQ(run.at(), "s");
}

TEST(Invoke, OfAMissingFileIsAWarningAndFailsWhenItRuns) {
    const std::string xml = document(
        "<state id='s'>\n<invoke src='file:part.scxml'/><invoke type='other' src='x.scxml'/>"
        "<transition event='error.communication' target='t'/></state><state id='t'/>");

    const ReadResult alone = read_chart(xml);
    const ReadResult beside = read_chart(xml, {}, {{"part.scxml", document("<state id='a'/>")}});

    ASSERT_EQ(alone.diagnostics.size(), 1U);
    EXPECT_EQ(alone.diagnostics.front().code, "TR121");
    EXPECT_EQ(alone.diagnostics.front().severity, Severity::warning);
    EXPECT_EQ(alone.diagnostics.front().line, 2);
    EXPECT_TRUE(beside.diagnostics.empty());
    EXPECT_EQ(Drive(alone.chart).at(), "t");
    EXPECT_EQ(Drive(beside.chart).at(), "s");
}

TEST(Invoke, EndsWithADoneEventAfterItsOwnTimers) {
    Drive run(asks);

    EXPECT_EQ(run.session.next_due(), (Instant{5'000}));
    run.wait(5'000);

    EXPECT_EQ(run.at(), "t");
    EXPECT_EQ(run.datum("got").to_number<int>(), 20);
}

TEST(Invoke, EndsWithTheStateThatInvokedIt) {
    Drive run(asks);

    run.send("out");

    EXPECT_EQ(run.session.next_due(), std::nullopt);
    EXPECT_FALSE(run.session.snapshot().contains("invokes"));
}

TEST(Invoke, SurvivesASnapshotWithItsTimers) {
    Drive run(asks);
    run.wait(2'000);
    const json::value stored = json::parse(json::serialize(run.session.snapshot()));

    auto restored = Session::restore(chart_of(asks), stored.get_object());
    ASSERT_TRUE(restored.has_value()) << restored.error().message;
    run.session = restored.value();
    run.send("echo");
    EXPECT_EQ(run.datum("got").to_number<int>(), 21);
    run.wait(3'000);

    EXPECT_EQ(run.at(), "t");
}

TEST(Invoke, FailsForAnUnknownTypeOrFile) {
    Drive type(
        "<state id='s'><invoke type='http'><content><scxml version='1.0'><final/></scxml></content>"
        "</invoke><transition event='error.execution' target='t'/></state><state id='t'/>");
    Drive file(
        "<state id='s'><invoke srcexpr=\"'../etc/passwd'\"/>"
        "<transition event='error.communication' target='t'/></state><state id='t'/>");

    EXPECT_EQ(type.at(), "t");
    EXPECT_EQ(file.at(), "t");
}

TEST(Invoke, LeavesItsStatesOneByOneWhenItIsCancelled) {
    Drive run(R"x(<state id="s"><invoke><content><scxml version="1.0" datamodel="ecmascript">
          <state id="outer"><onexit><log label="inner" expr="In('inner')"/>
              <log label="outer" expr="In('outer')"/></onexit><state id="inner"/></state>
        </scxml></content></invoke><transition event="out" target="t"/></state>
      <state id="t"/>)x");

    run.send("out");

    ASSERT_EQ(run.last.log.size(), 2U);
    EXPECT_EQ(run.last.log[0].text, "false");
    EXPECT_EQ(run.last.log[1].text, "true");
}

}  // namespace
}  // namespace trinh::chart
