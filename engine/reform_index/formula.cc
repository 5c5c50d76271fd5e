#include "engine/reform_index/formula.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"

namespace trinh::reform_index {
namespace {

/// The share against a percent, multiplied out: negative, zero or positive.
std::int64_t compared(std::int64_t numerator, std::int64_t denominator, Decimal percent) {
    return numerator * Decimal::whole(100).ten_thousandths - percent.ten_thousandths * denominator;
}

struct Measured {
    const Criterion& criterion;
    std::int64_t numerator;
    std::int64_t denominator;
    int places;

    Outcome operator()(const Ratio& ratio) const {
        if (compared(numerator, denominator, ratio.threshold) < 0) return {};
        if (compared(numerator, denominator, ratio.full_at) >= 0) return {criterion.max};
        // Shortened first: two places at most stay, so nothing overflows.
        const auto hundred = Decimal::whole(100).ten_thousandths;
        const auto common = std::gcd(hundred, ratio.full_at.ten_thousandths);
        return {share(criterion.max, numerator * (hundred / common),
                      denominator * (ratio.full_at.ten_thousandths / common), places)};
    }
    Outcome operator()(const Tiers& tiers) const {
        for (const Band& band : tiers.bands) {
            if (holds(band, numerator, denominator)) return {band.points, &band};
        }
        CHECK(false);  // read_index accepts only bands that cover everything.
        return {};
    }
    Outcome operator()(const YesNo&) const { return {numerator > 0 ? criterion.max : Decimal{}}; }
    Outcome operator()(const CountToTarget& count) const {
        const auto reached = std::min<std::int64_t>(numerator, count.target);
        return {share(criterion.max, reached, count.target, places)};
    }
    Outcome operator()(const auto&) const {
        CHECK(false);
        return {};
    }
};

}  // namespace

bool holds(const Band& band, std::int64_t numerator, std::int64_t denominator) {
    if (band.low) {
        const auto sign = compared(numerator, denominator, band.low->percent);
        if (sign < 0 || (sign == 0 && !band.low->is_closed)) return false;
    }
    if (band.high) {
        const auto sign = compared(numerator, denominator, band.high->percent);
        if (sign > 0 || (sign == 0 && !band.high->is_closed)) return false;
    }
    return true;
}

Outcome measured(const Criterion& criterion, std::int64_t numerator, std::int64_t denominator,
                 int places) {
    CHECK(denominator > 0 && numerator >= 0 && numerator <= denominator);
    return std::visit(Measured{criterion, numerator, denominator, places}, criterion.formula);
}

std::int64_t answers_given(const ManualValue& value) {
    std::int64_t sum = 0;
    for (const auto& [name, count] : value.answers) sum += count;
    return sum;
}

Decimal surveyed(const Survey& survey, const ManualValue& value, Decimal max, int places) {
    std::int64_t weighed = 0;
    for (const Answer& answer : survey.answers) {
        const auto given = value.answers.find(answer.name);
        if (given != value.answers.end()) weighed += given->second * answer.weight.ten_thousandths;
    }
    return share(max, weighed, answers_given(value) * Decimal::whole(100).ten_thousandths, places);
}

}  // namespace trinh::reform_index
