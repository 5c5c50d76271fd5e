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

/// Points of a survey; at least one answer was given.
Decimal surveyed(const Survey& survey, const ManualValue& value, Decimal max, int places);
std::int64_t answers_given(const ManualValue& value);

}  // namespace trinh::reform_index
