#include <gtest/gtest.h>

#include "engine/base/text.h"
#include "engine/chart/chart.h"
#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

/// "TR112 2:5" for the first diagnostic with this code; all of them when there is none.
std::string place_of(std::string_view code, const ReadResult& read) {
    std::string all;
    for (const Diagnostic& one : read.diagnostics) {
        if (one.code == code)
            return one.code + ' ' + std::to_string(one.line) + ':' + std::to_string(one.column);
        all += one.code + ' ' + one.message + '\n';
    }
    return all;
}

struct Wrong {
    std::string_view code, body, place;
};

class EveryFault : public testing::TestWithParam<Wrong> {};

TEST_P(EveryFault, HasItsCodeAndItsPlace) {
    const ReadResult read =
        read_chart("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>\n" +
                   std::string(GetParam().body) + "</scxml>");

    EXPECT_EQ(place_of(GetParam().code, read),
              std::string(GetParam().code) + ' ' + std::string(GetParam().place));
    EXPECT_EQ(read.chart == nullptr, has_error(read.diagnostics));
    for (const Diagnostic& one : read.diagnostics) {
        EXPECT_TRUE(one.message.ends_with('.')) << one.message;
        EXPECT_TRUE(one.fix.ends_with('.')) << one.fix;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Reader, EveryFault,
    testing::Values(
        Wrong{"TR101", "<state>", "2:10"}, Wrong{"TR106", "<stat/><state/>", "2:1"},
        Wrong{"TR107", "<state><data id='x'/></state>", "2:8"},
        Wrong{"TR107", "<parallel id='p'><final/></parallel>", "2:18"},
        Wrong{"TR108", "<state id='a' colour='red'/>", "2:23"},
        Wrong{"TR109", "<state><onentry><raise/></onentry></state>", "2:17"},
        Wrong{"TR110", "<state><transition event='x' type='inner'/></state>", "2:36"},
        Wrong{"TR110", "<state><onentry><send event='x' delay='soon'/></onentry></state>", "2:40"},
        Wrong{"TR110", "<state><onentry><send event='x' eventexpr='1'/></onentry></state>", "2:44"},
        Wrong{"TR111", "<state id='a'/><state id='a'/>", "2:27"},
        Wrong{"TR112", "<state><transition event='x' target='b'/></state>", "2:38"},
        Wrong{"TR113", "<state initial='b'><state id='a'/></state><state id='b'/>", "2:1"},
        Wrong{"TR113", "<state initial='a' id='a'/>", "2:1"}, Wrong{"TR113", "", "1:1"},
        Wrong{"TR114", "<state id='a'><transition event='x' target='a b'/></state><state id='b'/>",
              "2:15"},
        Wrong{"TR114",
              "<parallel id='p'><history id='h'><transition target='a'/></history><state id='a'>"
              "<transition event='x' target='h b1'/></state>\n<state id='b'><state id='b1'/>"
              "</state></parallel>",
              "2:82"},
        Wrong{"TR115", "<state><transition cond=\"a &amp;&amp; @\"/></state>", "2:39"},
        Wrong{"TR116", "<state><onentry><assign location='1x' expr='1'/></onentry></state>",
              "2:36"},
        Wrong{"TR117", "<script>\nf()</script><state/>", "3:1"},
        Wrong{"TR118", "<datamodel><data id='if'/></datamodel><state/>", "2:22"},
        Wrong{"TR119", "<state><history id='h'/><state/></state>", "2:8"},
        Wrong{"TR119",
              "<state><history id='h'><transition target='g'/></history>"
              "<history id='g'><transition target='h'/></history><state/></state>",
              "2:24"},
        Wrong{"TR120", "<state><transition/></state>", "2:8"},
        Wrong{"TR121", "<datamodel><data id='x' src='no.json'/></datamodel><state/>", "2:30"}));

TEST(Reader, CollectsAllFaultsInDocumentOrder) {
    const ReadResult read =
        read_chart(document("<state id='a'><transition event='x' target='b'/>\n"
                            "<onentry><raise/></onentry></state>\n<state id='a'/>"));

    ASSERT_EQ(read.diagnostics.size(), 3U);
    EXPECT_EQ(read.diagnostics[0].code, "TR112");
    EXPECT_EQ(read.diagnostics[1].code, "TR109");
    EXPECT_EQ(read.diagnostics[2].code, "TR111");
    EXPECT_EQ(read.chart, nullptr);
}

TEST(Reader, RefusesAnotherDocumentElement) {
    EXPECT_EQ(read_chart("<html/>").diagnostics.at(0).code, "TR103");
    EXPECT_EQ(read_chart("<scxml xmlns='urn:other'/>").diagnostics.at(0).code, "TR103");
    EXPECT_EQ(read_chart("").diagnostics.at(0).code, "TR101");
    EXPECT_EQ(read_chart("\xEF\xBB\xBF").diagnostics.at(0).message, "The file is empty.");
    EXPECT_EQ(read_chart("{\"a\":\"<scxml/>\"}").diagnostics.at(0).code, "TR101");
    EXPECT_EQ(read_chart("\xFF\xFE").diagnostics.at(0).code, "TR101");
}

TEST(Reader, SaysWhereAFileIsNoTextAnyMore) {
    const auto read = read_chart("<scxml>\n <!-- Trình \xE1\xBB --></scxml>");

    EXPECT_EQ(read.diagnostics.at(0).code, "TR101");
    EXPECT_EQ(read.diagnostics.at(0).line, 2);
    EXPECT_EQ(read.diagnostics.at(0).column, 14);
}

TEST(Reader, LeavesOtherNamespacesToOtherReaders) {
    const ReadResult read = read_chart(
        "<sc:scxml xmlns:sc='http://www.w3.org/2005/07/scxml' xmlns:t='urn:trinh:workflow:1' "
        "version='1.0'>"
        "<t:process title='x'/><sc:state id='a' t:note='n'><t:stage "
        "actor='clerk'><t:deep/></t:stage>"
        "<sc:transition event='go' target='b'><t:action/></sc:transition></sc:state>"
        "<sc:state id='b'/></sc:scxml>");

    ASSERT_NE(read.chart, nullptr);
    EXPECT_TRUE(read.diagnostics.empty());
    EXPECT_EQ(read.chart->state_count(), 3U);
    EXPECT_EQ(read.chart->transition(0).targets, std::vector<StateIndex>{2});
}

TEST(Reader, ShowsStatesAndTransitionsInDocumentOrder) {
    const auto chart = chart_of(
        "<state id='a'><state id='b'/><transition event='x y.z' cond='1' "
        "target='c'/></state><final id='c'/>");

    EXPECT_EQ(chart->state(1).id, "a");
    EXPECT_EQ(chart->state(1).last_descendant, 2U);
    EXPECT_EQ(chart->find("c"), 3U);
    EXPECT_EQ(chart->find("nobody"), no_state);
    EXPECT_EQ(chart->transition(0).events, (std::vector<std::string_view>{"x", "y.z"}));
    EXPECT_EQ(chart->transition(0).condition, "1");
    EXPECT_EQ(chart->content_hash().size(), 16U);
}

TEST(Reader, MakesBadExpressionsWarningsWhereTheyMayFailAtRunTime) {
    const std::string xml = document("<state><transition cond='return' event='x'/></state>");

    EXPECT_EQ(read_chart(xml).chart, nullptr);
    EXPECT_NE(read_chart(xml, {.faults_at_run_time = true}).chart, nullptr);
}

TEST(Reader, EndsSoonOnHostileDefinitions) {
    std::string attributes, words, dots = "a";
    for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "=''";
    for (int i = 0; i < 200'000; ++i) words += "x" + std::to_string(i) + ' ';
    for (int i = 0; i < 500'000; ++i) dots += ".a";

    EXPECT_LT(read_chart(document("<state" + attributes + "/>")).diagnostics.size(), 100U);
    EXPECT_EQ(
        read_chart(document("<state><transition event='e' target='" + words + "'/></state>")).chart,
        nullptr);
    EXPECT_EQ(read_chart(document("<state><transition event='" + dots + "'/></state>")).chart,
              nullptr);
    EXPECT_EQ(read_chart(document("<state><onentry><send event='e' namelist='" + words +
                                  "'/></onentry></state>"))
                  .chart,
              nullptr);
    Drive drive("<state id='s'><transition event='a.a' target='t'/></state><state id='t'/>");
    EXPECT_EQ(drive.send(dots).at(), "t");
}

TEST(Reader, NeverExpandsEntities) {
    const ReadResult read =
        read_chart("<!DOCTYPE scxml [<!ENTITY x 'boom'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>" +
                   document("<state id='a'><onentry><log label='&x;&f;'/></onentry></state>"));

    ASSERT_NE(read.chart, nullptr);
    EXPECT_EQ(Drive(read.chart).last.log.at(0).label, "&x;&f;");
}

TEST(Reader, CutsLongExpressionsBetweenCharacters) {
    for (int lead = 0; lead < 4; ++lead) {
        std::string text(static_cast<std::size_t>(lead), 'x');
        for (int i = 0; i < 60; ++i) text += "ế";
        const auto read =
            read_chart(document("<state><transition cond='" + text + "' target=''/></state>"));
        for (const Diagnostic& one : read.diagnostics) EXPECT_TRUE(is_text(one.message)) << lead;
    }
}

}  // namespace
}  // namespace trinh::chart
