#include "engine/service/index_outlook_desk.h"

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "engine/base/json_text.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;

/// One case is being appraised; its report is due on 28 May 2024.
class IndexOutlookDeskTest : public ::testing::Test {
protected:
    IndexOutlookDeskTest() {
        office.load_workflows();
        office.load_people();
        id = play(office, until_assigned());
    }

    service::IndexOutlookDesk desk() { return service::IndexOutlookDesk(office.office()); }
    Result<json::object> done_by(const char* day, std::int64_t number) {
        return desk().what_if({{number}, *Date::parse(day), {}});
    }
    /// What the forecast says of appraised drafts in that scenario: "1 2024-05-28" counts.
    std::string appraisal(const json::object& forecast, const char* scenario) {
        std::string rows;
        for (const auto& item : forecast.at(scenario).at("rows").as_array()) {
            const auto& row = item.as_object();
            if (row.at("title_en") != "Drafts appraised on time") continue;
            EXPECT_EQ(row.at("case_id").as_int64(), id.number);
            rows += (row.at("counts").as_bool() ? "1 " : "0 ");
            rows += std::string(row.at("date").as_string());
        }
        return rows;
    }

    TestOffice office;
    CaseId id;
};

TEST_F(IndexOutlookDeskTest, ACaseInItsTimeGainsWhatItWillWrite) {
    const auto in_time = done_by("2024-05-28", id.number);
    const auto late = done_by("2024-05-29", id.number);

    ASSERT_TRUE(in_time) << in_time.error().message;
    EXPECT_DOUBLE_EQ(in_time->at("gain").as_double(), 3);
    EXPECT_EQ(
        in_time->at("sentences").at(0).at("text").as_string(),
        "Nếu 1 hồ sơ đang giải quyết hoàn thành vào ngày 28/05/2024, thành phần 2 tăng 3 điểm "
        "(từ 2 đến 5).");
    ASSERT_EQ(in_time->at("criteria").as_array().size(), 1U);
    EXPECT_EQ(in_time->at("criteria").at(0).at("code").as_string(), "2.1.2");
    EXPECT_DOUBLE_EQ(late->at("gain").as_double(), 0);
}

TEST_F(IndexOutlookDeskTest, RefusesPastDaysAndCasesThatAreNotOpen) {
    EXPECT_EQ(done_by("2024-05-01", id.number).error().reason, Reason::invalid_input);
    EXPECT_EQ(done_by("2024-05-28", 99).error().message,
              "There is no open case 99; a closed one can only be supposed to have been in time.");
}

TEST_F(IndexOutlookDeskTest, AnOverdueOpenCaseStandsInTheRanking) {
    const Date today = *Date::parse("2024-06-03");
    EXPECT_TRUE(desk().ranking(today, 10)->at("items").as_array().empty());

    office.clock().set(*Instant::parse("2024-06-03T02:00Z"));
    const auto ranked = desk().ranking(today, 10);

    const auto& items = ranked->at("items").as_array();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].at("case_id").as_int64(), id.number);
    EXPECT_TRUE(items[0].at("is_open").as_bool());
    EXPECT_EQ(items[0].at("due").as_string(), "2024-05-28");
    EXPECT_FALSE(items[0].at("deadline").as_string().empty());
    EXPECT_DOUBLE_EQ(items[0].at("points").as_double(), 3);
}

TEST_F(IndexOutlookDeskTest, ForecastsTheYearsEndWithItsRows) {
    const auto all = desk().forecast();

    ASSERT_TRUE(all) << all.error().message;
    EXPECT_EQ(all->at("on").as_string(), "2024-12-31");
    EXPECT_EQ(appraisal(*all, "now"), "");
    EXPECT_EQ(appraisal(*all, "best"), "1 2024-05-13");
    EXPECT_EQ(appraisal(*all, "planned"), "1 2024-05-28");
    EXPECT_EQ(appraisal(*all, "worst"), "0 2024-05-29");
    EXPECT_LE(all->at("worst").at("points").as_double(),
              all->at("planned").at("points").as_double());
    EXPECT_TRUE(all->at("unread").as_array().empty());
}

TEST_F(IndexOutlookDeskTest, OnlyWhatChangedSinceTheLastLookIsLoaded) {
    ASSERT_TRUE(desk().forecast());
    EXPECT_GT(office.index_watch().ahead.last_loaded(), 0);
    ASSERT_TRUE(desk().forecast());
    EXPECT_EQ(office.index_watch().ahead.last_loaded(), 0);

    play(office, until_report_sent(), id);
    ASSERT_TRUE(desk().forecast());
    EXPECT_LE(office.index_watch().ahead.last_loaded(), 1);

    office.clock().set(office.clock().now() + hours(24));
    const auto kept = desk().forecast();
    office.restart();
    EXPECT_EQ(to_json_text(*kept), to_json_text(*desk().forecast()));
}

TEST_F(IndexOutlookDeskTest, WhatIsWrittenIsNoLongerAhead) {
    play(office, until_report_sent(), id);

    const auto all = desk().forecast();

    EXPECT_EQ(appraisal(*all, "planned"), "");
}

}  // namespace
}  // namespace trinh::testing
