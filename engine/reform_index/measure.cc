#include "engine/reform_index/measure.h"

#include "engine/base/check.h"

namespace trinh::reform_index {

ReportingPeriod year_up_to(Date on) {
    const auto first = Date::from_ymd(on.year(), 1, 1);
    CHECK(first.has_value());
    return {*first, on};
}

FactsByName::FactsByName(std::span<const Fact> facts, ReportingPeriod period) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        if (fact.date < period.from || fact.date > period.on) continue;
        auto found = selections_.find(fact.name);
        if (found == selections_.end()) found = selections_.emplace(fact.name, Selection{}).first;
        found->second.rows.push_back(i);
        if (fact.counts) found->second.counted.push_back(i);
    }
}

const Selection& FactsByName::of(std::string_view name) const {
    const auto found = selections_.find(name);
    return found != selections_.end() ? found->second : none_;
}

}  // namespace trinh::reform_index
