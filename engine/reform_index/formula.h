/// Formula: how many points a criterion gives for a share, a count, or answers.
#pragma once

#include <cstdint>

#include "engine/reform_index/criteria.h"
#include "engine/reform_index/score.h"

namespace trinh::reform_index {

struct Outcome {
    Decimal points;
    const Band* band = nullptr;  ///< Of tiers; points into the criterion.
};

/// Points of a criterion fed by a measure; denominator > 0 and 0 <= numerator <= denominator.
Outcome measured(const Criterion& criterion, std::int64_t numerator, std::int64_t denominator,
                 int places);

/// Whether numerator/denominator lies in the band; exact, no rounding.
bool holds(const Band& band, std::int64_t numerator, std::int64_t denominator);

/// The criterion's node before anything is known: what the index says of it.
ScoreNode blank_node(const Criterion& criterion);
/// Points, band and status from the node's numerator and denominator.
void give_points(const Criterion& criterion, int places, ScoreNode& node);
/// Points and status from what a person entered for a criterion that takes a value.
void take_value(const IndexTree& index, const Criterion& criterion, const ManualValue& value,
                ScoreNode& node);

/// Points of a survey; at least one answer was given.
Decimal surveyed(const Survey& survey, const ManualValue& value, Decimal max, int places);
std::int64_t answers_given(const ManualValue& value);

}  // namespace trinh::reform_index
