// Migration maps: what they say, and every diagnostic with its line and words.
#include "engine/workflow/migration_map.h"

#include <gtest/gtest.h>

namespace trinh::workflow {
namespace {

MigrationMapReading read(const std::string& rows, const std::string& attributes = "title=\"M\"") {
    return read_migration_map("<migration xmlns=\"urn:trinh:migration:1\" " + attributes + ">\n" +
                              rows + "</migration>\n");
}

std::string told(const MigrationMapReading& reading) {
    std::string text;
    for (const auto& fault : reading.diagnostics) {
        text += fault.code + " line " + std::to_string(fault.line) + ": " + fault.message + "\n";
    }
    return text;
}

TEST(MigrationMap, SaysWhereEverythingGoes) {
    const auto reading = read(
        "<state from=\"a\" to=\" b  c \"/>"
        "<data to=\"x\" from=\"y\"/><data to=\"z\" expr=\"1 + 1\"/>"
        "<deadline from=\"d\" to=\"e\"/><draft from=\"3\" to=\"2\"/>",
        "title=\"Chuyển đổi\" title-en=\"Move\" from=\"p\" to=\"q\" basis=\"Điều 1\"");

    ASSERT_TRUE(reading.map) << told(reading);
    EXPECT_EQ(reading.map->title.en, "Move");
    EXPECT_EQ(reading.map->to_process, "q");
    ASSERT_NE(reading.map->state("a"), nullptr);
    EXPECT_EQ(reading.map->state("a")->to, (std::vector<std::string>{"b", "c"}));
    EXPECT_EQ(reading.map->state("b"), nullptr);
    EXPECT_FALSE(reading.map->data[0].value);
    EXPECT_TRUE(reading.map->data[1].value);
    EXPECT_EQ(renamed(reading.map->deadlines, "d"), "e");
    EXPECT_EQ(renamed(reading.map->deadlines, "f"), "f");
    EXPECT_EQ(renamed(reading.map->drafts, "3"), "2");
}

TEST(MigrationMap, TellsEverythingThatIsWrongAtOnce) {
    const auto reading = read(
        "<state from=\"a\"/>\n"
        "<state from=\"a\" to=\"b\" tto=\"c\"/>\n"
        "<data to=\"x\"/>\n"
        "<data to=\"y\" expr=\"1 +\"/>\n"
        "<draft from=\"three\" to=\"2\"/>\n"
        "<stage from=\"a\" to=\"b\"/>\n",
        "from=\"p\"");

    EXPECT_FALSE(reading.map);
    EXPECT_EQ(told(reading),
              "TR322 line 1: <migration> has no attribute 'title', which it must have.\n"
              "TR322 line 2: <state> has no attribute 'to', which it must have.\n"
              "TR323 line 3: Attribute 'tto' has no meaning on <state>.\n"
              "TR324 line 3: <state from=\"a\"> stands twice in this map.\n"
              "TR325 line 4: The datum 'x' needs either 'from' or 'expr'.\n"
              "TR325 line 5: The value of 'y' is not an expression: column 4: Expected a value but "
              "found the end of the text.\n"
              "TR325 line 6: A draft is named by its number.\n"
              "TR323 line 7: <stage> has no meaning in a migration map.\n");
}

TEST(MigrationMap, AnythingElseIsNoMap) {
    EXPECT_NE(told(read_migration_map("<migration title=\"M\"/>")).find("TR321"),
              std::string::npos);
    EXPECT_NE(told(read_migration_map("<migration")).find("TR321"), std::string::npos);
    EXPECT_NE(told(read_migration_map(std::string(1'100'000, ' '))).find("at most 1048576 bytes"),
              std::string::npos);
}

}  // namespace
}  // namespace trinh::workflow
