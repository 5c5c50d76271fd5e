#include "engine/chart/analysis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "TR131 State 'b'": code and first words of every finding.
std::vector<std::string> findings(std::string_view body) {
    std::vector<std::string> found;
    for (const Diagnostic& one : analyse(*chart_of(body)))
        found.push_back(one.code + " line " + std::to_string(one.line));
    return found;
}

TEST(Analysis, FindsNothingInASoundChart) {
    EXPECT_THAT(findings("<state id='a'><transition event='go' target='p'/></state>\n"
                         "<parallel id='p'><transition event='done.state.p' target='end'/>"
                         "<state id='x'><state id='x1'><transition event='go' "
                         "target='x2'/></state><final id='x2'/></state>"
                         "<state id='y'><state id='y1'><transition event='stop' "
                         "target='a'/></state><final id='y2'/></state>"
                         "</parallel><final id='end'/>"),
                ElementsAre("TR131 line 2"));  // y2: nothing targets it.
}

TEST(Analysis, FindsUnreachableStatesOnceForTheOutermost) {
    EXPECT_THAT(findings("<state id='a'><transition event='e' target='a'/><transition event='f' "
                         "target='end'/></state>\n"
                         "<state id='b'><state id='c'/><transition event='e' "
                         "target='end'/></state><final id='end'/>"),
                ElementsAre("TR131 line 2"));
}

TEST(Analysis, FindsStatesThatCanNeverBeLeft) {
    EXPECT_THAT(
        findings("<state id='a'><transition event='e' target='b'/><transition event='f' "
                 "target='end'/></state>\n"
                 "<state id='b'><transition event='e' target='b'/><transition event='x'/></state>"
                 "<final id='end'/>"),
        ElementsAre("TR132 line 2"));
}

TEST(Analysis, KnowsThatAnotherRegionMayLeaveAState) {
    EXPECT_THAT(findings("<parallel id='p'><state id='a'/>"
                         "<state id='b'><transition event='e' "
                         "target='end'/></state></parallel><final id='end'/>"),
                IsEmpty());
}

TEST(Analysis, FindsStatesWithoutAPathToAFinalState) {
    EXPECT_THAT(
        findings("<state id='a'><transition event='e' target='end'/><transition event='f' "
                 "target='b'/></state>\n"
                 "<state id='b'><transition event='e' target='c'/></state>\n"
                 "<state id='c'><transition event='e' target='b'/></state><final id='end'/>"),
        ElementsAre("TR133 line 2", "TR133 line 3"));
}

TEST(Analysis, FindsTransitionsThatAlwaysLose) {
    EXPECT_THAT(findings("<state id='a'><transition event='e' target='b'/>\n"
                         "<transition event='e.x' cond='1' target='b'/>\n"
                         "<transition event='e f' target='b'/></state><state id='b'><transition "
                         "event='*' target='a'/></state>"),
                ElementsAre("TR134 line 2"));
}

TEST(Analysis, FindsTransitionsWhoseConditionIsFalseInEveryRun) {
    EXPECT_THAT(findings("<state id='a'><transition event='e' target='b'/></state>\n"
                         "<state id='b'><transition event='e' cond='1 &gt; 2' target='a'/>\n"
                         "<transition event='f' cond='true' target='a'/>\n"
                         "<transition event='f' cond=\"In('a')\" target='a'/></state>"),
                ElementsAre("TR137 line 2", "TR134 line 4"));
}

TEST(Analysis, FindsTransitionsThatTheStatesInsideAlwaysTake) {
    EXPECT_THAT(findings("<state id='s'>\n<transition event='go' target='end'/>\n"
                         "<transition event='stop' target='end'/>"
                         "<state id='a'><transition event='go' target='b'/></state>"
                         "<state id='b'><transition event='*'/>"
                         "<transition event='go' cond='false'/></state></state><final id='end'/>"),
                ElementsAre("TR134 line 2", "TR137 line 3"));
}

TEST(Analysis, KnowsThatOneRegionMayLetAnEventThrough) {
    EXPECT_THAT(findings("<parallel id='p'><transition event='go' target='end'/>"
                         "<state id='a'><transition event='go' target='a'/></state>"
                         "<state id='b'/></parallel><final id='end'/>"),
                IsEmpty());
}

TEST(Analysis, KnowsThatARegionMayBeEnteredBesideItsDefault) {
    EXPECT_THAT(findings("<state id='s'><transition event='e' target='a1 b5'/></state>"
                         "<parallel id='p'><transition event='out' target='end'/>"
                         "<state id='a'><state id='a1'/></state>"
                         "<state id='b'><state id='b1'/>"
                         "<state id='b5'><transition event='e' target='b6'/></state>"
                         "<state id='b6'/></state></parallel><final id='end'/>"),
                IsEmpty());
}

// 'inner' was entered at 'second'; recalled by the history it begins anew, at 'first'.
TEST(Analysis, KnowsThatAShallowHistoryEntersByDefault) {
    EXPECT_THAT(findings("<state id='out'><transition event='a' target='second'/>"
                         "<transition event='b' target='h'/></state>"
                         "<state id='box'><history id='h'><transition target='other'/></history>"
                         "<transition event='c' target='out'/><state id='other'/>"
                         "<state id='inner'><state id='first'/><state id='second'/></state>"
                         "</state>"),
                IsEmpty());
}

TEST(Analysis, LooksIntoInvokedChartsWhichMayWaitToBeCancelled) {
    EXPECT_THAT(findings("<state id='a'><invoke><content>\n<scxml "
                         "xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>"
                         "<state id='x'/>\n<state id='y'/></scxml></content></invoke>"
                         "<transition event='done.invoke' target='end'/></state>"
                         "<final id='end'/>"),
                ElementsAre("TR131 line 3"));
}

TEST(Analysis, SaysWhereTheElementBegins) {
    const auto found =
        analyse(*chart_of("<state id='a'>\n  <state id='b'/>\n  <state id='c'/>"
                          "<transition event='e' target='a'/></state>"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].line, 3);
    EXPECT_EQ(found[0].column, 3);
}

TEST(Analysis, FindsCirclesOfEventlessTransitions) {
    EXPECT_THAT(findings("<state id='a'><transition event='e' target='b'/></state>\n"
                         "<state id='b'><transition target='c'/></state>\n"
                         "<state id='c'><transition target='b'/></state>"),
                ElementsAre("TR135 line 2"));
    EXPECT_THAT(findings("<datamodel><data id='n' expr='0'/></datamodel>"
                         "<state id='a'><transition cond='n &lt; 1' target='b'/><transition "
                         "event='e' target='b'/></state>"
                         "<state id='b'><transition target='a'/></state>"),
                IsEmpty());
}

TEST(Analysis, FindsDoneEventsThatNeverHappen) {
    EXPECT_THAT(
        findings("<state id='a'><state id='b'/>\n<transition event='done.state.a' target='a'/>"
                 "<transition event='go' target='a'/></state>"),
        ElementsAre("TR136 line 2"));
}

}  // namespace
}  // namespace trinh::chart
