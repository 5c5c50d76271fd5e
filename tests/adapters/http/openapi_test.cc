// schemas/openapi.yaml describes the server that runs: the same routes, and a checker that bites.
#include "tests/adapters/http/openapi.h"

#include <gtest/gtest.h>

#include "tests/adapters/http/api_site.h"

namespace trinh::http {
namespace {

using testing::ApiSite;
using testing::OpenApi;

namespace json = boost::json;

TEST(OpenApi, DescribesEveryRouteAndNoOther) {
    ApiSite site;
    std::set<std::string> served;

    for (const auto& route : site.router().routes())
        served.insert(route.method + " " + route.pattern);

    EXPECT_EQ(served, site.described().routes());
    EXPECT_GE(served.size(), 25U);
}

TEST(OpenApi, FindsWhatDoesNotFit) {
    const OpenApi described;
    const auto faults = [&](const char* body) {
        return described.faults("GET", "/api/health", 200, body);
    };

    EXPECT_TRUE(
        faults(R"({"ok":true,"version":"1","store":"sqlite","role":"all","cases":3})").empty());
    EXPECT_EQ(faults(R"({"ok":true,"version":"1","store":"sqlite","role":"all"})"),
              std::vector<std::string>{"$.cases is missing"});
    EXPECT_EQ(faults(R"({"ok":true,"version":"1","store":"sqlite","role":"all","cases":"3"})"),
              std::vector<std::string>{"$.cases is \"3\", not \"integer\""});
    EXPECT_EQ(faults(R"({"ok":true,"version":"1","store":"sqlite","role":"all","cases":3,"x":1})"),
              std::vector<std::string>{"$.x is not described"});
    EXPECT_EQ(described.faults("GET", "/api/health", 302, ""),
              std::vector<std::string>{"status 302 is not described"});
    EXPECT_EQ(described.faults("GET", "/api/health", 404,
                               R"({"error":{"reason":"why","message":"","message_vi":""}})"),
              std::vector<std::string>{"$.error.reason has an undescribed value \"why\""});
}

TEST(ReadYaml, ReadsTheSubset) {
    const auto value = testing::read_yaml(
        "# comment\n"
        "title: Trình\n"
        "text: >-\n"
        "  one\n"
        "  two: three\n"
        "list:\n"
        "  - a\n"
        "  - name: b\n"
        "    \"on\": 3\n"
        "flow: [x, \"null\"]\n"
        "empty: {}\n");

    EXPECT_EQ(json::serialize(value),
              R"({"title":"Trình","text":"one two: three","list":["a",{"name":"b","on":3}],)"
              R"("flow":["x","null"],"empty":{}})");
    EXPECT_THROW(testing::read_yaml("a: 1\n  b: 2\n"), std::runtime_error);
    EXPECT_THROW(testing::read_yaml("a: 1\na: 2\n"), std::runtime_error);
}

}  // namespace
}  // namespace trinh::http
