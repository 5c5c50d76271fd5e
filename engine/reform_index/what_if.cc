#include "engine/reform_index/what_if.h"

#include <algorithm>
#include <map>

#include "engine/base/check.h"
#include "engine/reform_index/formula.h"

namespace trinh::reform_index {
namespace {

void add_gains(const std::vector<ScoreNode>& before, const std::vector<ScoreNode>& after,
               std::vector<Gain>& gains) {
    CHECK(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        add_gains(before[i].children, after[i].children, gains);
        if (before[i].formula == "sum" || before[i].points == after[i].points) continue;
        gains.push_back({before[i].code, before[i].points, after[i].points});
    }
}

using Costs = std::map<std::int64_t, CaseCost>;

void add_costs(const IndexTree& index, const ScoreNode& node, std::span<const Fact> facts,
               Costs& costs) {
    for (const ScoreNode& child : node.children) add_costs(index, child, facts, costs);
    const Criterion* criterion = find_criterion(index, node.code);
    if (node.measure.empty() || node.denominator == 0 || criterion == nullptr) return;
    std::map<std::int64_t, std::int64_t> late_rows;
    for (const std::size_t row : node.rows) {
        if (facts[row].counts) continue;
        ++late_rows[facts[row].case_id];
        costs.try_emplace(facts[row].case_id,
                          CaseCost{facts[row].case_id, facts[row].title, Decimal{}});
    }
    for (const auto& [case_id, late] : late_rows) {
        const Outcome mended =
            measured(*criterion, node.numerator + late, node.denominator, index.places);
        costs.at(case_id).points += mended.points - node.points;
    }
}

}  // namespace

WhatIf what_if(const IndexTree& index, std::span<const Fact> facts,
               std::span<const ManualValue> manual, ReportingPeriod period,
               const Assumption& assumption) {
    std::vector<Fact> assumed(facts.begin(), facts.end());
    for (Fact& fact : assumed) {
        if (assumption.cases_on_time.contains(fact.case_id)) fact.counts = true;
    }
    assumed.insert(assumed.end(), assumption.added.begin(), assumption.added.end());
    const ScoreTree before = score(index, facts, manual, period);
    const ScoreTree after = score(index, assumed, manual, period);
    WhatIf answer{before.points, after.points, {}, {}};
    add_gains(before.roots, after.roots, answer.gains);
    for (std::size_t i = 0; i < before.roots.size(); ++i) {
        answer.components.push_back(
            {before.roots[i].code, before.roots[i].points, after.roots[i].points});
    }
    return answer;
}

std::vector<CaseCost> rank_costs(const IndexTree& index, const ScoreTree& score,
                                 std::span<const Fact> facts) {
    Costs costs;
    for (const ScoreNode& root : score.roots) add_costs(index, root, facts, costs);
    std::vector<CaseCost> ranked;
    for (auto& [case_id, cost] : costs) ranked.push_back(std::move(cost));
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const CaseCost& a, const CaseCost& b) { return a.points > b.points; });
    return ranked;
}

}  // namespace trinh::reform_index
