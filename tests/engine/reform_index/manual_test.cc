#include "engine/reform_index/manual.h"

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

Evidence a_report() {
    return {"12/BC-STP", on("2024-01-05"), "Sở Tư pháp", "Báo cáo", "bao-cao.pdf", "ab12"};
}

ManualValue entered(const char* code, std::int64_t part, std::int64_t whole) {
    ManualValue value;
    value.code = code;
    value.part = part;
    value.whole = whole;
    value.evidence = {a_report()};
    return value;
}

ScoreNode scored(const ManualValue& value) {
    return *find_node(score_2023({}, {value}), value.code);
}

TEST(Entered, GivesAllPointsFromTheTargetOn) {
    EXPECT_EQ(scored(entered("1.3", 3, 10)).points.text(), "1");  // 30 % of the units
    EXPECT_EQ(scored(entered("1.3", 9, 10)).points.text(), "1");
    EXPECT_EQ(scored(entered("1.3", 2, 10)).points.text(), "0.67");  // 20/30
    EXPECT_EQ(scored(entered("7.1.3", 97, 100)).points.text(), "2");
    EXPECT_EQ(scored(entered("7.1.3", 9699, 10000)).points.text(), "2");  // 1.9998, rounded
    EXPECT_EQ(scored(entered("7.1.3", 485, 1000)).points.text(), "1");
    EXPECT_EQ(scored(entered("1.3", 0, 10)).status, Status::scored);
}

TEST(Entered, StaysExactWithTheLargestNumbers) {
    EXPECT_EQ(scored(entered("7.1.3", 484'999, 1'000'000)).points.text(), "1");
    EXPECT_EQ(scored(entered("7.1.3", 1'000'000, 1'000'000)).points.text(), "2");
}

TEST(Entered, CountsAndAnswersYesOrNo) {
    const ScoreNode count = scored(entered("3.5", 12, 0));

    EXPECT_EQ(count.points.text(), "1.38");  // 12/13 of 1.5
    EXPECT_EQ(count.denominator, 13);
    EXPECT_EQ(scored(entered("3.5", 15, 0)).points.text(), "1.5");
    EXPECT_EQ(scored(entered("5.6", 1, 1)).points.text(), "1.5");
    EXPECT_EQ(scored(entered("5.6", 0, 1)).points.text(), "0");
    EXPECT_EQ(scored(entered("5.2", 0, 0)).points.text(), "1.5");  // Nobody was recruited.
    EXPECT_EQ(scored(entered("5.2", 0, 0)).status, Status::no_data);
}

TEST(Entered, IsNotCountedWithoutEvidence) {
    ManualValue bare = entered("1.3", 3, 10);
    bare.evidence.clear();

    EXPECT_EQ(scored(bare).status, Status::evidence_missing);
    EXPECT_EQ(scored(bare).points, Decimal{});
}

std::string refusal(const ManualValue& value) {
    const auto checked = check_manual(institutional_reform(), value);
    return checked ? "" : checked.error().message;
}

TEST(Entered, RefusesNumbersThatCannotBe) {
    EXPECT_EQ(refusal(entered("1.3", 11, 10)),
              "Criterion 1.3 expects whole numbers from 0 to 1000000, the part not above the "
              "whole, but found 11 of 10.");
    EXPECT_NE(refusal(entered("1.3", -1, 10)), "");
    EXPECT_NE(refusal(entered("1.3", 1, 1'000'001)), "");
    EXPECT_EQ(refusal(entered("5.6", 2, 2)),
              "Criterion 5.6 asks yes or no: expected part 0 or 1 of 1, or 0 of 0 where it did not "
              "arise, but found 2 of 2.");
    ManualValue nameless = entered("1.3", 3, 10);
    nameless.evidence[0].issuer.clear();
    EXPECT_EQ(refusal(nameless),
              "Each evidence document of criterion 1.3 needs a title and its issuer.");
}

TEST(ManualJson, ComesBackAsItWas) {
    ManualValue value = entered("8.1", 1, 2);
    value.points = points("1.75");
    value.answers = {{"A", 3}, {"B", 0}};
    value.note = "đã đối chiếu";

    const auto back = read_manual(to_json(value));

    ASSERT_TRUE(back);
    EXPECT_EQ(back->code, "8.1");
    EXPECT_EQ(back->points, value.points);
    EXPECT_EQ(back->answers, value.answers);
    EXPECT_EQ(back->evidence, value.evidence);
    EXPECT_EQ(back->note, value.note);
    EXPECT_EQ(back->part, 1);
    EXPECT_EQ(back->whole, 2);
}

TEST(ManualJson, RefusesOtherShapes) {
    EXPECT_EQ(read_manual({{"code", "1.3"}, {"part", "three"}}).error().message,
              "The member \"part\" of an entered value must be a whole number.");
    EXPECT_FALSE(read_manual({{"points", "1,5"}}));
    EXPECT_FALSE(read_manual({{"answers", {{"A", 1.5}}}}));
    EXPECT_FALSE(read_manual({{"evidence", {1}}}));
    EXPECT_FALSE(read_manual({{"evidence", {{{"date", "yesterday"}}}}}));
    EXPECT_FALSE(read_manual({{"note", std::string(2'001, 'x')}}));
}

}  // namespace
}  // namespace trinh::reform_index
