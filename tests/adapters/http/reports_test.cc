// Dates, the trail, the index, people and letters over HTTP.
#include <gtest/gtest.h>

#include "tests/adapters/http/api_site.h"

namespace trinh::http {
namespace {

using testing::ApiSite;
using testing::Officer;

namespace json = boost::json;

TEST(Due, IsCountedWithItsReason) {
    ApiSite site;
    Officer mai(site, "mai");

    const auto after = mai.document("/api/due?from=2023-04-14&period=15%20days");
    const auto before = mai.document("/api/due?before=2023-05-25&period=25%20days");
    const auto both = mai.get("/api/due?from=2023-04-14&before=2023-05-25&period=1%20days");
    const auto none = mai.get("/api/due?from=2023-04-14");

    EXPECT_EQ(after.at("due").as_string(), "2023-05-04");
    EXPECT_EQ(before.at("due").as_string(), "2023-04-28");
    EXPECT_EQ(both.status, 422);
    EXPECT_EQ(none.message(), "The parameter \"period\" is compulsory.");
}

TEST(Trail, IsOpenToAuditorsAndToEachForHisOwnActs) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), son(site, "son");
    lan.post("/api/cases",
             {{"process", "appraisal-ppc-decision"}, {"title", "Quyết định về giá đất"}});

    const auto all = son.document("/api/audit?limit=2");
    const auto next = all.at("next");
    const auto own = lan.document("/api/audit?action=case.open&from=2023-04-14&to=2023-04-14");
    const auto earlier = son.document("/api/audit?to=2023-04-13");

    ASSERT_EQ(all.at("items").as_array().size(), 2U);
    ASSERT_TRUE(next.is_int64());
    EXPECT_EQ(son.document("/api/audit?below=" + std::to_string(next.as_int64()))
                  .at("items")
                  .as_array()
                  .size(),
              1U);
    ASSERT_EQ(own.at("items").as_array().size(), 1U);
    EXPECT_EQ(own.at("items").at(0).at("actor").at("id").as_string(), "lan-so-xd");
    EXPECT_TRUE(earlier.at("items").as_array().empty());
    EXPECT_EQ(lan.get("/api/audit?actor=son").status, 403);
    EXPECT_TRUE(lan.document("/api/audit/verify").at("ok").as_bool());
}

TEST(Trail, IsSignedAndProvedForAuditors) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), son(site, "son");

    const auto made = son.post("/api/audit/checkpoints", {});
    ASSERT_EQ(made.status, 201) << made.body;
    const auto list = son.document("/api/audit/checkpoints");
    const auto proof = son.document("/api/audit/proof?entry=0");
    const auto grown = son.document("/api/audit/proof?consistency=1&size=2");

    EXPECT_EQ(list.at("items").as_array().size(), 1U);
    EXPECT_TRUE(proof.at("ok").as_bool());
    EXPECT_TRUE(grown.at("ok").as_bool());
    EXPECT_EQ(lan.get("/api/audit/checkpoints").status, 403);
    EXPECT_EQ(lan.post("/api/audit/checkpoints", {}).status, 403);
    EXPECT_EQ(son.get("/api/audit/proof?entry=999").status, 404);
    EXPECT_EQ(son.get("/api/audit/proof").status, 422);
}

TEST(Index, IsScoredAndOpensIntoOneCriterion) {
    ApiSite site;
    Officer quang(site, "quang");

    const auto tree = quang.document("/api/index?on=2023-12-31");
    const auto code = std::string(tree.at("criteria").as_array().at(0).at("code").as_string());
    const auto one = quang.document("/api/index/explain?code=" + code + "&on=2023-12-31");

    EXPECT_EQ(tree.at("on").as_string(), "2023-12-31");
    EXPECT_EQ(std::string_view(one.at("code").as_string()), code);
    EXPECT_EQ(quang.get("/api/index/explain?code=9.9.9").status, 404);
    EXPECT_EQ(quang.get("/api/index?on=31.12.2023").status, 422);
}

TEST(Office, ListsPeopleAgenciesAndProcesses) {
    ApiSite site;
    Officer hung(site, "hung");

    const auto specialists = hung.document("/api/people?role=specialist&agency=stp");

    EXPECT_EQ(specialists.at("items").as_array().size(), 4U);
    EXPECT_FALSE(hung.document("/api/agencies").at("items").as_array().empty());
    EXPECT_FALSE(hung.document("/api/processes").at("items").as_array().empty());
}

TEST(Outbox, IsForLeadersAndRetriesLetters) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), khanh(site, "khanh");
    auto tx = site.office.store().begin();
    ports::MailRow row;
    row.message_id = "m1@trinh.invalid";
    row.to_person = "mai";
    row.to_address = "mai@trinh.invalid";
    row.to_name = "Mai";
    row.letter = "digest";
    row.values = "{}";
    row.queued_at = row.not_before = site.office.clock().now();
    tx->outbox().queue(row);
    tx->commit();

    const auto list = khanh.document("/api/mail?state=pending");
    const auto id = std::to_string(list.at("items").at(0).at("id").as_int64());

    EXPECT_EQ(khanh.post("/api/mail/" + id + "/retry", {}).status, 200);
    EXPECT_EQ(khanh.post("/api/mail/999/retry", {}).status, 404);
    EXPECT_EQ(khanh.post("/api/mail/retry", {}).status, 200);
    EXPECT_EQ(lan.post("/api/mail/retry", {}).status, 403);
    EXPECT_EQ(khanh.get("/api/mail?state=lost").status, 422);
    EXPECT_EQ(lan.get("/api/mail").status, 403);
}

}  // namespace
}  // namespace trinh::http
