#include "engine/reform_index/measure.h"

#include <algorithm>
#include <unordered_map>

#include "engine/base/check.h"

namespace trinh::reform_index {
namespace {

using Positions = std::vector<std::size_t>;

/// Of each case the position of its last fact, in the order of the list.
Positions last_of_each_case(const Positions& rows, std::span<const Fact> facts) {
    std::unordered_map<std::int64_t, std::size_t> last;
    for (const std::size_t row : rows) {
        const auto [known, is_new] = last.try_emplace(facts[row].case_id, row);
        if (!is_new && facts[row].date >= facts[known->second].date) known->second = row;
    }
    Positions kept;
    kept.reserve(last.size());
    for (const auto& [case_id, row] : last) kept.push_back(row);
    std::sort(kept.begin(), kept.end());
    return kept;
}

}  // namespace

ReportingPeriod year_up_to(Date on) {
    const auto first = Date::from_ymd(on.year(), 1, 1);
    CHECK(first.has_value());
    return {*first, on};
}

SelectedFacts::SelectedFacts(const IndexTree& index, std::span<const Fact> facts,
                             ReportingPeriod period) {
    std::unordered_map<std::string_view, Positions> by_name;
    for (const Measure& measure : index.measures) by_name[measure.fact];
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (!period.holds(facts[i].date)) continue;
        const auto asked = by_name.find(facts[i].name);
        if (asked != by_name.end()) asked->second.push_back(i);
    }
    for (const Measure& measure : index.measures) {
        const Positions& named = by_name.at(measure.fact);
        Selection& selection = selections_[measure.id];
        selection.rows = measure.per_case ? last_of_each_case(named, facts) : named;
        for (const std::size_t row : selection.rows) {
            if (facts[row].counts) selection.counted.push_back(row);
        }
    }
}

const Selection& SelectedFacts::of(std::string_view measure) const {
    const auto found = selections_.find(measure);
    return found != selections_.end() ? found->second : none_;
}

}  // namespace trinh::reform_index
