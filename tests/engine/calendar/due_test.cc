#include "engine/calendar/due.h"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/engine/calendar/calendars.h"

namespace trinh::calendar {
namespace {

Due after(const char* from, const char* period, Roll roll = Roll::next_working) {
    return due_after(viet_nam(), on(from), *parse_period(period), roll);
}

Due before(const char* event, const char* period, Roll roll = Roll::previous_working) {
    return due_before(viet_nam(), on(event), *parse_period(period), roll);
}

TEST(Due, AppraisalOverTheSpringHolidaysEndsOnTheNextWorkingDay) {
    const Due due = after("2023-04-14", "15 days");

    EXPECT_EQ(due.unrolled, on("2023-04-29"));
    EXPECT_EQ(due.date, on("2023-05-04"));
    EXPECT_TRUE(due.is_certain);
    EXPECT_EQ(explain_en(due),
              "15 days from 14/04/2023 = 29/04/2023 (Saturday; Hùng Kings) → 04/05/2023 (next "
              "working day; Civil Code 91/2015/QH13, art. 148.5)");
    EXPECT_EQ(explain_vi(due),
              "15 ngày kể từ 14/04/2023 = 29/04/2023 (Thứ Bảy; Giỗ Tổ Hùng Vương) → 04/05/2023 "
              "(ngày làm việc tiếp theo; Bộ luật Dân sự 91/2015/QH13, Điều 148.5)");
}

TEST(Due, TwoWorkingDaysSkipTheLunarNewYear) {
    const Due due = after("2023-01-19", "2 working-days");

    EXPECT_EQ(due.date, on("2023-01-30"));
    EXPECT_EQ(explain_en(due),
              "2 working days from 19/01/2023 = 30/01/2023 (not counted: Lunar New Year "
              "20/01/2023, 23/01/2023, 24/01/2023, 25/01/2023, 26/01/2023 · Saturday; Lunar New "
              "Year 21/01/2023 · Sunday; Lunar New Year 22/01/2023 · Saturday 28/01/2023 · Sunday "
              "29/01/2023)");
}

TEST(Due, DossierBeforeAMeetingMustBeInByThePreviousWorkingDay) {
    const Due due = before("2023-05-25", "25 days");

    EXPECT_EQ(due.unrolled, on("2023-04-30"));
    EXPECT_EQ(due.date, on("2023-04-28"));
    EXPECT_EQ(explain_en(due),
              "25 days before 25/05/2023 = 30/04/2023 (Sunday; Victory Day 30/4) → 28/04/2023 "
              "(previous working day; safe reading, the law is silent)");
}

TEST(Due, ADaySetInTheCaseIsNotCounted) {
    const Due set = after("2024-03-15", "0 days", Roll::none);

    EXPECT_EQ(set.date, on("2024-03-15"));
    EXPECT_EQ(explain_en(set), "15/03/2024");
    EXPECT_EQ(explain_vi(set), "15/03/2024");
}

TEST(Due, HandlingAndItsReportFollowEachOther) {
    const Due handling = after("2023-10-31", "30 days");
    const Due report =
        due_after(viet_nam(), handling.date, *parse_period("15 days"), Roll::next_working);

    EXPECT_EQ(handling.date, on("2023-11-30"));
    EXPECT_EQ(report.date, on("2023-12-15"));
}

TEST(Due, CountsASwappedSaturdayAsWorked) {
    EXPECT_EQ(after("2024-04-26", "7 days").date, on("2024-05-03"));
    EXPECT_EQ(after("2024-04-26", "3 working-days").date, on("2024-05-04"));

    const Due due = after("2024-04-26", "5 working-days");

    EXPECT_EQ(due.date, on("2024-05-07"));
    EXPECT_NE(explain_en(due).find("counted as worked: worked in exchange for 29/04/2024 "
                                   "04/05/2024"),
              std::string::npos)
        << explain_en(due);
}

TEST(Due, EntryIntoForceIsNotRolled) {
    EXPECT_EQ(after("2023-05-12", "10 days", Roll::none).date, on("2023-05-22"));
    EXPECT_EQ(after("2023-05-12", "7 days", Roll::none).date, on("2023-05-19"));
    EXPECT_EQ(after("2023-07-12", "10 days", Roll::none).date, on("2023-07-22"));
}

TEST(Due, SystematizationIsPublishedAndReported) {
    const Due published = due_fixed(viet_nam(), *parse_year_day("03-01"), 2024, Roll::none);
    const Due report =
        due_after(viet_nam(), published.date, *parse_period("20 days"), Roll::next_working);

    EXPECT_EQ(published.date, on("2024-03-01"));
    EXPECT_EQ(report.date, on("2024-03-21"));
    EXPECT_EQ(due_fixed(viet_nam(), *parse_year_day("12-31"), 2023, Roll::none).date,
              on("2023-12-31"));
}

TEST(Due, FixedDayMovesOnlyWhenTheRuleSaysSo) {
    const YearDay day = *parse_year_day("01-31");
    const Due kept = due_fixed(viet_nam(), day, 2026, Roll::none);
    const Due moved = due_fixed(viet_nam(), day, 2026, Roll::next_working);

    EXPECT_EQ(kept.date, on("2026-01-31"));
    EXPECT_EQ(explain_en(kept), "31/01/2026 (Saturday)");
    EXPECT_EQ(moved.date, on("2026-02-02"));
    EXPECT_EQ(explain_en(moved), "31/01/2026 (Saturday) → 02/02/2026 (next working day)");
}

TEST(Due, OneMonthEndsOnTheLastDayOfAShorterMonth) {
    const Due due = after("2024-01-31", "1 months");

    EXPECT_EQ(due.date, on("2024-02-29"));
    EXPECT_EQ(explain_en(due),
              "1 month from 31/01/2024 = 29/02/2024 (the month has no such day, so its last day; "
              "Civil Code 91/2015/QH13, art. 148.3-4)");
    EXPECT_EQ(after("2024-02-29", "1 years").unrolled, on("2025-02-28"));
}

TEST(Due, ThreeWorkingDaysBeforeAMeeting) {
    EXPECT_EQ(before("2023-05-25", "3 working-days").date, on("2023-05-22"));
    EXPECT_EQ(before("2023-05-05", "3 working-days").date, on("2023-04-27"));
}

TEST(Due, RestingOnARememberedDayIsNotCertain) {
    const Due due = after("2026-08-28", "2 working-days");

    EXPECT_EQ(due.date, on("2026-09-04"));
    EXPECT_FALSE(due.is_certain);
    EXPECT_NE(explain_en(due).find("Not certain: 31/08/2026 (swapped (worked on 22/08/2026)) is "
                                   "not verified."),
              std::string::npos)
        << explain_en(due);
    EXPECT_NE(explain_vi(due).find("Chưa chắc chắn: ngày 31/08/2026"), std::string::npos);
}

TEST(Due, EstimatedAndUncoveredYearsAreDoubtedOnce) {
    const Due due = after("2027-12-30", "5 working-days");

    EXPECT_FALSE(due.is_certain);
    EXPECT_NE(explain_en(due).find("the days off of 2027 are estimated, not announced; the "
                                   "calendar only runs from 31/12/2018 to 31/12/2027."),
              std::string::npos)
        << explain_en(due);
}

TEST(Due, PlainDaysWithoutARollNeverAskTheCalendar) {
    EXPECT_TRUE(after("2035-05-12", "10 days", Roll::none).is_certain);
    EXPECT_FALSE(after("2035-05-12", "10 days").is_certain);
}

TEST(WorkingDaysBetween, IsWhatRemains) {
    EXPECT_EQ(working_days_between(viet_nam(), on("2023-04-26"), on("2023-05-04")), 3);
    EXPECT_EQ(working_days_between(viet_nam(), on("2023-05-04"), on("2023-05-04")), 0);
    EXPECT_EQ(working_days_between(viet_nam(), on("2023-05-09"), on("2023-05-04")), -3);
}

TEST(DueJson, HoldsDateStepsAndExplanations) {
    const auto json = to_json(after("2023-04-14", "15 days"));

    EXPECT_EQ(json.at("due").as_string(), "2023-05-04");
    EXPECT_EQ(json.at("period").as_string(), "15 days");
    EXPECT_EQ(json.at("certain").as_bool(), true);
    EXPECT_EQ(boost::json::serialize(json.at("steps").as_array().at(1)),
              R"({"kind":"reached","date":"2023-04-29","words":"Thứ Bảy; Giỗ Tổ Hùng Vương",)"
              R"("words_en":"Saturday; Hùng Kings"})");
    EXPECT_EQ(json.at("steps").as_array().back().at("kind").as_string(), "rolled");
}

}  // namespace
}  // namespace trinh::calendar
