// Which transitions an event takes: selection and conflicts (Appendix D, selectTransitions).
#include <algorithm>

#include "engine/chart/interpreter.h"

namespace trinh::chart {

/// Without an event: the eventless transitions. True when some transition is enabled.
bool Interpreter::select(const Event* event) {
    std::vector<Index>& enabled = work_.enabled;
    enabled.clear();
    if (event == nullptr && !tables_.has_eventless) return false;
    const std::uint32_t number = event == nullptr ? 0 : tables_.events.number(event->name);
    ++work_.selection;
    if (work_.visits.size() < tables_.states.size()) work_.visits.resize(tables_.states.size());
    for (const StateIndex leaf : session_.active_) {
        const StateRow& row = tables_.states[leaf];
        if (!tables_.is_leaf(leaf) || (event == nullptr && !row.has_eventless_above)) continue;
        const Index chosen = choose_from(leaf, event, number);
        if (chosen != none) enabled.push_back(chosen);
    }
    if (enabled.size() > 1) drop_conflicts();
    return !enabled.empty();
}

Index Interpreter::choose_from(StateIndex leaf, const Event* event, std::uint32_t number) {
    for (StateIndex at = leaf; at != 0;) {
        const StateRow& row = tables_.states[at];
        if (at != leaf && tables_.has_parallel) {
            // Another leaf was here: this state and those above have answered.
            if (work_.visits[at] == work_.selection) return none;
            work_.visits[at] = work_.selection;
        }
        const Index chosen = choose(row, event, number);
        if (chosen != none) return chosen;
        at = row.parent;
    }
    return none;
}

Index Interpreter::choose(const StateRow& row, const Event* event, std::uint32_t number) {
    if (event == nullptr && !row.has_eventless) return none;
    for (Index t = row.transitions.first; t < row.transitions.end(); ++t) {
        const TransitionRow& transition = tables_.transitions[t];
        if (transition.events.empty() != (event == nullptr)) continue;
        if (event != nullptr && !matches(transition, number)) continue;
        if (transition.condition == none || holds(t)) return t;
    }
    return none;
}

bool Interpreter::matches(const TransitionRow& row, std::uint32_t number) const {
    if (row.first_events.holds(number)) return true;
    for (Index d = row.events.first + 1; d < row.events.end(); ++d)
        if (tables_.ranges[d].holds(number)) return true;
    return false;
}

bool Interpreter::holds(Index transition) {
    const TransitionRow& row = tables_.transitions[transition];
    const auto answer = scope_.test(row.condition);
    if (const auto* yes = std::get_if<bool>(&answer)) {
        if (tables_.counters.empty()) return *yes;
        const auto counter = tables_.counters.find(row.condition);
        if (counter != tables_.counters.end()) run_block(counter->second);
        return *yes;
    }
    // An error event that nobody takes leads back to the same condition: said once, it is enough.
    std::vector<Index>& failed = work_.failed;
    const bool is_known = std::find(failed.begin(), failed.end(), transition) != failed.end();
    if (is_known && current_ != nullptr && current_->name.starts_with("error.")) return false;
    if (!is_known) failed.push_back(transition);
    fail("The condition '" + tables_.expressions[row.condition].text +
             "' could not be evaluated: " + std::get<expression::Fault>(answer).message,
         row.line);
    return false;
}

/// Domains stand in the order of the leaves: none meets another if and only if each begins behind
/// the one before.
bool Interpreter::are_apart() const {
    StateIndex last = 0;
    for (const StateIndex domain : work_.domains) {
        if (domain == no_state) continue;
        if (domain <= last) return false;
        last = tables_.states[domain].last;
    }
    return true;
}

void Interpreter::drop_conflicts() {
    work_.domains.clear();
    for (const Index t : work_.enabled) work_.domains.push_back(domain_of(tables_.transitions[t]));
    if (are_apart()) return;
    // Exit sets are descendants of the domains: two meet if and only if the domains are nested.
    const auto meet = [&](StateIndex a, StateIndex b) {
        if (a == no_state || b == no_state) return false;
        return a == b || tables_.is_inside(a, b) || tables_.is_inside(b, a);
    };
    std::vector<Index>& kept = work_.kept;
    kept.clear();
    for (const Index candidate : work_.enabled) {
        const TransitionRow& row = tables_.transitions[candidate];
        const StateIndex domain = domain_of(row);
        const auto rivals = [&](Index other) {
            return meet(domain, domain_of(tables_.transitions[other]));
        };
        const auto is_beaten = [&](Index other) {
            return rivals(other) &&
                   tables_.is_inside(row.source, tables_.transitions[other].source);
        };
        const bool is_preempted = std::any_of(kept.begin(), kept.end(), [&](Index other) {
            return rivals(other) && !is_beaten(other);
        });
        if (is_preempted) continue;
        std::erase_if(kept, is_beaten);
        kept.push_back(candidate);
    }
    std::swap(work_.enabled, kept);
}

StateIndex Interpreter::domain_of(const TransitionRow& row) {
    if (!row.is_dynamic) return row.domain;
    work_.effective.clear();
    for (Index i = row.targets.first; i < row.targets.end(); ++i)
        add_effective(tables_, session_.history_, tables_.targets[i], work_.effective);
    return tables_.domain_of(row, work_.effective);
}

}  // namespace trinh::chart
