// Laws of scoring on random facts.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/reform_index/what_if.h"
#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

std::vector<Fact> random_facts() {
    const auto& measures = institutional_reform().measures;
    std::vector<Fact> facts;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 0; i < count; ++i) {
        const auto measure = *rc::gen::inRange<std::size_t>(0, measures.size());
        facts.push_back({measures[measure].fact, *rc::gen::inRange(1, 20), "x",
                         on("2022-12-01") + *rc::gen::inRange(0, 420), *rc::gen::arbitrary<bool>(),
                         ""});
    }
    return facts;
}

std::vector<ManualValue> random_surveys() {
    std::vector<ManualValue> values;
    for (const char* code : {"2.4.1", "2.4.2", "2.4.5"}) {
        ManualValue value;
        value.code = code;
        for (const char* answer : {"A", "B", "C", "D"}) {
            value.answers[answer] = *rc::gen::inRange(0, 50);
        }
        values.push_back(value);
    }
    return values;
}

RC_GTEST_PROP(ScoreLaws, EveryScoreReconciles, ()) {
    const auto facts = random_facts();
    const ScoreTree tree = score_2023(facts, random_surveys());

    RC_ASSERT(reconcile(institutional_reform(), tree, facts).empty());
}

/// Breaks one thing of one node that is fed by a measure.
void tamper(ScoreNode& node, int way) {
    if (way == 0) node.points += Decimal{1};
    if (way == 1) ++node.numerator;
    if (way == 2) node.rows.push_back(0);
    if (way == 3) node.counted.push_back(node.rows.size() + 7);
    if (way == 4) node.max += Decimal{1};
    if (way == 5) node.code += "x";
    if (way == 6) node.points = Decimal::whole(-1);
}

RC_GTEST_PROP(ScoreLaws, ABrokenScoreNeverReconciles, ()) {
    const auto facts = random_facts();
    ScoreTree tree = score_2023(facts);
    auto& parts = tree.roots[1].children[0].children;
    auto& node = parts[*rc::gen::inRange<std::size_t>(0, parts.size())];

    tamper(node, *rc::gen::inRange(0, 7));

    RC_ASSERT(!reconcile(institutional_reform(), tree, facts).empty());
}

RC_GTEST_PROP(ScoreLaws, ALostFactIsNoticed, ()) {
    auto facts = random_facts();
    const ScoreTree tree = score_2023(facts);
    const auto reports = find_node(tree, "1.2")->rows;
    RC_PRE(!reports.empty());

    facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(reports.front()));

    RC_ASSERT(!reconcile(institutional_reform(), tree, facts).empty());
}

RC_GTEST_PROP(ScoreLaws, BeingOnTimeNeverCostsPoints, ()) {
    const auto facts = random_facts();
    Assumption assumption;
    assumption.cases_on_time =
        *rc::gen::container<std::set<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 20));

    const WhatIf answer =
        what_if(institutional_reform(), facts, {}, year_up_to(on("2023-12-31")), assumption);

    Decimal sum;
    for (const Gain& gain : answer.gains) {
        RC_ASSERT(gain.after > gain.before);
        sum += gain.after - gain.before;
    }
    RC_ASSERT(answer.before + sum == answer.after);
}

RC_GTEST_PROP(ScoreLaws, ACaseCostsWhatWhatIfGains, ()) {
    const auto facts = random_facts();
    const ReportingPeriod period = year_up_to(on("2023-12-31"));

    for (const CaseCost& cost : rank_costs(institutional_reform(), score_2023(facts), facts)) {
        const WhatIf answer =
            what_if(institutional_reform(), facts, {}, period, {{cost.case_id}, {}});
        RC_ASSERT(answer.after - answer.before == cost.points);
    }
}

RC_GTEST_PROP(ScoreLaws, TheOrderOfFactsOfDifferentDaysDoesNotMatter, ()) {
    auto facts = random_facts();
    for (std::size_t i = 0; i < facts.size(); ++i) {
        facts[i].date = on("2023-01-01") + static_cast<std::int32_t>(i);
    }
    const Decimal before = score_2023(facts).points;

    std::reverse(facts.begin(), facts.end());

    RC_ASSERT(score_2023(facts).points == before);
}

}  // namespace
}  // namespace trinh::reform_index
