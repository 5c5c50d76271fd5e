// The index over HTTP: every answer is held against schemas/openapi.yaml by Officer.
#include <gtest/gtest.h>

#include "tests/adapters/http/api_site.h"

namespace trinh::http {
namespace {

using testing::ApiSite;
using testing::Officer;

namespace json = boost::json;

json::object inspected() {
    return {{"code", "1.3"},
            {"part", 3},
            {"whole", 10},
            {"evidence", json::array{json::object{{"number", "9/BC-STP"},
                                                  {"date", "2023-03-20"},
                                                  {"issuer", "Sở Tư pháp"},
                                                  {"title", "Báo cáo kiểm tra"}}}}};
}

json::object parsed(const testing::Reply& reply) {
    return json::parse(reply.body).as_object();
}

TEST(IndexValues, AreEnteredWithTheirFileAndListed) {
    ApiSite site;
    Officer my(site, "my"), mai(site, "mai");
    const auto kept =
        my.send("POST", "/api/index/evidence?file_name=bao-cao.pdf", "the bytes of it");
    ASSERT_EQ(kept.status, 201) << kept.body;
    auto value = inspected();
    auto& evidence = value["evidence"].as_array()[0].as_object();
    evidence["sha256"] = parsed(kept).at("sha256");
    evidence["file_name"] = "bao-cao.pdf";

    const auto entered = my.post("/api/index/values", {{"on", "2023-04-14"}, {"value", value}});

    ASSERT_EQ(entered.status, 201) << entered.body;
    EXPECT_DOUBLE_EQ(parsed(entered).at("criterion").at("points").as_double(), 1);
    EXPECT_EQ(my.document("/api/index/values?code=1.3").at("items").as_array().size(), 1U);
    const std::string sha256(parsed(kept).at("sha256").as_string());
    EXPECT_EQ(mai.get("/api/index/evidence/" + sha256).body, "the bytes of it");
    EXPECT_EQ(mai.get("/api/index/evidence/" + std::string(64, '0')).status, 404);
    EXPECT_EQ(mai.post("/api/index/values", {{"on", "2023-04-14"}, {"value", value}}).status, 403);
    EXPECT_EQ(mai.send("POST", "/api/index/evidence?file_name=a", "x").status, 403);
    EXPECT_EQ(my.post("/api/index/values", {{"on", "mai"}, {"value", value}}).status, 422);
    EXPECT_EQ(my.send("POST", "/api/index/evidence?file_name=..%2Fa", "x").status, 422);
}

TEST(IndexRounds, AreOpenedActedOnAndShown) {
    ApiSite site;
    Officer my(site, "my"), quang(site, "quang");

    const auto opened = my.post("/api/index/rounds", {{"on", "2023-03-31"}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(my.post("/api/index/rounds", {{"on", "2023-03-31"}}).status, 409);
    const auto said =
        my.post("/api/index/rounds/1/acts",
                {{"act", "self-explain"}, {"code", "1.3"}, {"text", "Chưa kiểm tra"}});
    ASSERT_EQ(said.status, 200) << said.body;
    const auto blocked = quang.post("/api/index/rounds/1/acts", {{"act", "lock"}});

    EXPECT_EQ(blocked.status, 409);
    EXPECT_NE(blocked.message().find("These criteria have no value"), std::string::npos);
    EXPECT_EQ(my.document("/api/index/rounds/1").at("steps").as_array().size(), 2U);
    EXPECT_EQ(my.document("/api/index/rounds").at("items").as_array().size(), 1U);
    EXPECT_EQ(my.get("/api/index/rounds/2").status, 404);
    EXPECT_EQ(my.post("/api/index/rounds/1/acts", {{"act", "judge"}}).status, 422);
    EXPECT_EQ(my.post("/api/index/rounds/1/acts", {{"act", "review"}, {"points", "1,5"}}).status,
              422);
    EXPECT_EQ(my.post("/api/index/rounds/1/acts", {{"act", "lock"}}).status, 403);
}

TEST(IndexSnapshots, AreTakenAndShownAsTheyWere) {
    ApiSite site;
    Officer my(site, "my"), mai(site, "mai");

    EXPECT_EQ(my.post("/api/index/snapshots", {{"on", "2023-03-31"}}).status, 201);
    EXPECT_EQ(mai.post("/api/index/snapshots", {{"on", "2023-03-31"}}).status, 403);
    const auto first = mai.get("/api/index/snapshots/1");
    const auto second = mai.get("/api/index/snapshots/1");

    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(mai.document("/api/index/snapshots").at("items").as_array().size(), 1U);
    EXPECT_EQ(mai.get("/api/index/snapshots/9").status, 404);
    const auto report = mai.get("/api/index/snapshots/1/report?format=docx");
    EXPECT_EQ(report.status, 200);
    EXPECT_EQ(report.body.substr(0, 2), "PK");
    EXPECT_EQ(report.body, mai.get("/api/index/snapshots/1/report?format=docx").body);
    EXPECT_EQ(mai.get("/api/index/snapshots/1/report?format=pdf").status, 422);
}

TEST(IndexOutlook, AnswersWhatIfRankingAndForecast) {
    ApiSite site;
    Officer my(site, "my");

    const auto nothing = my.post("/api/index/what-if", {{"by", "2023-11-30"}});
    ASSERT_EQ(nothing.status, 200) << nothing.body;
    EXPECT_EQ(parsed(nothing).at("on").as_string(), "2023-12-31");
    EXPECT_EQ(my.post("/api/index/what-if", {{"by", "2023-11-30"}, {"cases", {9}}}).status, 404);
    EXPECT_EQ(my.post("/api/index/what-if", {{"by", "2023-11-30"}, {"cases", {"a"}}}).status, 422);
    EXPECT_EQ(my.document("/api/index/ranking?on=2023-12-31").at("all").as_int64(), 0);
    EXPECT_EQ(my.document("/api/index/forecast").at("on").as_string(), "2023-12-31");
}

}  // namespace
}  // namespace trinh::http
