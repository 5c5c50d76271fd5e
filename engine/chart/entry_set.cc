#include "engine/chart/entry_set.h"

namespace trinh::chart {

void add_effective(const Tables& tables, const Histories& histories, StateIndex target,
                   std::vector<StateIndex>& into) {
    if (!tables.is_history(target)) {
        into.push_back(target);
        return;
    }
    const auto recalled = histories.find(target);
    if (recalled != histories.end()) {
        into.insert(into.end(), recalled->second.begin(), recalled->second.end());
        return;
    }
    const Span defaults = tables.states[target].defaults;
    for (Index i = defaults.first; i < defaults.end(); ++i)
        add_effective(tables, histories, tables.targets[i], into);
}

struct EntrySet::Walk {
    const Tables& tables;
    const Histories& histories;
    EntrySet& set;

    void add_targets(Span targets, StateIndex domain);
    void add_descendants(StateIndex state);
    void add_ancestors(StateIndex state, StateIndex ancestor);
    void add_regions(const StateRow& parallel);
    void add_recalled(StateIndex history);
};

void EntrySet::Walk::add_targets(Span targets, StateIndex domain) {
    for (Index i = targets.first; i < targets.end(); ++i) add_descendants(tables.targets[i]);
    for (Index i = targets.first; i < targets.end(); ++i) {
        // A stack: what add_ancestors() enters comes by here as well.
        const std::size_t first = set.effective_.size();
        add_effective(tables, histories, tables.targets[i], set.effective_);
        for (std::size_t at = first; at < set.effective_.size(); ++at)
            add_ancestors(set.effective_[at], domain);
        set.effective_.resize(first);
    }
}

void EntrySet::Walk::add_descendants(StateIndex state) {
    if (tables.is_history(state)) return add_recalled(state);
    set.states_.insert(state);
    const StateRow& row = tables.states[state];
    if (row.kind == StateKind::compound) {
        set.defaults_.insert(state);
        add_targets(row.defaults, state);
    } else if (row.kind == StateKind::parallel) {
        add_regions(row);
    }
}

/// The regions that nothing enters yet are entered by default.
void EntrySet::Walk::add_regions(const StateRow& parallel) {
    for (Index i = parallel.children.first; i < parallel.children.end(); ++i) {
        const StateIndex child = tables.members[i];
        if (!set.states_.meets(child + 1, tables.states[child].last)) add_descendants(child);
    }
}

void EntrySet::Walk::add_recalled(StateIndex history) {
    set.met_history_ = true;
    const StateRow& row = tables.states[history];
    const auto recalled = histories.find(history);
    if (recalled == histories.end()) {
        // One content for each parent, as defaultHistoryContent has it: the last one added.
        std::erase_if(set.history_blocks_,
                      [&](const auto& one) { return one.first == row.parent; });
        if (row.default_block != none)
            set.history_blocks_.emplace_back(row.parent, row.default_block);
        return add_targets(row.defaults, row.parent);
    }
    for (const StateIndex state : recalled->second) add_descendants(state);
    for (const StateIndex state : recalled->second) add_ancestors(state, row.parent);
}

void EntrySet::Walk::add_ancestors(StateIndex state, StateIndex ancestor) {
    for (StateIndex at = tables.states[state].parent; at != ancestor && at != no_state && at != 0;
         at = tables.states[at].parent) {
        set.states_.insert(at);
        const StateRow& row = tables.states[at];
        if (row.kind == StateKind::parallel) add_regions(row);
    }
}

void EntrySet::add_targets(const Tables& tables, const Histories& histories, Span targets,
                           StateIndex domain) {
    Walk{tables, histories, *this}.add_targets(targets, domain);
}

void EntrySet::clear() {
    states_.clear();
    defaults_.clear();
    history_blocks_.clear();
    met_history_ = false;
}

}  // namespace trinh::chart
