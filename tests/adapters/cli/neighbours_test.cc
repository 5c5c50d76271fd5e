// A process that reads files beside it: what is read, and what check says.
#include "adapters/cli/neighbours.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/cli/check_definition.h"
#include "adapters/schema/xsd_check.h"

namespace trinh::cli {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const std::string process = R"(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:t="urn:trinh:workflow:1" version="1.0" datamodel="ecmascript" name="letter" initial="intake">
  <t:process title="Ví dụ" title-en="Example" plan="0" regime="example" basis="Ví dụ" calendar="vn" opened-by="clerk">
    <t:role id="clerk" title="Văn thư" title-en="Clerk" scope="department"/>
  </t:process>
  <datamodel><data id="senders" src="list.json"/></datamodel>
  <state id="intake">
    <t:stage title="Tiếp nhận" title-en="Intake" actor="clerk"/>
    <transition event="accept" cond="senders.length > 0" target="done"><t:action title="Xong" title-en="Done" actor="clerk"/></transition>
  </state>
  <final id="done"/>
</scxml>
)";

class NeighboursTest : public ::testing::Test {
protected:
    NeighboursTest() {
        std::string name = (fs::temp_directory_path() / "trinh-neighbours-XXXXXX").string();
        folder_ = mkdtemp(name.data());
    }
    ~NeighboursTest() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    [[nodiscard]] chart::Sources read(const std::string& xml) const {
        return read_neighbours(folder_ / "p.scxml", xml);
    }
    [[nodiscard]] std::vector<std::string> findings() const {
        std::vector<std::string> all;
        for (const auto& one :
             check_definition(process, schema::XsdCheck(), read(process)).diagnostics)
            all.push_back(std::to_string(one.line) + ":" + std::to_string(one.column) + " " +
                          one.code + " " + one.message);
        return all;
    }
    static std::string chart(const std::string& data) {
        return "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><datamodel>" + data +
               "</datamodel></scxml>";
    }

    fs::path folder_;
};

TEST_F(NeighboursTest, CheckReadsWhatTheProcessNamesAndSaysWhatIsMissing) {
    EXPECT_THAT(findings(),
                ElementsAre("6:38 TR121 There is no file 'list.json' beside the definition."));
    write("list.json", "[\"Sở Xây dựng\"]");
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(NeighboursTest, OnlyMentionedFilesAndThoseOfChartsAmongThem) {
    write("a.xml", chart("<data id='b' src='b.txt'/>"));
    write("b.txt", "b");
    write("c.txt", "nobody names it");
    EXPECT_THAT(read(chart("<data id='a' src='a.xml'/>")),
                ElementsAre(Pair("a.xml", testing::_), Pair("b.txt", "b")));
}

TEST_F(NeighboursTest, NoLinksFoldersPipesOversizedOrBinaryFiles) {
    write("secret", "secret");
    fs::create_symlink(folder_ / "secret", folder_ / "link.txt");
    fs::create_directory(folder_ / "folder.txt");
    write("binary.txt", "\xFF\xFE");
    write("large.txt", std::string(1'048'577, 'x'));
    write("fits.txt", std::string(1'048'576, 'x'));
    const auto found = read(
        chart("<data id='a' src='link.txt'/><data id='b' src='folder.txt'/><data id='c' "
              "src='binary.txt'/><data id='d' src='large.txt'/><data id='e' src='fits.txt'/>"));
    EXPECT_THAT(found, ElementsAre(Pair("fits.txt", testing::SizeIs(1'048'576))));
}

TEST_F(NeighboursTest, AreBoundedTogether) {
    std::string many, large;
    for (int i = 0; i < 80; ++i) {
        const std::string name = std::to_string(i) + ".txt";
        write(name, "x");
        many += "<data id='a' src='" + name + "'/>";
    }
    EXPECT_EQ(read(chart(many)).size(), 64U);
    for (int i = 0; i < 10; ++i) {
        const std::string name = "large" + std::to_string(i) + ".txt";
        write(name, std::string(1'000'000, 'x'));
        large += "<data id='a' src='" + name + "'/>";
    }
    EXPECT_EQ(read(chart(large)).size(), 8U);
}

TEST_F(NeighboursTest, ADefinitionNamedWithoutItsFolderIsBesideTheWorkingFolder) {
    write("b.txt", "b");
    const auto before = fs::current_path();
    fs::current_path(folder_);
    EXPECT_EQ(read_neighbours("p.scxml", chart("<data id='b' src='b.txt'/>")).size(), 1U);
    fs::current_path(before);
}

}  // namespace
}  // namespace trinh::cli
