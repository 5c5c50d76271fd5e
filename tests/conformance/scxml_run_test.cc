#include "adapters/cli/scxml_run.h"

#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace trinh::cli {
namespace {

constexpr std::string_view timed = R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0"
    datamodel="ecmascript"><datamodel><data id="n" expr="0"/></datamodel>
  <state id="waiting"><onentry><send event="late" delay="2s"/></onentry>
    <transition event="go"><assign location="n" expr="_event.data.by"/><log label="n" expr="n"/>
        </transition>
    <transition event="late" target="end"/></state>
  <final id="end"/></scxml>)";

TEST(ScxmlRun, AnswersEveryLineWithTheActiveStates) {
    std::istringstream events(
        "{\"event\":\"go\",\"data\":{\"by\":4}}\n{\"wait_ms\":1999}\n"
        "{\"wait_ms\":1}\n");
    std::ostringstream out, err;

    const int code = run_scxml(timed, &events, out, err);

    EXPECT_EQ(code, 0);
    EXPECT_EQ(
        out.str(),
        "{\"active\":[\"waiting\"],\"final\":false,\"log\":[]}\n"
        "{\"active\":[\"waiting\"],\"final\":false,\"log\":[{\"label\":\"n\",\"text\":\"4\"}]}\n"
        "{\"active\":[\"waiting\"],\"final\":false,\"log\":[]}\n"
        "{\"active\":[\"end\"],\"final\":true,\"log\":[]}\n");
}

TEST(ScxmlRun, RunsToTheEndWithoutEvents) {
    std::ostringstream out, err;

    const int code = run_scxml(timed, nullptr, out, err);

    EXPECT_EQ(code, 0);
    EXPECT_EQ(out.str(), "{\"active\":[\"end\"],\"final\":true,\"log\":[]}\n");
}

TEST(ScxmlRun, AnswersThreeWhenItStopsElsewhere) {
    std::istringstream events("");
    std::ostringstream out, err;

    EXPECT_EQ(run_scxml(timed, &events, out, err), 3);
}

TEST(ScxmlRun, RefusesAWrongLineWithOneSentence) {
    const std::string expected =
        "expected {\"event\":\"name\",\"data\":...} or {\"wait_ms\":1000}.";
    for (const auto& [line, reason] : std::map<std::string, std::string>{
             {R"({"wait_ms":-1})", "'wait_ms' is a whole number of milliseconds, not negative."},
             {R"({"wait_ms":1.5})", "'wait_ms' is a whole number of milliseconds, not negative."},
             {R"({"wait_ms":"1"})", "'wait_ms' is a whole number of milliseconds, not negative."},
             {R"({"wait_ms":1,"event":"a"})", "'wait_ms' stands alone; " + expected},
             {R"({"evnt":"go"})", "'evnt' is not known; " + expected},
             {R"({"event":7})", expected},
             {R"({"data":7})", expected},
             {R"({})", expected},
             {R"(["go"])", expected},
             {R"({"event":"a b"})", "'a b' is not the name of an event."},
             {R"({"event":""})", "'' is not the name of an event."},
             {R"(go)", expected + " The text is not valid JSON: syntax error at line 1, column 1."},
         }) {
        std::istringstream events(line + "\n{\"event\":\"go\"}\n");
        std::ostringstream out, err;

        EXPECT_EQ(run_scxml(timed, &events, out, err), 1) << line;
        EXPECT_EQ(err.str(), "trinh: the line '" + line + "' was not read: " + reason + "\n");
        EXPECT_EQ(out.str(), "{\"active\":[\"waiting\"],\"final\":false,\"log\":[]}\n");
    }
}

TEST(ScxmlRun, ShowsABadLineWithoutItsControlBytesAndInWholeCharacters) {
    const auto shown = [](const std::string& line) {
        std::istringstream events(line + "\n");
        std::ostringstream out, err;
        EXPECT_EQ(run_scxml(timed, &events, out, err), 1);
        const std::string text = err.str();
        return text.substr(0, text.find("' was not read"));
    };

    EXPECT_EQ(shown("\x1b[2J"), "trinh: the line '?[2J");
    EXPECT_EQ(shown("\xff\xfe"), "trinh: the line '??");
    EXPECT_EQ(shown(std::string(200, '\x80')), "trinh: the line '");
    EXPECT_EQ(shown(std::string(79, 'a') + "ắn"), "trinh: the line '" + std::string(79, 'a'));
}

TEST(ScxmlRun, ReadsAFileThatBeginsWithAByteOrderMark) {
    std::istringstream events("\xEF\xBB\xBF{\"wait_ms\":2000}\r\n");
    std::ostringstream out, err;

    EXPECT_EQ(run_scxml(timed, &events, out, err), 0) << err.str();
}

TEST(ScxmlRun, CountsDelayedSendsAnewForEveryLine) {
    constexpr std::string_view ticking = R"(<scxml xmlns="http://www.w3.org/2005/07/scxml"
    version="1.0" datamodel="null"><state id="s"><onentry><send event="tick" delay="1ms"/></onentry>
    <transition event="tick" target="s"/></state></scxml>)";
    std::istringstream events("{\"wait_ms\":200000}\n{\"wait_ms\":200000}\n");
    std::ostringstream out, err;

    EXPECT_EQ(run_scxml(ticking, &events, out, err), 3) << err.str();
}

TEST(ScxmlRun, ListsTheActiveAtomicStatesInDocumentOrder) {
    std::istringstream events("{\"event\":\"go\"}\n\n  \n{\"event\":\"unknown\"}\n");
    std::ostringstream out, err;

    const int code = run_scxml(R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0">
        <parallel id="p"><state id="z"><state id="z1"><transition event="go" target="z2"/></state>
          <state id="z2"/></state><state id="b"/><state id="a"><final id="a1"/></state></parallel>
        </scxml>)",
                               &events, out, err);

    EXPECT_EQ(code, 3);
    EXPECT_EQ(out.str(),
              "{\"active\":[\"z1\",\"b\",\"a1\"],\"final\":false,\"log\":[]}\n"
              "{\"active\":[\"z2\",\"b\",\"a1\"],\"final\":false,\"log\":[]}\n"
              "{\"active\":[\"z2\",\"b\",\"a1\"],\"final\":false,\"log\":[]}\n");
    EXPECT_EQ(err.str(), "");
}

TEST(ScxmlRun, LetsWhatIsDueHappenInDueOrderWhileItWaits) {
    constexpr std::string_view chart = R"(<scxml xmlns="http://www.w3.org/2005/07/scxml"
        version="1.0"><state id="s"><onentry><send event="b" delay="20ms"/><send event="a"
        delay="10ms"/><send event="c" delay="30ms"/></onentry>
        <transition event="*"><log expr="_event.name"/></transition></state></scxml>)";
    std::istringstream events("{\"wait_ms\":25}\n{\"wait_ms\":0}\n{\"wait_ms\":5}\n");
    std::ostringstream out, err;

    run_scxml(chart, &events, out, err);

    const std::string head = "{\"active\":[\"s\"],\"final\":false,\"log\":[";
    EXPECT_EQ(out.str(), head + "]}\n" + head +
                             "{\"label\":\"\",\"text\":\"a\"},{\"label\":\"\",\"text\":\"b\"}]}\n" +
                             head + "]}\n" + head + "{\"label\":\"\",\"text\":\"c\"}]}\n");
}

TEST(ScxmlRun, GoesOnAnsweringWhenTheChartHasEnded) {
    std::istringstream events("{\"event\":\"more\"}\n");
    std::ostringstream out, err;

    const int code = run_scxml(R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0">
        <final id="f"><onentry><log label="l" expr="{a: [1, 'đ']}"/></onentry></final></scxml>)",
                               &events, out, err);

    EXPECT_EQ(code, 0);
    EXPECT_EQ(out.str(),
              "{\"active\":[\"f\"],\"final\":true,\"log\":[{\"label\":\"l\",\"text\":"
              "\"{\\\"a\\\":[1,\\\"đ\\\"]}\"}]}\n"
              "{\"active\":[\"f\"],\"final\":true,\"log\":[]}\n");
}

TEST(ScxmlRun, StopsAChartThatNeverComesToRest) {
    std::ostringstream out, err;

    const int code = run_scxml(R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0">
        <state id="s"><onentry><send event="tick" delay="1s"/></onentry>
        <transition event="tick" target="s"/></state></scxml>)",
                               nullptr, out, err);

    EXPECT_EQ(code, 3);
    EXPECT_EQ(out.str(), "{\"active\":[\"s\"],\"final\":false,\"log\":[]}\n");
    EXPECT_EQ(err.str(),
              "trinh: more than 300000 delayed sends fired; the chart never comes to rest.\n");
}

TEST(ScxmlRun, RefusesAWrongDefinitionWithItsPlace) {
    std::ostringstream out, err;

    EXPECT_EQ(
        run_scxml("<scxml version='1.0'>\n<state id='a'><transition target='b'/></state></scxml>",
                  nullptr, out, err),
        1);
    EXPECT_NE(err.str().find("line 2:35: error TR112"), std::string::npos) << err.str();
}

}  // namespace
}  // namespace trinh::cli
