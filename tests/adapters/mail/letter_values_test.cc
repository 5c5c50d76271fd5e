#include "adapters/mail/letter_values.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace trinh::mail {
namespace {

boost::json::object shown(const char* values) {
    return shown_values(boost::json::parse(values).as_object());
}

TEST(ShownValues, GroupsItemsByRemainingWorkingDays) {
    const auto values = shown(R"({"items": [
        {"case_id": 1, "remaining_working_days": -1}, {"case_id": 2, "remaining_working_days": 0},
        {"case_id": 3, "remaining_working_days": 3}, {"case_id": 4, "remaining_working_days": 4},
        {"case_id": 5}, {"case_id": 6, "remaining_working_days": null}]})");

    const auto group = [&](const char* name) {
        return boost::json::serialize(values.at(name).at("items"));
    };
    EXPECT_EQ(group("overdue"), R"([{"case_id":1,"remaining_working_days":-1}])");
    EXPECT_EQ(group("today"), R"([{"case_id":2,"remaining_working_days":0}])");
    EXPECT_EQ(group("soon"), R"([{"case_id":3,"remaining_working_days":3}])");
    EXPECT_EQ(values.at("later").at("count").to_number<int>(), 3);
    EXPECT_EQ(values.at("total").to_number<int>(), 6);
}

TEST(ShownValues, CountsTheCasesOfALineAndNotTheLines) {
    const auto values = shown(R"({"items": [
        {"remaining_working_days": -1, "cases": 34}, {"remaining_working_days": -2},
        {"remaining_working_days": 9, "cases": 2}]})");

    EXPECT_EQ(values.at("overdue").at("count").to_number<int>(), 35);
    EXPECT_EQ(values.at("later").at("count").to_number<int>(), 2);
    EXPECT_EQ(values.at("total").to_number<int>(), 37);
}

TEST(ShownValues, TakesAnotherBoundForSoon) {
    const auto values =
        shown(R"({"soon_working_days": 1, "items": [{"remaining_working_days": 2}]})");

    EXPECT_TRUE(values.at("soon").is_null());
    EXPECT_TRUE(values.at("later").is_object());
}

TEST(ShownValues, NamesTheMostUrgentItemWhereverItStands) {
    const auto values = shown(R"({"items": [
        {"remaining_working_days": 2, "remaining_words_vi": "còn 2 ngày làm việc"},
        {"remaining_working_days": -1, "remaining_words_vi": "quá hạn 1 ngày làm việc"}]})");

    EXPECT_EQ(values.at("most_urgent_vi"), "quá hạn 1 ngày làm việc");
    EXPECT_EQ(shown(R"({"items": [{}]})").at("most_urgent_vi"), "");
}

TEST(ShownValues, EmptiesLinksOfOtherSchemesAtAnyDepth) {
    const auto values = shown(
        R"({"base_url": "data:x", "item": {"url": "JavaScript:1"}, "items": [{"url": 7}],
            "other": {"url": "http://a"}})");

    EXPECT_EQ(values.at("base_url"), "");
    EXPECT_EQ(values.at("item").at("url"), "");
    EXPECT_EQ(values.at("items").at(0).at("url"), "");
    EXPECT_EQ(values.at("other").at("url"), "http://a");
}

}  // namespace
}  // namespace trinh::mail
