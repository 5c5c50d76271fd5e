// How long the law gives a case: shortest and longest ways, loops, parallels, nested clocks.
#include "engine/workflow/statutory_paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/workflow/reader.h"

namespace trinh::workflow {
namespace {

using calendar::PeriodUnit;
using testing::ElementsAre;
using testing::IsEmpty;

std::shared_ptr<const Process> process_of(const std::string& body,
                                          const std::string& attributes = "") {
    const auto read = read_process(
        "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:t='urn:trinh:workflow:1' "
        "version='1.0' name='p' " +
        attributes +
        "><t:process title='P' regime='r' basis='b' calendar='vn' opened-by='clerk'>"
        "<t:role id='clerk' title='C' scope='department'/></t:process>" +
        body + "</scxml>");
    for (const auto& one : read.diagnostics) ADD_FAILURE() << one.code << ' ' << one.message;
    return read.process;
}

std::string clock(const std::string& id, const std::string& period) {
    return "<t:deadline id='" + id + "' title='D' period='" + period +
           "' from='entry' basis='b' owner='clerk'/>";
}
std::string go(const std::string& event, const std::string& target) {
    return "<transition event='" + event + "' target='" + target + "'/>";
}
std::string state(const std::string& id, const std::string& inside) {
    return "<state id='" + id + "'>" + inside + "</state>";
}

/// "3d 2w": days and working days.
std::string written(const PeriodSum& sum) {
    std::string text;
    for (const auto& [unit, count] : sum.counts)
        text += (text.empty() ? "" : " ") + std::to_string(count) +
                (unit == PeriodUnit::days           ? "d"
                 : unit == PeriodUnit::working_days ? "w"
                 : unit == PeriodUnit::months       ? "m"
                                                    : "y");
    return text;
}
std::string written(const Process& process, const PathStep& step) {
    std::string text;
    for (const auto at : step.states)
        text += (text.empty() ? "" : "+") + std::string(process.chart->state(at).id);
    return text;
}

struct Ways {
    std::string shortest, longest, way;
    std::vector<std::string> loops;
};

/// Of the process with one end.
Ways ways_of(const std::string& body, const std::string& attributes = "") {
    const auto process = process_of(body, attributes);
    const auto paths = statutory_paths(*process);
    EXPECT_EQ(paths.ends.size(), 1U);
    Ways found{written(paths.ends[0].shortest.sum), written(paths.ends[0].longest.sum), {}, {}};
    for (const auto& step : paths.ends[0].shortest.steps)
        found.way += (found.way.empty() ? "" : " ") + written(*process, step);
    for (const auto& loop : paths.loops) found.loops.push_back(written(*process, loop));
    return found;
}

TEST(StatutoryPaths, AddsWhatLiesOnTheWayByKind) {
    const auto found =
        ways_of(state("a", clock("a", "3 days") + go("x", "b") + go("y", "c")) +
                state("b", clock("b", "2 working-days") + go("x", "c")) +
                state("c", clock("c", "1 months") + go("x", "end")) + "<final id='end'/>");
    EXPECT_EQ(found.shortest, "3d 1m");
    EXPECT_EQ(found.way, "a c end");
    EXPECT_EQ(found.longest, "3d 2w 1m");
    EXPECT_THAT(found.loops, IsEmpty());
}

TEST(StatutoryPaths, CountsTheOutermostClockOnceAndTheLongestOfOneState) {
    const auto found = ways_of(
        state("o", clock("o", "10 days") +
                       state("a", clock("a", "4 days") + clock("a2", "9 days") + go("x", "b")) +
                       state("b", clock("b", "30 days") + go("x", "c"))) +
        state("c", clock("c", "1 days") + clock("c2", "2 days") + go("x", "end")) +
        "<final id='end'/>");
    EXPECT_EQ(found.shortest, "12d");
    EXPECT_EQ(found.longest, "12d");
    EXPECT_EQ(found.way, "a b c end");
}

TEST(StatutoryPaths, AParallelEndsWithItsLastRegion) {
    const auto region = [](const std::string& id, const std::string& period) {
        return state(id, state(id + "1", clock(id, period) + go("x", id + "2")) + "<final id='" +
                             id + "2'/>");
    };
    const std::string parallel = region("a", "3 days") + region("b", "8 days");
    const auto found = ways_of("<parallel id='p'>" + parallel + go("done.state.p", "end") +
                               "</parallel><final id='end'/>");
    EXPECT_EQ(found.shortest, "8d");
    EXPECT_EQ(found.longest, "8d");
    EXPECT_EQ(found.way, "b1 b2 end");
    const auto left = ways_of("<parallel id='p'>" + parallel + go("stop", "end") +
                              "</parallel><final id='end'/>");
    EXPECT_EQ(left.shortest, "3d");
    EXPECT_EQ(left.longest, "8d");
}

TEST(StatutoryPaths, WaitsForTheEndOfACompound) {
    const auto found =
        ways_of(state("o", state("a", clock("a", "3 days") + go("x", "f")) + "<final id='f'/>" +
                               go("done.state.o", "b")) +
                state("b", clock("b", "1 days") + go("x", "end")) + "<final id='end'/>");
    EXPECT_EQ(found.way, "a f b end");
    EXPECT_EQ(found.shortest, "4d");
}

TEST(StatutoryPaths, SaysLoopsInsteadOfGoingRoundThem) {
    const auto found = ways_of(
        state("a", clock("a", "3 days") + go("x", "b")) +
        state("b", clock("b", "5 days") + go("back", "a") + go("x", "c")) +
        state("c", clock("c", "1 days") + go("again", "c") + go("x", "end")) + "<final id='end'/>");
    EXPECT_EQ(found.shortest, "9d");
    EXPECT_EQ(found.longest, "9d");
    EXPECT_THAT(found.loops, ElementsAre("a+b", "c"));
}

TEST(StatutoryPaths, AHistoryLeadsBackWithoutShorteningTheWay) {
    const auto found = ways_of(
        state("o", "<history id='h'><transition target='a'/></history>" +
                       state("a", clock("a", "3 days") + go("x", "b")) +
                       state("b", clock("b", "4 days") + go("x", "end")) + go("pause", "w")) +
            state("w", go("on", "h")) + "<final id='end'/>",
        "initial='o'");
    EXPECT_EQ(found.shortest, "7d");
    EXPECT_EQ(found.longest, "7d");
    EXPECT_THAT(found.loops, ElementsAre("a+b+w"));
}

TEST(StatutoryPaths, ListsWhatEndsAtADate) {
    const auto process =
        process_of(state("a",
                         "<t:deadline id='d' title='D' period='9 days' before='day' basis='b' "
                         "owner='clerk'/>" +
                             go("x", "end")) +
                   "<final id='end'/>");
    const auto paths = statutory_paths(*process);
    ASSERT_EQ(paths.uncounted.size(), 1U);
    EXPECT_EQ(paths.uncounted[0]->id, "d");
    EXPECT_EQ(written(paths.ends[0].longest.sum), "");
}

TEST(StatutoryPaths, LeavesOutEndsThatAreNeverReached) {
    const auto process = process_of(
        state("a", "<transition event='x' cond='false' target='end'/>" + go("y", "other")) +
        "<final id='end'/><final id='other'/>");
    const auto paths = statutory_paths(*process);
    ASSERT_EQ(paths.ends.size(), 1U);
    EXPECT_EQ(process->chart->state(paths.ends[0].end).id, "other");
}

}  // namespace
}  // namespace trinh::workflow
