// One check says everything, each thing once, in the order of the text.
#include "adapters/cli/check_definition.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "adapters/schema/xsd_check.h"
#include "engine/base/text.h"

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

std::string file_text(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Bytes are lost, doubled or swapped anywhere in the shipped definitions: whatever comes of it,
/// every finding has a place in the file, words that can be printed, and says what to do.
TEST(CheckDefinition, EveryFindingOfADamagedFileHasItsPlaceAndItsWords) {
    const schema::XsdCheck schemas;
    std::uint32_t chance = 20'231'128;
    const auto next = [&](std::size_t below) {
        chance = chance * 1'664'525U + 1'013'904'223U;
        return static_cast<std::size_t>(chance >> 8) % below;
    };
    for (const char* name : {"law-2015/appraisal-ppc-decision.scxml", "calendars/vn.xml",
                             "indices/par-index-2023.xml"}) {
        const std::string whole = file_text(std::string(TRINH_SOURCE_DIR "/workflows/") + name);
        for (int round = 0; round < 60; ++round) {
            std::string text = whole;
            const auto at = next(text.size());
            const auto length = std::min(next(60) + 1, text.size() - at);
            if (round % 3 == 0) text.erase(at, length);
            if (round % 3 == 1) text.insert(at, text.substr(next(text.size() - 60), length));
            if (round % 3 == 2) text[at] = "<>\"'&x "[next(7)];
            const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
            for (const auto& one : check_definition(text, schemas).diagnostics) {
                EXPECT_GE(one.line, 1) << name << ' ' << round << ' ' << one.code;
                EXPECT_LE(one.line, lines) << name << ' ' << round << ' ' << one.code;
                EXPECT_GE(one.column, 1) << name << ' ' << round << ' ' << one.code;
                EXPECT_TRUE(is_text(one.message)) << name << ' ' << round << ' ' << one.code;
                EXPECT_FALSE(one.message.empty());
                EXPECT_FALSE(one.fix.empty());
            }
        }
    }
}

}  // namespace
}  // namespace trinh::cli
