#include "engine/reform_index/what_if.h"

#include <gtest/gtest.h>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

const ReportingPeriod whole_year = year_up_to(on("2023-12-31"));

TEST(WhatIf, GainsWhenLateCasesHadBeenOnTime) {
    const std::vector<Fact> facts = facts_of("appraisal-draft", 7, 10);

    const WhatIf answer = what_if(institutional_reform(), facts, {}, whole_year, {{9, 10}, {}});

    EXPECT_EQ(answer.before.text(), "4");  // 2 for what was never found
    EXPECT_EQ(answer.after.text(), "4.5");
    ASSERT_EQ(answer.gains.size(), 1U);
    EXPECT_EQ(answer.gains[0].code, "2.1.2");
    EXPECT_EQ((answer.gains[0].after - answer.gains[0].before).text(), "0.5");
}

TEST(WhatIf, TakesFactsThatAreStillToCome) {
    const std::vector<Fact> facts = facts_of("appraisal-draft", 2, 4);
    std::vector<Fact> coming = facts_of("appraisal-draft", 6, 6);
    for (Fact& fact : coming) fact.case_id += 10;

    const WhatIf answer = what_if(institutional_reform(), facts, {}, whole_year, {{}, coming});

    EXPECT_EQ(answer.before.text(), "2");
    EXPECT_EQ(answer.after.text(), "4.5");
}

TEST(RankCosts, PutsTheMostCostlyCaseFirst) {
    std::vector<Fact> facts = facts_of("appraisal-draft", 9, 10);
    facts.push_back({"gazette-on-time", 10, "Dự thảo 10", on("2023-04-01"), false, ""});
    facts.push_back({"gazette-on-time", 3, "Dự thảo 3", on("2023-04-01"), false, ""});

    const auto ranked = rank_costs(institutional_reform(), score_2023(facts), facts);

    ASSERT_EQ(ranked.size(), 2U);
    EXPECT_EQ(ranked[0].case_id, 10);
    EXPECT_EQ(ranked[0].points.text(), "0.75");  // 3 - 2.5 for the draft, 0.25 for the gazette
    EXPECT_EQ(ranked[1].case_id, 3);
    EXPECT_EQ(ranked[1].points.text(), "0.25");
}

}  // namespace
}  // namespace trinh::reform_index
