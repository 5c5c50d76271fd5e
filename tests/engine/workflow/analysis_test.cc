// What a process cannot do is found; what it may do, by whatever way, is not reported.
#include "engine/workflow/analysis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/workflow/reader.h"

namespace trinh::workflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string process_of(const std::string& body) {
    return "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:t='urn:trinh:workflow:1' "
           "version='1.0' name='p'><t:process title='P' regime='r' basis='b' calendar='vn' "
           "opened-by='clerk'>"
           "<t:role id='clerk' title='C' scope='department'/>"
           "<t:role id='one' title='O' scope='department' appointed='true'/>"
           "<t:role id='chair' title='H' scope='agency:ppc'/>"
           "<t:role id='chief' title='F' scope='agency:office'/>"
           "<t:field id='who' type='person' role='one' title='W'/></t:process>\n" +
           body + "</scxml>";
}

std::string button(const std::string& rules) {
    return "<t:action title='A' " + rules + "/>";
}

/// "TR331 2:5" of every finding.
std::vector<std::string> findings(const std::string& body) {
    const auto read = read_process(process_of(body));
    for (const auto& one : read.diagnostics) ADD_FAILURE() << one.code << ' ' << one.message;
    std::vector<std::string> found;
    if (read.process)
        for (const auto& one : analyse(*read.process)) {
            EXPECT_EQ(one.severity, Severity::warning);
            EXPECT_FALSE(one.fix.empty());
            found.push_back(one.code + " " + std::to_string(one.line) + ":" +
                            std::to_string(one.column));
        }
    return found;
}

TEST(ProcessAnalysis, FindsEventsThatNobodySends) {
    EXPECT_THAT(
        findings("<state id='a'><transition event='go' target='b'>" + button("actor='clerk'") +
                 "</transition>\n"
                 "<transition event='error.* done.state.a * go' cond='1'/>"
                 "<transition event='note' target='b'/></state>\n"
                 "<state id='b'><transition event='went.on' target='a'/>\n"
                 "<transition event='done.invoke' target='a'/></state>"),
        ElementsAre("TR331 3:57", "TR331 4:15", "TR331 5:1"));
}

TEST(ProcessAnalysis, KnowsThatCasesItOpensTellIt) {
    const std::string hears =
        "<state id='a'><transition event='child.done' target='b'/>"
        "<transition event='go'>" +
        button("actor='clerk'") + "%</transition></state><final id='b'/>";
    const auto with = [&](const std::string& rule) {
        return std::string(hears).replace(hears.find('%'), 1, rule);
    };

    EXPECT_THAT(findings(with("<t:open-case process='p' relation='r'/>")), IsEmpty());
    EXPECT_THAT(findings(with("")), ElementsAre(::testing::StartsWith("TR331")));
}

TEST(ProcessAnalysis, KnowsWhatTheChartSendsItself) {
    EXPECT_THAT(findings("<state id='a'><onentry><raise event='went.on.far'/></onentry>"
                         "<transition event='went.on' target='b'/></state><final id='b'/>"),
                IsEmpty());
    EXPECT_THAT(findings("<state id='a'><onentry><send eventexpr=\"'x'\"/></onentry>"
                         "<transition event='y' target='b'/></state><final id='b'/>"),
                IsEmpty());
    EXPECT_THAT(findings("<state id='a'><invoke><content><scxml version='1.0'><final id='f'>"
                         "<onentry><send event='y' target='#_parent'/></onentry></final></scxml>"
                         "</content></invoke><transition event='y done.invoke' target='b'/></state>"
                         "<final id='b'/>"),
                IsEmpty());
}

std::string deadline(const std::string& rest, const std::string& inside = "") {
    return "<t:deadline id='d' title='D' period='1 days' from='entry' basis='b' owner='clerk' " +
           rest + ">" + inside + "</t:deadline>";
}
const std::string leave =
    "<transition event='go' target='end'>" + button("actor='clerk'") + "</transition>";
const std::string escalate = "<t:escalate to='chair' after='1 days'/>";

TEST(ProcessAnalysis, FindsHandlersOfDeadlinesThatAreNotThere) {
    EXPECT_THAT(findings("<state id='a'>" + deadline("", escalate) + leave +
                         "\n<transition event='deadline.e.due' target='end'/>"
                         "\n<transition event='deadline.d.near' target='end'/>"
                         "\n<transition event='deadline.d.over' target='end'/>"
                         "\n<transition event='deadline' cond='1' target='end'/>"
                         "</state><final id='end'/>"),
                ElementsAre("TR332 3:1", "TR332 4:1", "TR332 5:1"));
}

TEST(ProcessAnalysis, FindsHandlersWhereTheClockNeverRuns) {
    EXPECT_THAT(findings("<state id='a'>" + deadline("") + leave +
                         "</state>\n<state id='b'><transition event='deadline.d.due' "
                         "target='end'/></state><final id='end'/>"),
                ElementsAre("TR334 2:15", "TR333 3:15"));
    EXPECT_THAT(findings("<parallel id='p'><state id='a'>" + deadline("") + leave +
                         "</state><state id='b'><transition event='deadline.d.due' "
                         "target='end'/></state></parallel><final id='end'/>"),
                IsEmpty());
}

TEST(ProcessAnalysis, FindsDeadlinesThatNothingFollowsFrom) {
    const auto with = [](const std::string& clock, const std::string& more) {
        return findings("<state id='a'>" + clock + more + leave + "</state><final id='end'/>");
    };
    EXPECT_THAT(with(deadline("remind='1 days'"), ""), ElementsAre("TR334 2:15"));
    EXPECT_THAT(with(deadline("", escalate), ""), IsEmpty());
    EXPECT_THAT(with(deadline(""), "<transition event='deadline.d.due' target='end'/>"), IsEmpty());
    EXPECT_THAT(with(deadline(""), "<onexit><log expr='deadlines.d.is_overdue'/></onexit>"),
                IsEmpty());
    EXPECT_THAT(with(deadline(""), "<onexit><log expr=\"deadlines['e'].is_overdue\"/></onexit>"),
                ElementsAre("TR334 2:15"));
}

TEST(ProcessAnalysis, FindsClocksThatNothingStops) {
    EXPECT_THAT(findings("<state id='a'>" + deadline("", escalate) + "<transition event='go'>" +
                         button("actor='clerk'") + "</transition></state>"),
                ElementsAre("TR335 2:15"));
}

std::string step(const std::string& from, const std::string& event, const std::string& to,
                 const std::string& rules, const std::string& more = "") {
    return "<state id='" + from + "'><transition event='" + event + "' target='" + to + "'>\n" +
           button(rules) + more + "</transition></state>";
}
const std::string appoint = "<t:appoint role='one' person='_event.data.who'/>";
/// The first act: the clerk appoints the one person.
std::string assignment(const std::string& required) {
    return "<state id='s'><transition event='assign' target='a'><t:action title='A' actor='clerk'>"
           "<t:input field='who' required='" +
           required + "'/></t:action>" + appoint + "</transition></state>";
}

TEST(ProcessAnalysis, FindsFourEyesThatExcludeTheOnlyPerson) {
    const std::string work = step("a", "write", "b", "actor='one'");
    const std::string check = step("b", "check", "end", "actor='one' not-by='write'");
    const std::string end = "<final id='end'/>";
    EXPECT_THAT(findings(assignment("true") + work + check + end), ElementsAre("TR336 4:1"));
    EXPECT_THAT(findings(assignment("false") + work + check + end), IsEmpty());
    EXPECT_THAT(findings(work + check + end), IsEmpty());
    EXPECT_THAT(findings(assignment("true") + work +
                         step("b", "check", "end", "actor='one clerk' not-by='write'") + end),
                IsEmpty());
    const std::string again =
        "<state id='s'><transition event='assign' target='a'><t:action "
        "title='A' actor='clerk'><t:input field='who' required='true'/>"
        "</t:action>" +
        appoint + "</transition></state>";
    EXPECT_THAT(findings(again + work + "<state id='b'><transition event='swap'>" +
                         button("actor='clerk'") + appoint +
                         "</transition><transition event='check' target='end'>" +
                         button("actor='one' not-by='write'") + "</transition></state>" + end),
                IsEmpty());
}

TEST(ProcessAnalysis, FindsTheSamePersonWhereThereIsNone) {
    const std::string end = "<final id='end'/>";
    EXPECT_THAT(findings(step("a", "write", "b", "actor='chair'") +
                         step("b", "sign", "end", "actor='chief' same-as='write'") + end),
                ElementsAre("TR336 4:1"));
    EXPECT_THAT(findings(step("a", "write", "b", "actor='chair clerk'") +
                         step("b", "sign", "end", "actor='chief' same-as='write'") + end),
                IsEmpty());
    EXPECT_THAT(findings(step("a", "sign", "b", "actor='clerk' same-as='write'") +
                         step("b", "write", "end", "actor='clerk'") + end),
                ElementsAre("TR336 3:1"));
    EXPECT_THAT(
        findings(step("a", "write", "b", "actor='clerk'") +
                 step("b", "sign", "end", "actor='clerk' same-as='write' not-by='write'") + end),
        ElementsAre("TR336 4:1"));
}

TEST(ProcessAnalysis, FindsActionsThatAreNeverOffered) {
    EXPECT_THAT(findings(step("a", "go", "end", "actor='clerk'") + "<final id='end'/>" +
                         step("lost", "come", "end", "actor='clerk'")),
                ElementsAre("TR337 4:1"));
    EXPECT_THAT(findings("<state id='a'>" + leave + "\n<transition cond='false' event='x'>" +
                         button("actor='clerk'") + "</transition></state><final id='end'/>"),
                ElementsAre("TR337 3:36"));
}

TEST(ProcessAnalysis, FindsStagesThatWaitForSomebodyWhoCanDoNothing) {
    EXPECT_THAT(findings("<state id='a'><t:stage title='S' actor='clerk chair'/>" + leave +
                         "</state><final id='end'/>"),
                ElementsAre("TR338 2:1"));
    EXPECT_THAT(findings("<state id='o'>" + leave +
                         "<state id='a'><t:stage title='S' actor='clerk'/></state></state>"
                         "<final id='end'/>"),
                IsEmpty());
}

}  // namespace
}  // namespace trinh::workflow
