/// StateSet: states in document order, each once. A configuration is nothing else.
///
/// A sorted array: what a step costs grows with the active states, never with the chart.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/chart/chart.h"

namespace trinh::chart {

class StateSet {
public:
    using Place = std::vector<StateIndex>::const_iterator;

    [[nodiscard]] bool has(StateIndex state) const {
        const Place place = at_or_after(state);
        return place != states_.end() && *place == state;
    }
    /// False: it was there already.
    bool insert(StateIndex state) {
        if (states_.empty() || states_.back() < state) {
            states_.push_back(state);
            return true;
        }
        const Place place = at_or_after(state);
        if (*place == state) return false;
        states_.insert(place, state);
        return true;
    }
    /// Inserts states that stand in document order, in one pass; some may be here already.
    template <class Iterator, class StateOf>
    void insert_all(Iterator first, Iterator last, StateOf state_of) {
        if (first == last) return;
        std::size_t from = states_.size();
        states_.resize(from + static_cast<std::size_t>(last - first));
        std::size_t into = states_.size();
        while (last != first) {
            const StateIndex next = state_of(*(last - 1));
            const StateIndex here = from > 0 ? states_[from - 1] : 0;
            const bool takes_here = from > 0 && here >= next;
            states_[--into] = takes_here ? here : next;
            if (takes_here) --from;
            if (!takes_here || here == next) --last;
        }
        const auto at = [&](std::size_t place) {
            return states_.begin() + static_cast<std::ptrdiff_t>(place);
        };
        states_.erase(at(from), at(into));  // Room for those that were here already.
    }
    /// Erases states that stand in document order, all of them here, in one pass.
    void erase_all(Place first, Place last) {
        if (first == last) return;
        auto into = states_.begin() + (at_or_after(*first) - states_.begin());
        auto from = into;
        while (first != last) {
            if (*from == *first) {
                ++first;
            } else {
                *into++ = *from;
            }
            ++from;
        }
        states_.erase(into, from);
    }
    void erase(StateIndex state) {
        const Place place = at_or_after(state);
        if (place != states_.end() && *place == state) states_.erase(place);
    }
    /// The first member at or after `state`.
    [[nodiscard]] Place at_or_after(StateIndex state) const {
        // Few states are active: a walk beats a search.
        constexpr std::size_t few = 16;
        if (states_.size() > few) return std::lower_bound(states_.begin(), states_.end(), state);
        Place place = states_.begin();
        while (place != states_.end() && *place < state) ++place;
        return place;
    }
    /// Has it a member from `first` to `last`, both included?
    [[nodiscard]] bool meets(StateIndex first, StateIndex last) const {
        const Place place = at_or_after(first);
        return place != states_.end() && *place <= last;
    }

    [[nodiscard]] Place begin() const { return states_.begin(); }
    [[nodiscard]] Place end() const { return states_.end(); }
    [[nodiscard]] std::size_t size() const { return states_.size(); }
    [[nodiscard]] bool empty() const { return states_.empty(); }
    [[nodiscard]] StateIndex operator[](std::size_t at) const { return states_[at]; }
    void clear() { states_.clear(); }

private:
    std::vector<StateIndex> states_;
};

}  // namespace trinh::chart
