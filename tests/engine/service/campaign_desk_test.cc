// A case that opened many others: counted by stage and agency, and seen by whom cases are seen.
#include "engine/service/campaign_desk.h"

#include <chrono>
#include <gtest/gtest.h>
#include <iostream>

#include "engine/service/case_desk.h"
#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;

class CampaignDeskTest : public ::testing::Test {
protected:
    explicit CampaignDeskTest(StoreKind kind = StoreKind::memory) : office(kind) {
        office.load_workflows();
        office.load_people();
        office.load_process("tests/scenarios/campaign-text.scxml");
        office.load_process("tests/scenarios/campaign.scxml");
        office.clock().set(*Instant::parse("2024-03-01T08:00:00+07:00"));
    }

    CaseId open() {
        auto view = service::CaseDesk(office.office())
                        .open(office.caller("mai"), {"campaign", "Rà soát kỳ mẫu", ""});
        EXPECT_TRUE(view) << view.error().message;
        return CaseId{view->at("id").as_int64()};
    }
    Result<json::object> act(CaseId id, const char* person, const char* event,
                             json::object inputs) {
        return service::CaseDesk(office.office())
            .act(office.caller(person), {id, {event, std::move(inputs), {}}, {}});
    }
    CaseId shared_out(int rows) {
        json::array texts;
        for (int i = 0; i < rows; ++i) {
            texts.push_back(json::object{{"number", std::to_string(i + 1) + "/2020/QĐ-UBND"},
                                         {"agency", i % 3 == 0 ? "so-tc" : "so-xd"}});
        }
        const CaseId id = open();
        auto done = act(id, "mai", "share-out", {{"new_texts", std::move(texts)}});
        EXPECT_TRUE(done) << done.error().message;
        EXPECT_EQ(done->at("result").at("opened_count").to_number<int>(), rows);
        return id;
    }
    Result<json::object> progress(CaseId id, const char* person = "mai") {
        return service::CampaignDesk(office.office()).progress(office.caller(person), id);
    }

    TestOffice office;
};

class CampaignOnSqlite : public CampaignDeskTest {
protected:
    CampaignOnSqlite() : CampaignDeskTest(StoreKind::sqlite) {}
};

TEST_F(CampaignDeskTest, MyWorkNamesTheCampaignThatOpenedTheCase) {
    const CaseId id = shared_out(3);
    const auto work = service::CaseDesk(office.office()).work(office.caller("lan-so-xd"));
    ASSERT_TRUE(work);
    const auto& items = work->at("items").as_array();
    ASSERT_EQ(items.size(), 2U);
    for (const auto& item : items) {
        EXPECT_EQ(item.at("parent"), id.number);
        EXPECT_EQ(item.at("parent_title"), "Rà soát kỳ mẫu");
    }
}

TEST_F(CampaignDeskTest, CountsByStageAndAgencyWhoIsLatestFirst) {
    const CaseId id = shared_out(4);
    ASSERT_TRUE(act(CaseId{id.number + 1}, "mai", "report", {{"result", "kept"}}));
    office.clock().set(*Instant::parse("2024-03-12T08:00:00+07:00"));

    const auto view = progress(id);

    ASSERT_TRUE(view) << view.error().message;
    EXPECT_EQ(
        view->at("children"),
        (json::value{{"count", 4}, {"open", 3}, {"closed", 1}, {"overdue", 3}, {"percent", 25}}));
    const auto& agencies = view->at("agencies").as_array();
    ASSERT_EQ(agencies.size(), 2U);
    EXPECT_EQ(agencies[0].at("agency").at("id"), "so-xd");
    EXPECT_EQ(agencies[0].at("overdue"), 2);
    EXPECT_EQ(agencies[1].at("percent"), 50);
    const auto& stages = view->at("stages").as_array();
    ASSERT_EQ(stages.size(), 2U);
    EXPECT_EQ(stages[0].at("title"), "Rà soát");
    EXPECT_EQ(stages[1].at("is_closed"), true);
    EXPECT_EQ(view->at("late").as_array().size(), 3U);
    EXPECT_TRUE(view->at("chased").as_array().empty());
}

TEST_F(CampaignDeskTest, TellsWhomItHasChased) {
    const CaseId id = shared_out(2);
    ASSERT_TRUE(act(id, "mai", "chase", {}));

    EXPECT_GE(progress(id)->at("chased").as_array().size(), 2U);
}

TEST_F(CampaignDeskTest, ListsCampaignsOnly) {
    const CaseId id = shared_out(2);
    open();

    const auto view =
        service::CampaignDesk(office.office()).list(office.caller("mai"), std::nullopt, 50);

    ASSERT_EQ(view->at("items").as_array().size(), 1U);
    EXPECT_EQ(view->at("items").at(0).at("case").at("case_id"), id.number);
    EXPECT_TRUE(view->at("next").is_null());
}

TEST_F(CampaignDeskTest, RefusesWhatIsNoneAndWhoMayNotSee) {
    const CaseId lonely = open();
    const CaseId id = shared_out(2);

    EXPECT_EQ(progress(lonely).error().reason, Reason::not_found);
    EXPECT_EQ(progress(id, "lan-so-xd").error().reason, Reason::not_found);
}

TEST_F(CampaignDeskTest, KnowsTheColumnsOfAList) {
    service::CampaignDesk desk(office.office());

    EXPECT_EQ(desk.columns("campaign", "new_texts")->size(), 3U);
    EXPECT_EQ(desk.columns("campaign", "number").error().reason, Reason::invalid_input);
    EXPECT_EQ(desk.columns("campaign", "texts").error().reason, Reason::not_found);
    EXPECT_EQ(desk.columns("nothing", "new_texts").error().reason, Reason::not_found);
}

TEST_F(CampaignOnSqlite, AThousandCasesAreOpenedInOneAct) {
    const auto begun = std::chrono::steady_clock::now();
    const CaseId id = shared_out(1'000);
    const auto took = std::chrono::steady_clock::now() - begun;
    std::cout << "1,000 cases opened in "
              << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";

    EXPECT_EQ(progress(id)->at("children").at("open"), 1'000);
}

}  // namespace
}  // namespace trinh::testing
