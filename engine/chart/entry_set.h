/// EntrySet: which states a step enters (Appendix D, computeEntrySet, addDescendantStatesToEnter,
/// addAncestorStatesToEnter). Used when a chart is read, for every transition that depends on no
/// history, and while it runs for the others. Internal.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/chart/state_set.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

/// What each history recalls.
using Histories = std::map<StateIndex, std::vector<StateIndex>>;

/// The states that targets mean once histories are replaced by what they recall.
void add_effective(const Tables& tables, const Histories& histories, StateIndex target,
                   std::vector<StateIndex>& into);

class EntrySet {
public:
    /// Adds what entering these targets from outside of `domain` enters. The states stand in
    /// document order when all is added.
    void add_targets(const Tables& tables, const Histories& histories, Span targets,
                     StateIndex domain);
    void clear();

    [[nodiscard]] const StateSet& states() const { return states_; }
    /// The content of its initial transition runs when it is entered.
    [[nodiscard]] bool is_default(StateIndex state) const { return defaults_.has(state); }
    /// Content of histories' default transitions: the state whose entry runs it, the block.
    [[nodiscard]] const std::vector<std::pair<StateIndex, Index>>& history_blocks() const {
        return history_blocks_;
    }
    [[nodiscard]] bool met_history() const { return met_history_; }

private:
    struct Walk;  ///< The tables and histories of one call.

    StateSet states_, defaults_;
    std::vector<std::pair<StateIndex, Index>> history_blocks_;
    std::vector<StateIndex> effective_;
    bool met_history_ = false;
};

}  // namespace trinh::chart
