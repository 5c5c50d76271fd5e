/// What-if: what the score would be if some cases had been, or were to be, on time.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/reform_index/score.h"

namespace trinh::reform_index {

/// What is assumed on top of the facts.
struct Assumption {
    std::set<std::int64_t> cases_on_time;  ///< Every fact of these cases counts.
    std::vector<Fact> added;               ///< Facts that are expected to happen.
};

struct Gain {
    std::string code;
    Decimal before;
    Decimal after;
};

struct WhatIf {
    Decimal before;
    Decimal after;
    std::vector<Gain> gains;       ///< Criteria with a formula whose points differ, in index order.
    std::vector<Gain> components;  ///< The roots, all of them.
};

WhatIf what_if(const IndexTree& index, std::span<const Fact> facts,
               std::span<const ManualValue> manual, ReportingPeriod period,
               const Assumption& assumption);

/// How many points the index would gain if that one case had been on time.
struct CaseCost {
    std::int64_t case_id = 0;
    std::string title;
    Decimal points;
};

/// Every case with a fact that did not count, the most costly first, then by case number.
std::vector<CaseCost> rank_costs(const IndexTree& index, const ScoreTree& score,
                                 std::span<const Fact> facts);

}  // namespace trinh::reform_index
