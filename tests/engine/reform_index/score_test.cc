#include "engine/reform_index/score.h"

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

/// The points of criterion 2.1.2 (appraisal of drafts) for that share, as text.
std::string draft_points(int on_time, int all) {
    return find_node(score_2023(facts_of("appraisal-draft", on_time, all)), "2.1.2")->points.text();
}

TEST(Score, AppliesTheTiersAtTheirEdges) {
    EXPECT_EQ(draft_points(8, 8), "3");            // 100 %
    EXPECT_EQ(draft_points(9999, 10000), "2.75");  // 99.99 %
    EXPECT_EQ(draft_points(19, 20), "2.75");       // 95 %
    EXPECT_EQ(draft_points(9499, 10000), "2.5");   // 94.99 %
    EXPECT_EQ(draft_points(4, 5), "2.5");          // 80 %
    EXPECT_EQ(draft_points(7999, 10000), "2");     // 79.99 %
    EXPECT_EQ(draft_points(7, 10), "2");           // 70 %
    EXPECT_EQ(draft_points(699, 1000), "1.5");     // 69.9 %
    EXPECT_EQ(draft_points(3, 5), "1.5");          // 60 %
    EXPECT_EQ(draft_points(599, 1000), "0");       // 59.9 %
    EXPECT_EQ(draft_points(0, 5), "0");            // 0 %
}

TEST(Score, ComparesTheFractionNotARoundedPercent) {
    EXPECT_EQ(draft_points(94'9999, 100'0000), "2.5");  // 94.9999 %
}

TEST(Score, TiersOfProposalsAreTheirOwn) {
    const ScoreTree tree = score_2023(facts_of("appraisal-proposal", 19, 20));

    EXPECT_EQ(find_node(tree, "2.1.1")->points.text(), "1.75");
    EXPECT_EQ(find_node(tree, "2.1.2")->status, Status::no_data);
}

TEST(Score, SaysWhenThereIsNoData) {
    const ScoreTree tree = score_2023({});

    EXPECT_EQ(tree.points, points("2"));  // What was never found need not be handled.
    EXPECT_EQ(tree.max, Decimal::whole(100));
    EXPECT_EQ(find_node(tree, "2.1.2")->status, Status::no_data);
    EXPECT_EQ(find_node(tree, "2.1")->status, Status::incomplete);
    EXPECT_EQ(find_node(tree, "2.4.1")->status, Status::manual_missing);
    EXPECT_EQ(explain_en(*find_node(tree, "2.1.4"), {}),
              "2.1.4 Comments on drafts in time: 0 of 1 points. No fact in the period. The points "
              "are local configuration. Source: Kế hoạch PAR INDEX năm 2023 của Sở Tư pháp, mục "
              "II.2.2 (read).");
}

TEST(Score, CountsOnlyFactsOfTheYearUpToTheDate) {
    std::vector<Fact> facts = facts_of("appraisal-draft", 4, 4);
    facts[0].date = on("2022-12-31");
    facts[1].date = on("2023-01-01");
    facts[2].date = on("2023-06-30");
    facts[3].date = on("2023-07-01");

    const ScoreTree tree = score(institutional_reform(), facts, {}, year_up_to(on("2023-06-30")));

    EXPECT_EQ(find_node(tree, "2.1.2")->rows, (std::vector<std::size_t>{1, 2}));
}

TEST(Score, OpensANumberDownToItsRows) {
    const std::vector<Fact> facts = facts_of("appraisal-draft", 7, 8);
    const ScoreNode node = *find_node(score_2023(facts), "2.1.2");

    EXPECT_EQ(node.numerator, 7);
    EXPECT_EQ(node.denominator, 8);
    EXPECT_EQ(explain_en(node, facts),
              "2.1.2 Appraisal of drafts on time: 2.5 of 3 points. 7 of 8 count (87.5 %). Band "
              "from 80 % to below 95 %. Source: Bảng chấm điểm Sở Tư pháp năm 2022 của Bộ Tư "
              "pháp, mục 1.2 (read-q).\nNot counted:\n  case 8 on 01/03/2023: Dự thảo 8 (chậm 2 "
              "ngày)");
    EXPECT_EQ(explain_vi(node, facts),
              "2.1.2 Thẩm định dự thảo văn bản quy phạm pháp luật đúng thời hạn: 2,5/3 điểm. 7/8 "
              "được tính (87,5%). Mức từ 80% đến dưới 95%. Nguồn: Bảng chấm điểm Sở Tư pháp năm "
              "2022 của Bộ Tư pháp, mục 1.2 (read-q).\nKhông được tính:\n  hồ sơ 8 ngày "
              "01/03/2023: Dự thảo 8 (chậm 2 ngày)");
}

TEST(Score, SaysHowManyRowsAnExplanationLeavesOut) {
    const std::vector<Fact> facts = facts_of("appraisal-draft", 0, 5);
    const std::string text = explain_en(*find_node(score_2023(facts), "2.1.2"), facts, 2);

    EXPECT_NE(text.find("case 2 "), std::string::npos);
    EXPECT_EQ(text.find("case 3 "), std::string::npos);
    EXPECT_NE(text.find("and 3 more"), std::string::npos);
}

TEST(Score, RatioGivesNothingBelowItsThreshold) {
    const std::vector<Fact> below = facts_of("comments-on-time", 499, 1000);

    EXPECT_EQ(find_node(score_2023(facts_of("comments-on-time", 1, 2)), "2.1.4")->points.text(),
              "0.5");
    EXPECT_EQ(find_node(score_2023(facts_of("comments-on-time", 2, 3)), "2.1.4")->points.text(),
              "0.67");
    EXPECT_EQ(find_node(score_2023(below), "2.1.4")->points.text(), "0");
    EXPECT_NE(explain_en(*find_node(score_2023(below), "2.1.4"), below).find("Below the threshold"),
              std::string::npos);
}

TEST(Score, YesNoWantsOneFactThatCounts) {
    EXPECT_EQ(find_node(score_2023(facts_of("expired-list", 1, 2)), "2.3.1")->points.text(), "1");
    EXPECT_EQ(find_node(score_2023(facts_of("expired-list", 0, 2)), "2.3.1")->points.text(), "0");
}

TEST(Score, SurveyWeighsItsAnswers) {
    ManualValue survey;
    survey.code = "2.4.1";
    survey.answers = {{"A", 50}, {"B", 30}, {"C", 10}, {"D", 10}};
    const ScoreTree tree = score_2023({}, {survey});

    EXPECT_EQ(find_node(tree, "2.4.1")->points.text(), "0.28");  // 70 % of 0.4
    EXPECT_EQ(find_node(tree, "2.4.1")->status, Status::scored);
}

TEST(Score, RefusesValuesThatDoNotFit) {
    ManualValue computed;
    computed.code = "2.1.2";
    ManualValue unknown;
    unknown.code = "9";
    ManualValue survey;
    survey.code = "2.4.1";
    survey.answers = {{"E", 1}};

    EXPECT_EQ(check_manual(institutional_reform(), unknown).error().reason, Reason::not_found);
    EXPECT_EQ(check_manual(institutional_reform(), computed).error().message,
              "Criterion 2.1.2 is computed (tiers); it takes no entered value.");
    EXPECT_FALSE(check_manual(institutional_reform(), survey).has_value());
    EXPECT_EQ(find_node(score_2023({}, {survey}), "2.4.1")->status, Status::manual_refused);
}

/// An index of one criterion of 2 points with that formula, fed by facts named "f".
IndexTree small_index(Formula formula) {
    Criterion criterion;
    criterion.code = "1";
    criterion.title = {"a", "a"};
    criterion.max = Decimal::whole(2);
    criterion.formula = std::move(formula);
    return {"small", {"s", "s"}, "", 2, {{"m", {"m", "m"}, "f"}}, {criterion}};
}

Decimal small_points(const IndexTree& index, const std::vector<Fact>& facts) {
    return score(index, facts, {}, year_up_to(on("2023-12-31"))).points;
}

TEST(Score, CountsTowardsATargetAndNoFurther) {
    const IndexTree index = small_index(CountToTarget{"m", 13});

    EXPECT_EQ(small_points(index, facts_of("f", 5, 6)).text(), "0.77");
    EXPECT_EQ(small_points(index, facts_of("f", 13, 13)).text(), "2");
    EXPECT_EQ(small_points(index, facts_of("f", 20, 20)).text(), "2");
}

TEST(Score, GivesAllPointsWithoutRowsWhereTheIndexSaysSo) {
    IndexTree index = small_index(Ratio{"m", {}});
    index.roots[0].full_without_rows = true;

    EXPECT_EQ(small_points(index, {}).text(), "2");
    EXPECT_EQ(small_points(index, facts_of("f", 0, 1)).text(), "0");
}

TEST(Score, CountsAnEnteredValueOnlyWithItsEvidence) {
    const IndexTree index = small_index(Manual{true});
    ManualValue value;
    value.code = "1";
    value.points = points("1.5");
    const ReportingPeriod period = year_up_to(on("2023-12-31"));

    const ScoreNode bare = score(index, {}, std::vector{value}, period).roots[0];
    value.evidence = {{"12/BC-STP", on("2024-01-05"), "Sở Tư pháp", "Báo cáo", "", ""}};
    const ScoreNode proved = score(index, {}, std::vector{value}, period).roots[0];
    value.points = points("2.01");

    EXPECT_EQ(bare.status, Status::evidence_missing);
    EXPECT_EQ(bare.points, Decimal{});
    EXPECT_EQ(proved.points.text(), "1.5");
    EXPECT_EQ(
        explain_en(proved, {}),
        "1 a: 1.5 of 2 points. Evidence: Báo cáo số 12/BC-STP ngày 05/01/2024 của Sở Tư pháp.");
    EXPECT_EQ(check_manual(index, value).error().message,
              "Expected 0 to 2 points for criterion 1, but found 2.01.");
}

TEST(ScoreJson, HoldsPointsRowsAndExplanations) {
    const std::vector<Fact> facts = facts_of("appraisal-draft", 7, 8);
    const auto json = to_json(score_2023(facts), facts, 3);
    const auto& drafts = json.at("criteria")
                             .as_array()
                             .at(1)
                             .at("children")
                             .as_array()
                             .at(0)
                             .at("children")
                             .as_array()
                             .at(1);

    EXPECT_EQ(json.at("points").as_double(), 4.5);
    EXPECT_EQ(json.at("on").as_string(), "2023-12-31");
    EXPECT_EQ(drafts.at("code").as_string(), "2.1.2");
    EXPECT_EQ(drafts.at("band").as_string(), "từ 80% đến dưới 95%");
    EXPECT_EQ(drafts.at("rows").as_array().size(), 3U);
    EXPECT_EQ(drafts.at("rows_left_out").to_number<int>(), 5);
    EXPECT_EQ(drafts.at("rows").as_array().at(0).at("case_id").as_int64(), 1);
}

}  // namespace
}  // namespace trinh::reform_index
