#include "adapters/cli/scxml_run.h"

#include <gtest/gtest.h>
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
    std::istringstream events("{\"wait_ms\":-1}\n");
    std::ostringstream out, err;

    EXPECT_EQ(run_scxml(timed, &events, out, err), 1);
    EXPECT_NE(err.str().find("wait_ms"), std::string::npos);
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
