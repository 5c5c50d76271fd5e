// Which files a definition mentions, and that its hash covers those it is given.
#include "engine/chart/file_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/chart/chart.h"

namespace trinh::chart {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::set<std::string> in_chart(const std::string& content) {
    return mentioned_files("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>" +
                           content + "</scxml>");
}

TEST(FileNames, AreThoseOfDataScriptAndInvokeAtAnyDepth) {
    EXPECT_THAT(in_chart("<datamodel><data id='a' src='list.json'/></datamodel>"
                         "<script src='file:rates.js'/>"
                         "<state><invoke src='./nghị định 1.scxml'/><invoke><content><scxml>"
                         "<datamodel><data id='b' src=' a&amp;b.csv '/></datamodel>"
                         "</scxml></content></invoke></state>"),
                ElementsAre("a&b.csv", "list.json", "nghị định 1.scxml", "rates.js"));
}

TEST(FileNames, OfAComputedSourceAreTheWordsThatLookLikeOne) {
    const std::string part = "<datamodel><data id='v' expr=\"'file:part.scxml'\"/></datamodel>";
    EXPECT_THAT(in_chart(part + "<state><invoke srcexpr='v'/></state>"), ElementsAre("part.scxml"));
    EXPECT_THAT(in_chart(part + "<state><invoke src='one.xml'/></state>"), ElementsAre("one.xml"));
}

TEST(FileNames, StayInTheFolder) {
    for (const char* src : {"../a.json", "/etc/passwd", "sub/a.json", "..", ".hidden", "",
                            "http://host/a.json", "C:\\a.json", "file:///etc/passwd"}) {
        EXPECT_THAT(
            in_chart("<datamodel><data id='a' src='" + std::string(src) + "'/></datamodel>"),
            IsEmpty())
            << src;
    }
    EXPECT_THAT(in_chart("<x:data xmlns:x='urn:other' src='a.json'/><data>src b.json</data>"),
                IsEmpty());
    EXPECT_THAT(mentioned_files("src is no XML: a.json"), IsEmpty());
}

TEST(FileNames, AreBounded) {
    std::string many;
    for (int i = 0; i < 1'000; ++i) many += "<script src='" + std::to_string(i) + ".js'/>";
    EXPECT_EQ(in_chart(many).size(), 256U);
}

TEST(ContentHash, CoversTheFilesAndTheirNames) {
    const std::string xml =
        "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='ecmascript'>"
        "<datamodel><data id='a' src='a.json'/></datamodel><state id='s'/></scxml>";
    std::set<std::string> hashes;
    for (const Sources& files :
         {Sources{{"a.json", "1"}}, Sources{{"a.json", "2"}}, Sources{{"a.json", "1"}, {"b", ""}},
          Sources{{"a.json", "1b"}}, Sources{{"a.json", "1"}, {"b", "1"}}}) {
        const auto read = read_chart(xml, {}, files);
        ASSERT_NE(read.chart, nullptr);
        hashes.insert(read.chart->content_hash());
        EXPECT_EQ(read_chart(xml, {}, files).chart->content_hash(), read.chart->content_hash());
    }
    EXPECT_EQ(hashes.size(), 5U);
}

}  // namespace
}  // namespace trinh::chart
