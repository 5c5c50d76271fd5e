#include "engine/service/index_desk.h"

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

constexpr const char* drafts_on_time = "2.1.2";

class IndexDeskTest : public ::testing::Test {
protected:
    IndexDeskTest() {
        office.load_workflows();
        office.load_people();
    }

    service::json::object criterion(Date on) {
        auto view = service::IndexDesk(office.office()).explain(drafts_on_time, on);
        EXPECT_TRUE(view);
        return view ? *view : service::json::object{};
    }
    service::json::object score(Date on) {
        auto view = service::IndexDesk(office.office()).score(on);
        EXPECT_TRUE(view);
        EXPECT_TRUE(view->at("broken_sums").as_array().empty());
        return *view;
    }

    TestOffice office;
};

TEST_F(IndexDeskTest, AFactMovesTheScoreAndOpensToItsCase) {
    const Date on = *Date::parse("2024-05-23");
    const auto id = play(office, until_assigned());
    EXPECT_EQ(criterion(on).at("denominator").as_int64(), 0);
    const double before = score(on).at("points").as_double();

    play(office, until_report_sent(), id);
    const auto view = criterion(on);
    EXPECT_EQ(view.at("numerator").as_int64(), 1);
    EXPECT_EQ(view.at("denominator").as_int64(), 1);
    EXPECT_DOUBLE_EQ(view.at("points").as_double(), view.at("max").as_double());
    ASSERT_EQ(view.at("rows").as_array().size(), 1U);
    const auto& row = view.at("rows").as_array()[0].as_object();
    EXPECT_EQ(row.at("case_id").as_int64(), id.number);
    EXPECT_EQ(row.at("title").as_string(), "Quy định về an toàn đập, hồ chứa");
    EXPECT_EQ(row.at("date").as_string(), "2024-05-23");
    EXPECT_TRUE(row.at("counts").as_bool());
    EXPECT_GT(score(on).at("points").as_double(), before);
}

TEST_F(IndexDeskTest, CountsTheYearUpToTheDayAskedFor) {
    play(office, until_report_sent(), play(office, until_assigned()));
    EXPECT_EQ(criterion(*Date::parse("2024-05-22")).at("denominator").as_int64(), 0);
    EXPECT_EQ(criterion(*Date::parse("2024-12-31")).at("denominator").as_int64(), 1);
    EXPECT_EQ(criterion(*Date::parse("2025-12-31")).at("denominator").as_int64(), 0);
}

TEST_F(IndexDeskTest, RefusesAnUnknownCriterion) {
    const auto refused =
        service::IndexDesk(office.office()).explain("9.9", *Date::parse("2024-05-22"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::not_found);
}

TEST(IndexDeskWithoutIndex, SaysWhatIsMissing) {
    TestOffice office;
    const auto refused = service::IndexDesk(office.office()).score(*Date::parse("2024-05-22"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::not_found);
}

}  // namespace
}  // namespace trinh::testing
