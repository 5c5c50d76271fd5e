#include "engine/chart/script.h"

#include <gtest/gtest.h>

#include "engine/chart/literal.h"
#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

TEST(Script, IsSplitAtSemicolonsAndLineEnds) {
    const auto found = split_script("var a = 1; b = 'x;y' // note\n c = [1,\n 2]\nd += 2; e++");

    ASSERT_EQ(found.size(), 5U);
    EXPECT_TRUE(found[0].declares);
    EXPECT_EQ(found[0].place, "a");
    EXPECT_EQ(found[1].value, "'x;y'");
    EXPECT_EQ(found[2].value, "[1,  2]");
    EXPECT_EQ(found[2].line, 1);
    EXPECT_EQ(found[3].value, "d + (2)");
    EXPECT_EQ(found[4].place, "e");
}

TEST(Script, RefusesWhatIsNoAssignment) {
    for (const char* text : {"f(1)", "a == b", "function f() {}", "var if = 1", "x = > 2; y => 1"})
        EXPECT_FALSE(split_script(text).back().fault.empty()) << text;
}

TEST(Script, RunsItsAssignmentsInOrder) {
    const Drive run(
        "<script>var a = 2; b = a * 3\na += b</script><datamodel><data id='b'/></datamodel>"
        "<state id='s'/>");

    EXPECT_EQ(run.datum("b"), json::value(6));
    EXPECT_EQ(run.datum("a"), json::value(8));
}

TEST(Literal, ReadsDelaysAsCssTimes) {
    EXPECT_EQ(parse_delay("1.5s"), 1'500);
    EXPECT_EQ(parse_delay(" 20ms "), 20);
    EXPECT_EQ(parse_delay(".5s"), 500);
    EXPECT_EQ(parse_delay("0"), 0);
    EXPECT_EQ(parse_delay("2d"), 172'800'000);
    for (const char* wrong : {"", "5", "-1s", "1 s", "s", "1e99s", "nan", "inf s", "999999999999d"})
        EXPECT_EQ(parse_delay(wrong), std::nullopt) << wrong;
}

TEST(Literal, IsJsonOrALiteralOrText) {
    EXPECT_EQ(literal_value("[1, 2]"), (json::value{1, 2}));
    EXPECT_EQ(literal_value("{a: 'x'}").at("a"), "x");
    EXPECT_EQ(literal_value("  two   words "), "two words");
    EXPECT_EQ(literal_value(" "), nullptr);
}

}  // namespace
}  // namespace trinh::chart
