// Migration over HTTP: the report, the act, and who may.
#include <gtest/gtest.h>

#include "tests/adapters/http/api_site.h"

namespace trinh::http {
namespace {

using testing::ApiSite;
using testing::Officer;

namespace json = boost::json;

/// The shipped process with a comment more: another version.
std::string next_version() {
    auto text = trinh::testing::project_file("workflows/law-2015/appraisal-ppc-decision.scxml");
    return text.insert(text.rfind("</scxml>"), "<!-- 2 -->");
}

TEST(Migrations, AreToldFirstAndDoneThen) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), khanh(site, "khanh");
    lan.post("/api/cases",
             {{"process", "appraisal-ppc-decision"}, {"title", "Quyết định về giá đất"}});
    json::object body{{"definition", next_version()}, {"all", true}, {"full", true}};

    const auto report = khanh.post("/api/migrations", body);
    body["apply"] = true;
    const auto unexplained = khanh.post("/api/migrations", body);
    body["reason"] = "Phiên bản mới";
    const auto done = khanh.post("/api/migrations", body);
    const auto again = khanh.post("/api/migrations", body);

    ASSERT_EQ(report.status, 200) << report.body;
    const auto told = json::parse(report.body);
    EXPECT_EQ(told.at("items").at(0).at("outcome").as_string(), "ready");
    EXPECT_FALSE(told.at("applied").as_bool());
    EXPECT_GT(told.at("items").at(0).at("changes").as_array().size(), 40U);
    EXPECT_EQ(unexplained.status, 422);
    EXPECT_EQ(json::parse(done.body).at("counts").at("migrated").as_int64(), 1) << done.body;
    EXPECT_EQ(json::parse(again.body).at("counts").at("skipped").as_int64(), 1);
    const auto history = khanh.document("/api/cases/1/history");
    EXPECT_EQ(history.at("items").as_array().back().at("type").as_string(), "case_migrated");
}

TEST(Migrations, AreForAdministratorsAndSayWhatIsWrong) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), khanh(site, "khanh");

    const auto refused = lan.post("/api/migrations", {{"to", "x"}, {"all", true}});
    const auto nowhere = khanh.post("/api/migrations", {{"to", "x"}, {"all", true}});
    const auto nothing = khanh.post("/api/migrations", {{"to", "appraisal-ppc-decision"}});
    const auto row = khanh.post("/api/migrations", {{"to", "appraisal-ppc-decision"},
                                                    {"cases", json::array{json::object{}}}});
    const auto flag = khanh.post("/api/migrations", {{"to", "x"}, {"all", "yes"}});
    const auto list = khanh.post("/api/migrations", {{"to", "x"}, {"cases", 7}});
    const auto many = khanh.post("/api/migrations", {{"to", "x"}, {"all", true}, {"limit", 201}});
    const auto stale = khanh.post(
        "/api/migrations", {{"to", "appraisal-ppc-decision"},
                            {"cases", json::array{json::object{{"id", 9}, {"version", 1}}}}});

    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(nowhere.status, 404);
    EXPECT_EQ(nothing.status, 422);
    EXPECT_EQ(row.message(), "A row of \"cases\" must be {\"id\": number}.");
    EXPECT_EQ(flag.message(), "The field \"all\" must be true or false.");
    EXPECT_EQ(list.message(), "The field \"cases\" must be a list: [...].");
    EXPECT_EQ(many.message(), "The field \"limit\" must be 1 to 200.");
    EXPECT_EQ(json::parse(stale.body).at("counts").at("refused").as_int64(), 1);
}

}  // namespace
}  // namespace trinh::http
