#include "engine/reform_index/live_score.h"

#include <limits>

#include "engine/base/check.h"
#include "engine/reform_index/formula.h"

namespace trinh::reform_index {
namespace {

constexpr std::size_t no_slot = std::numeric_limits<std::size_t>::max();

}  // namespace

LiveScore::LiveScore(const IndexTree& index, ReportingPeriod period)
    : index_(index), tree_(score(index, {}, {}, period)) {
    place(index.roots, tree_.roots, no_slot);
    std::map<std::string_view, std::size_t> by_measure;
    for (const Measure& measure : index.measures) {
        by_measure[measure.id] = counters_.size();
        by_fact_[measure.fact].push_back(counters_.size());
        counters_.emplace_back().per_case = measure.per_case;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const ScoreNode& node = *slots_[i].node;
        by_code_[node.code] = i;
        if (!node.measure.empty()) counters_[by_measure.at(node.measure)].slots.push_back(i);
        const std::size_t parent = slots_[i].parent;
        if (parent != no_slot && node.status != Status::scored) ++slots_[parent].unscored;
    }
}

void LiveScore::place(const std::vector<Criterion>& criteria, std::vector<ScoreNode>& nodes,
                      std::size_t parent) {
    CHECK(criteria.size() == nodes.size());
    for (std::size_t i = 0; i < criteria.size(); ++i) {
        const std::size_t own = slots_.size();
        slots_.push_back({&criteria[i], &nodes[i], parent, 0});
        place(criteria[i].children, nodes[i].children, own);
    }
}

void LiveScore::add(const Fact& fact) {
    if (!tree_.period.holds(fact.date)) return;
    const auto found = by_fact_.find(fact.name);
    if (found == by_fact_.end()) return;
    for (const std::size_t at : found->second) {
        Counter& counter = counters_[at];
        bool is_row = true, is_new = true;
        if (counter.per_case) {
            const auto [known, is_first] =
                counter.last.try_emplace(fact.case_id, Last{fact.date, fact.id, fact.counts});
            is_new = is_first;
            is_row = is_first || !known->second.is_after(fact);
            if (!is_first && is_row) {
                counter.numerator -= known->second.counts ? 1 : 0;
                known->second = {fact.date, fact.id, fact.counts};
            }
        }
        if (!is_row) continue;
        counter.numerator += fact.counts ? 1 : 0;
        counter.denominator += is_new ? 1 : 0;
        for (const std::size_t slot : counter.slots) {
            ScoreNode& node = *slots_[slot].node;
            const Decimal points = node.points;
            const Status status = node.status;
            node.numerator = counter.numerator;
            node.denominator = counter.denominator;
            give_points(*slots_[slot].criterion, index_.places, node);
            settle(slot, points, status);
        }
    }
}

void LiveScore::set_value(const ManualValue& value) {
    const auto found = by_code_.find(value.code);
    if (found == by_code_.end() || !takes_value(*slots_[found->second].criterion)) return;
    ScoreNode& node = *slots_[found->second].node;
    const Decimal points = node.points;
    const Status status = node.status;
    node = blank_node(*slots_[found->second].criterion);
    take_value(index_, *slots_[found->second].criterion, value, node);
    settle(found->second, points, status);
}

void LiveScore::settle(std::size_t slot, Decimal points_before, Status status_before) {
    const Decimal change = slots_[slot].node->points - points_before;
    tree_.points += change;
    Status before = status_before;
    std::size_t at = slot;
    while (slots_[at].parent != no_slot) {
        const bool was_scored = before == Status::scored;
        const bool is_scored = slots_[at].node->status == Status::scored;
        at = slots_[at].parent;
        Slot& sum = slots_[at];
        sum.node->points += change;
        before = sum.node->status;
        if (was_scored != is_scored) sum.unscored += was_scored ? 1 : -1;
        sum.node->status = sum.unscored == 0 ? Status::scored : Status::incomplete;
    }
}

Decimal LiveScore::points_if(std::span<const Fact> added) const {
    Decimal points = tree_.points;
    std::map<std::size_t, std::vector<const Fact*>> fed;
    for (const Fact& fact : added) {
        const auto found = by_fact_.find(fact.name);
        if (found == by_fact_.end() || !tree_.period.holds(fact.date)) continue;
        for (const std::size_t at : found->second) fed[at].push_back(&fact);
    }
    for (const auto& [at, facts] : fed) points += gain_if(counters_[at], facts);
    return points;
}

Decimal LiveScore::gain_if(const Counter& counter, std::span<const Fact* const> added) const {
    std::int64_t numerator = counter.numerator, denominator = counter.denominator;
    std::unordered_map<std::int64_t, Last> last;
    for (const Fact* fact : added) {
        if (counter.per_case) {
            const auto stored = counter.last.find(fact->case_id);
            if (stored != counter.last.end()) last.insert(*stored);
            const auto [known, is_first] =
                last.try_emplace(fact->case_id, Last{fact->date, fact->id, fact->counts});
            if (!is_first && fact->date < known->second.date) continue;
            if (!is_first) {
                numerator -= known->second.counts ? 1 : 0;
                --denominator;
                known->second = {fact->date, fact->id, fact->counts};
            }
        }
        numerator += fact->counts ? 1 : 0;
        ++denominator;
    }
    Decimal sum;
    for (const std::size_t slot : counter.slots) {
        ScoreNode node;
        node.numerator = numerator;
        node.denominator = denominator;
        give_points(*slots_[slot].criterion, index_.places, node);
        sum += node.points - slots_[slot].node->points;
    }
    return sum;
}

}  // namespace trinh::reform_index
