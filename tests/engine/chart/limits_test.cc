// Nothing a chart says can make a call endless: each bound is an error event and a log line.
#include <gtest/gtest.h>

#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

bool has_log(const Outcome& outcome, std::string_view words) {
    for (const LogLine& line : outcome.log)
        if (line.label == "error.execution" && line.text.find(words) != std::string::npos)
            return true;
    return false;
}

TEST(Limits, StopAMacrostepThatDoesNotEnd) {
    Drive run(R"(<state id="s"><transition event="go" target="a"/></state>
        <state id="a"><transition event="error.execution" target="safe"/><transition target="b"/>
        </state>
        <state id="b"><transition event="error.execution" target="safe"/><transition target="a"/>
        </state>
        <state id="safe"/>)");

    run.send("go");

    EXPECT_TRUE(has_log(run.last, "1000 microsteps"));
    EXPECT_EQ(run.at(), "safe");
}

// Each round of it ends; only together they do not.
TEST(Limits, StopAnInvokeWhoseFailureLeadsBackToIt) {
    Drive run(R"(<state id="s"><transition event="go" target="a"/></state>
        <state id="a"><invoke type="unknown" src="none"/>
          <transition event="error.execution" target="a"/></state>)");

    run.send("go");

    EXPECT_TRUE(has_log(run.last, "1000 microsteps"));
    EXPECT_EQ(run.at(), "a");
}

// The error event of a condition that always fails leads back to that condition.
TEST(Limits, SayOnceThatAConditionFails) {
    Drive eventless(R"(<state id="s"><transition cond="nobody.x" target="s"/></state>)");
    Drive wild(R"(<state id="s"><transition event="*" cond="nobody.x" target="s"/></state>)");

    wild.send("go");

    EXPECT_EQ(eventless.last.raised.size(), 1U);
    EXPECT_EQ(wild.last.raised.size(), 1U);
    EXPECT_EQ(wild.send("go").last.raised.size(), 1U);
}

TEST(Limits, StopSessionsThatWriteToThemselvesForEver) {
    Drive run(R"(<state id="s"><transition event="go"><send event="go"/></transition></state>)");

    run.send("go");

    EXPECT_TRUE(has_log(run.last, "10000 events"));
}

TEST(Limits, StopContentThatRunsTooLong) {
    Drive run(
        R"(<datamodel><data id="l" expr="[1,2,3,4,5,6,7,8,9,10]"/><data id="n" expr="0"/>
        </datamodel>
      <state id="s"><transition event="go">
        <foreach item="a" array="l"><foreach item="b" array="l"><foreach item="c" array="l">
        <foreach item="d" array="l"><foreach item="e" array="l"><foreach item="f" array="l">
          <assign location="n" expr="n + 1"/>
        </foreach></foreach></foreach></foreach></foreach></foreach></transition></state>)");
    run.limits.operations_max = 20'000;

    run.send("go");

    EXPECT_TRUE(has_log(run.last, "20000 operations"));
}

TEST(Limits, KeepTheDataSmall) {
    Drive run(R"(<datamodel><data id="t" expr="'0123456789'"/></datamodel><state id="s">
        <transition event="go"><assign location="t" expr="t + t"/></transition></state>)");
    run.limits.data_bytes_max = 1'000;

    for (int i = 0; i < 10; ++i) run.send("go");

    EXPECT_TRUE(has_log(run.last, "beyond 1000 bytes"));
    EXPECT_LE(run.datum("t").as_string().size(), 1'000U);
    EXPECT_GE(run.datum("t").as_string().size(), 400U);
}

TEST(Limits, KeepTheQueueShort) {
    Drive run(R"(<datamodel><data id="l" expr="[1,2,3,4,5,6,7,8,9,10]"/></datamodel><state id="s">
        <transition event="go"><foreach item="a" array="l"><raise event="x"/></foreach></transition>
        <transition event="error.execution" target="full"/></state><state id="full"/>)");
    run.limits.queue_max = 5;

    run.send("go");

    EXPECT_TRUE(has_log(run.last, "queue is full"));
    EXPECT_EQ(run.at(), "full");
    EXPECT_EQ(run.last.raised.size(), 5U);
}

TEST(Limits, RefuseDeepAndLargeDefinitions) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += "<state>";
    for (int i = 0; i < 200'000; ++i) deep += "</state>";

    const auto too_deep = read_chart(
        "<scxml xmlns='http://www.w3.org/2005/07/scxml'>\n<state>\n"
        " <state/></state></scxml>",
        {.depth_max = 2});
    EXPECT_EQ(read_chart(document(deep)).diagnostics.at(0).code, "TR102");
    EXPECT_EQ(too_deep.diagnostics.at(0).code, "TR102");
    EXPECT_EQ(too_deep.diagnostics.at(0).line, 3);
    EXPECT_EQ(too_deep.diagnostics.at(0).column, 2);
    EXPECT_EQ(read_chart(document("<state id='a'/>"), {.bytes_max = 20}).diagnostics.at(0).code,
              "TR102");
    EXPECT_EQ(
        read_chart(document("<state/><state/><state/>"), {.states_max = 2}).diagnostics.at(0).code,
        "TR102");
}

TEST(Limits, BoundChartsThatInvokeThemselves) {
    const std::string self = document(
        "<state id='s'><invoke src='self.scxml'/>"
        "<transition event='error.execution' target='deep'><send target='#_parent' event='deep'/>"
        "</transition><transition event='deep' target='deep'><send target='#_parent' event='deep'/>"
        "</transition></state><state id='deep'/>");
    ReadResult read = read_chart(self, {}, {{"self.scxml", self}});

    Drive run(read.chart);

    EXPECT_EQ(run.at(), "deep");
}

}  // namespace
}  // namespace trinh::chart
