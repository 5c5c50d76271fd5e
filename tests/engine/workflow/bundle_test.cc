// A definition and its files as one text, and back.
#include "engine/workflow/bundle.h"

#include <gtest/gtest.h>

#include "engine/workflow/reader.h"

namespace trinh::workflow {
namespace {

const std::string xml = R"(<scxml xmlns="http://www.w3.org/2005/07/scxml"
    xmlns:t="urn:trinh:workflow:1" version="1.0" datamodel="ecmascript" name="p" initial="a">
  <t:process title="Ví dụ" title-en="Example" plan="0" regime="example" basis="Ví dụ"
    calendar="vn" opened-by="clerk">
    <t:role id="clerk" title="Văn thư" title-en="Clerk" scope="department"/>
  </t:process>
  <datamodel><data id="list" src="list.json"/></datamodel>
  <state id="a"><t:stage title="A" title-en="A" actor="clerk"/><transition event="e" target="z">
    <t:action title="E" title-en="E" actor="clerk"/></transition></state>
  <final id="z"/></scxml>)";

TEST(Bundle, OfNoFilesIsTheXmlItself) {
    EXPECT_EQ(bundled(xml, {}), xml);
    EXPECT_FALSE(unbundled(xml));
}

TEST(Bundle, ComesBackByteByByte) {
    const chart::Sources files{{"a.txt", "dòng\r\n\t\"2\"\\"}, {"đơn.json", "{\"a\": 1.10}"}};
    const auto back = unbundled(bundled(xml, files));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->xml, xml);
    EXPECT_EQ(back->files, files);
}

TEST(Bundle, IsReadAsTheDefinitionBesideItsFiles) {
    const chart::Sources files{{"list.json", "[1, 2]"}};
    const auto beside = read_process(xml, files);
    const auto together = read_process(bundled(xml, files));
    ASSERT_NE(beside.process, nullptr) << beside.diagnostics.front().message;
    ASSERT_NE(together.process, nullptr);
    EXPECT_EQ(together.process->chart->content_hash(), beside.process->chart->content_hash());

    const auto changed = read_process(bundled(xml, {{"list.json", "[1, 3]"}}));
    EXPECT_NE(changed.process->chart->content_hash(), beside.process->chart->content_hash());
    const auto alone = read_process(xml);
    EXPECT_EQ(alone.process, nullptr);
    ASSERT_EQ(alone.diagnostics.size(), 1U);
    EXPECT_EQ(alone.diagnostics.front().code, "TR121");
}

TEST(Bundle, WhatIsNoneIsRefused) {
    for (const char* text :
         {"{", "{}", R"({"definition":"<scxml/>"})", R"({"definition":1,"files":{}})",
          R"({"definition":"<scxml/>","files":[]})", R"({"definition":"<a/>","files":{"a":1}})",
          R"({"definition":"<a/>","files":{"a":{"b":{}}}})",
          R"({"definition":"<a/>","files":{},"more":1})"}) {
        EXPECT_FALSE(unbundled(text)) << text;
        EXPECT_EQ(read_process(text).diagnostics.at(0).code, "TR101") << text;
    }
    EXPECT_EQ(bundled("\xFF", {{"a", "b"}}), "\xFF");
}

}  // namespace
}  // namespace trinh::workflow
