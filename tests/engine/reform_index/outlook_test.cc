#include "engine/reform_index/outlook.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

const ReportingPeriod whole_year = year_up_to(on("2023-12-31"));

/// An open case that is overdue since 1 November; done late it counts only where said.
OpenFact overdue(const std::string& name, std::int64_t case_id, bool counts_late) {
    OpenFact open;
    open.name = name;
    open.case_id = case_id;
    open.title = "Hồ sơ " + std::to_string(case_id);
    open.deadline = {"Xử lý văn bản", "Handling"};
    open.due = on("2023-11-01");
    open.is_overdue = true;
    open.counts_late = counts_late;
    return open;
}

WhatIf supposed(const std::vector<Fact>& facts, const std::vector<OpenFact>& open,
                const Supposition& what) {
    return suppose(institutional_reform(), facts, {}, whole_year, open, what);
}

TEST(Suppose, SevenOverdueFindingsThatAreHandledGainPoints) {
    // 28 unlawful texts were found, 7 of them are not handled yet: the facts stand, uncounted.
    const std::vector<Fact> facts = facts_of("unlawful-text", 21, 28);
    std::vector<OpenFact> open;
    Supposition what{{}, on("2023-11-30"), {}};
    for (std::int64_t id = 22; id <= 28; ++id) {
        open.push_back(overdue("unlawful-text", id, true));
        what.cases.insert(id);
    }

    const WhatIf answer = supposed(facts, open, what);

    ASSERT_EQ(answer.gains.size(), 1U);
    EXPECT_EQ(answer.gains[0].code, "2.3.4");
    const auto words = supposition_words(answer, what);
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(words[0].vi,
              "Nếu 7 hồ sơ đang giải quyết hoàn thành vào ngày 30/11/2023, thành phần 2 tăng 0,25 "
              "điểm (từ 1,75 đến 2).");
    EXPECT_EQ(words[0].en,
              "If 7 open cases are done on 30/11/2023, component 2 gains 0.25 (from 1.75 to 2).");
}

TEST(Suppose, WhatIsDoneLateAndDoesNotCountCostsPoints) {
    const std::vector<Fact> facts = facts_of("appraisal-draft", 4, 4);
    const std::vector<OpenFact> open{overdue("appraisal-draft", 9, false)};
    const Supposition what{{9}, on("2023-11-30"), {}};

    const WhatIf answer = supposed(facts, open, what);

    EXPECT_EQ(supposition_words(answer, what)[0].en,
              "If 1 open case is done on 30/11/2023, component 2 loses 0.5 (from 5 to 4.5).");
}

TEST(Suppose, AnActDoneInItsTimeCounts) {
    OpenFact open = overdue("appraisal-draft", 9, false);
    open.is_overdue = false;
    open.due = on("2023-12-10");
    EXPECT_TRUE(done_on(open, on("2023-12-10")).counts);
    EXPECT_FALSE(done_on(open, on("2023-12-11")).counts);
    open.due.reset();
    EXPECT_TRUE(done_on(open, on("2023-12-11")).counts);
}

TEST(Suppose, SaysWhenNothingChanges) {
    EXPECT_EQ(supposition_words(supposed({}, {}, {}), {})[0].en, "No case was chosen.");
    const Supposition what{{5}, on("2023-11-30"), {}};
    EXPECT_EQ(supposition_words(supposed({}, {}, what), what)[0].en,
              "If 1 open case is done on 30/11/2023, no points change: what is done late earns "
              "none.");
}

TEST(RankAllCosts, HoldsWrittenAndOpenCases) {
    std::vector<Fact> facts = facts_of("gazette-on-time", 1, 2);
    for (const Fact& fact : facts_of("appraisal-draft", 4, 4)) facts.push_back(fact);
    const std::vector<OpenFact> open{overdue("appraisal-draft", 9, false)};

    const auto costs = rank_all_costs(institutional_reform(), score_2023(facts), facts, {}, open,
                                      on("2023-11-15"));

    ASSERT_EQ(costs.size(), 2U);
    EXPECT_EQ(costs[0].case_id, 9);
    EXPECT_TRUE(costs[0].is_open);
    EXPECT_EQ(costs[0].points.text(), "0.5");         // 5 of 5 instead of 4 of 5
    EXPECT_EQ(costs[0].gain_if_done.text(), "-0.5");  // 4 of 5 instead of 4 of 4
    EXPECT_EQ(costs[1].case_id, 2);
    EXPECT_EQ(costs[1].points.text(), "0.25");
}

TEST(RankAllCosts, AnOverdueActCostsOnceAlsoWhenItsPassingIsWritten) {
    const std::vector<Fact> facts = facts_of("appraisal-draft", 3, 4);  // case 4 is late already
    const std::vector<OpenFact> open{overdue("appraisal-draft", 4, false)};

    const auto costs = rank_all_costs(institutional_reform(), score_2023(facts), facts, {}, open,
                                      on("2023-11-15"));

    ASSERT_EQ(costs.size(), 1U);
    EXPECT_TRUE(costs[0].is_open);
    EXPECT_EQ(costs[0].points.text(), "1");  // 4 of 4 instead of 3 of 4
    EXPECT_EQ(costs[0].gain_if_done, Decimal{});
}

std::vector<OpenFact> random_open() {
    std::vector<OpenFact> open;
    const auto& measures = institutional_reform().measures;
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
        OpenFact each = overdue(measures[*rc::gen::inRange<std::size_t>(0, measures.size())].fact,
                                100 + i, *rc::gen::arbitrary<bool>());
        each.is_overdue = *rc::gen::arbitrary<bool>();
        if (!each.is_overdue) each.due = on("2023-11-15") + *rc::gen::inRange(0, 90);
        if (*rc::gen::inRange(0, 5) == 0 && !each.is_overdue) each.due.reset();
        open.push_back(each);
    }
    return open;
}

RC_GTEST_PROP(Forecast, WorstIsNotAbovePlannedNorPlannedAboveBest, ()) {
    std::vector<Fact> facts;
    for (const char* name : {"appraisal-draft", "unlawful-text", "gazette-on-time"}) {
        for (const Fact& fact : facts_of(name, *rc::gen::inRange(0, 9), 9)) facts.push_back(fact);
    }
    const Forecast all =
        forecast(institutional_reform(), facts, {}, random_open(), on("2023-11-15"));

    RC_ASSERT(all.worst.score.points <= all.planned.score.points);
    RC_ASSERT(all.planned.score.points <= all.best.score.points);
    RC_ASSERT(all.worst.rows.size() == all.planned.rows.size());
}

TEST(Forecast, ListsTheRowsOfEachWay) {
    OpenFact soon = overdue("appraisal-draft", 1, false);
    soon.is_overdue = false;
    soon.due = on("2023-12-01");
    OpenFact next_year = soon;
    next_year.case_id = 2;
    next_year.due = on("2024-01-15");
    const std::vector<OpenFact> open{soon, next_year, overdue("appraisal-draft", 3, false)};

    const Forecast all = forecast(institutional_reform(), {}, {}, open, on("2023-11-15"));

    EXPECT_EQ(all.best.rows.size(), 3U);
    ASSERT_EQ(all.planned.rows.size(), 2U);
    EXPECT_EQ(all.planned.rows[0].date, on("2023-12-01"));
    EXPECT_TRUE(all.planned.rows[0].counts);
    EXPECT_FALSE(all.planned.rows[1].counts);
    EXPECT_EQ(all.worst.rows[0].date, on("2023-12-02"));
    EXPECT_FALSE(all.worst.rows[0].counts);
    EXPECT_EQ(all.now.rows.size(), 0U);
    EXPECT_EQ(find_node(all.planned.score, "2.1.2")->denominator, 2);
}

}  // namespace
}  // namespace trinh::reform_index
