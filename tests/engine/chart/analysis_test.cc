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
