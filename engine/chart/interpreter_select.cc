// Which transitions an event takes: selection and conflicts (Appendix D, selectTransitions).
#include <algorithm>

#include "engine/chart/interpreter.h"

namespace trinh::chart {

Interpreter::Taken Interpreter::select(const Event* event) {
    const std::uint32_t number = event == nullptr ? 0 : tables_.events.number(event->name);
    Taken enabled;
    std::vector<std::pair<StateIndex, Index>> seen;  // Ancestors shared by several leaves.
    for_each_bit(
        session_.active_, 1, static_cast<Index>(tables_.states.size()), [&](StateIndex leaf) {
            if (!tables_.is_leaf(leaf)) return;
            for (StateIndex at = leaf; at != 0; at = tables_.states[at].parent) {
                const auto known = std::find_if(seen.begin(), seen.end(),
                                                [&](const auto& pair) { return pair.first == at; });
                if (known != seen.end()) {
                    if (known->second != none) return;
                    continue;
                }
                const Index chosen = choose(at, event, number);
                if (at != leaf) seen.emplace_back(at, chosen);
                if (chosen == none) continue;
                enabled.push_back(chosen);
                return;
            }
        });
    return enabled.size() < 2 ? enabled : without_conflicts(enabled);
}

Index Interpreter::choose(StateIndex state, const Event* event, std::uint32_t number) {
    const StateRow& row = tables_.states[state];
    if (event == nullptr && !row.has_eventless) return none;
    for (Index t = row.transitions.first; t < row.transitions.end(); ++t) {
        const TransitionRow& transition = tables_.transitions[t];
        if (transition.events.empty() != (event == nullptr)) continue;
        bool matches = event == nullptr;
        for (Index d = transition.events.first; d < transition.events.end() && !matches; ++d)
            matches = tables_.ranges[d].holds(number);
        if (matches && holds(t)) return t;
    }
    return none;
}

bool Interpreter::holds(Index transition) {
    const TransitionRow& row = tables_.transitions[transition];
    if (row.condition == none) return true;
    const auto answer = scope_.test(row.condition);
    if (const auto* yes = std::get_if<bool>(&answer)) return *yes;
    // An error event that nobody takes leads back to the same condition: said once, it is enough.
    const bool is_known = std::find(failed_.begin(), failed_.end(), transition) != failed_.end();
    if (is_known && current_.name.starts_with("error.")) return false;
    if (!is_known) failed_.push_back(transition);
    fail("The condition '" + tables_.expressions[row.condition].text +
             "' could not be evaluated: " + std::get<expression::Fault>(answer).message,
         row.line);
    return false;
}

Interpreter::Taken Interpreter::without_conflicts(const Taken& enabled) {
    // Exit sets are descendants of the domains: two meet if and only if the domains are nested.
    const auto meet = [&](StateIndex a, StateIndex b) {
        if (a == no_state || b == no_state) return false;
        return a == b || tables_.is_inside(a, b) || tables_.is_inside(b, a);
    };
    Taken kept;
    for (const Index candidate : enabled) {
        const TransitionRow& row = tables_.transitions[candidate];
        const StateIndex domain = domain_of(row);
        bool is_preempted = false;
        Taken beaten;
        for (const Index other : kept) {
            const TransitionRow& rival = tables_.transitions[other];
            if (!meet(domain, domain_of(rival))) continue;
            if (tables_.is_inside(row.source, rival.source)) {
                beaten.push_back(other);
            } else {
                is_preempted = true;
                break;
            }
        }
        if (is_preempted) continue;
        std::erase_if(kept, [&](Index other) {
            return std::find(beaten.begin(), beaten.end(), other) != beaten.end();
        });
        kept.push_back(candidate);
    }
    return kept;
}

StateIndex Interpreter::domain_of(const TransitionRow& row) const {
    if (!row.is_dynamic) return row.domain;
    std::vector<StateIndex> effective;
    for (Index i = row.targets.first; i < row.targets.end(); ++i)
        add_effective(tables_.targets[i], effective);
    return tables_.domain_of(row, effective);
}

void Interpreter::add_effective(StateIndex target, std::vector<StateIndex>& into) const {
    if (!tables_.is_history(target)) {
        into.push_back(target);
        return;
    }
    const auto recalled = session_.history_.find(target);
    if (recalled != session_.history_.end()) {
        into.insert(into.end(), recalled->second.begin(), recalled->second.end());
        return;
    }
    const Span defaults = tables_.states[target].defaults;
    for (Index i = defaults.first; i < defaults.end(); ++i) add_effective(tables_.targets[i], into);
}

}  // namespace trinh::chart
