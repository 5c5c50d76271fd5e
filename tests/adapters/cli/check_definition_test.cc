// One check says everything, each thing once, in the order of the text.
#include "adapters/cli/check_definition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/schema/xsd_check.h"

namespace trinh::cli {
namespace {

using testing::ElementsAre;

std::vector<std::string> found(std::string_view text) {
    const schema::XsdCheck schemas;
    std::vector<std::string> all;
    for (const auto& one : check_definition(text, schemas).diagnostics)
        all.push_back(std::to_string(one.line) + " " + one.code);
    return all;
}

TEST(CheckDefinition, JoinsReaderSchemaAndAnalysesByLine) {
    EXPECT_THAT(found("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>\n"
                      "<state id='a'>text\n<transition event='e' target='b'/></state>\n"
                      "<state id='b' colour='red'/>\n<state id='c'/></scxml>"),
                ElementsAre("2 TR150", "4 TR132", "4 TR108", "5 TR131"));
}

TEST(CheckDefinition, SaysEachThingOnce) {
    EXPECT_THAT(found("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>\n"
                      "<state id='a' colour='red'>\n<stat/>\n<history id='h'/>\n"
                      "<onentry><raise/></onentry>\n"
                      "<transition event='e' type='both'/></state>\n<state id='a'/></scxml>"),
                ElementsAre("2 TR108", "3 TR106", "4 TR119", "5 TR109", "6 TR110", "7 TR111"));
}

TEST(CheckDefinition, KnowsTheKindOfTheFile) {
    EXPECT_THAT(found("<calendar/>"), ElementsAre("1 TR402"));
    EXPECT_THAT(found("<index/>"), ElementsAre("1 TR502"));
    EXPECT_THAT(found("<!-- <calendar --><foo/>"), ElementsAre("1 TR103"));
    EXPECT_THAT(found("<index"), ElementsAre("1 TR501"));
    EXPECT_THAT(found(""), ElementsAre("1 TR101"));
    EXPECT_THAT(found("\xFF\xFE<\0s"), ElementsAre("1 TR101"));
}

}  // namespace
}  // namespace trinh::cli
