// Leaving and entering states (Appendix D, exitStates and enterStates).
#include <algorithm>

#include "engine/chart/interpreter.h"

namespace trinh::chart {

void Interpreter::microstep() {
    work_.failed.clear();
    // Domains as they are before anything is left: leaving may record the history they depend on.
    work_.domains.clear();
    for (const Index t : work_.enabled) work_.domains.push_back(domain_of(tables_.transitions[t]));
    exit_states();
    for (const Index t : work_.enabled) {
        outcome_.taken.push_back(t);
        if (tables_.transitions[t].block != none) run_block(tables_.transitions[t].block);
    }
    enter_targets();
}

void Interpreter::exit_states() {
    std::vector<StateIndex>& leaving = work_.leaving;
    leaving.clear();
    // Domains of transitions that do not conflict lie apart, in document order.
    for (const StateIndex domain : work_.domains) {
        if (domain == no_state) continue;
        const StateIndex last = tables_.states[domain].last;
        auto at = session_.active_.at_or_after(domain + 1);
        for (; at != session_.active_.end() && *at <= last; ++at) leaving.push_back(*at);
    }
    for (const StateIndex state : leaving)
        if (tables_.states[state].has_histories) record_history(state);
    for (auto at = leaving.rbegin(); at != leaving.rend(); ++at) leave(*at);
}

void Interpreter::record_history(StateIndex state) {
    const StateRow& row = tables_.states[state];
    for (Index h = row.histories.first; h < row.histories.end(); ++h) {
        const StateIndex history = tables_.members[h];
        const bool is_deep = tables_.states[history].kind == StateKind::history_deep;
        std::vector<StateIndex>& recalled = session_.history_[history];
        recalled.clear();
        auto at = session_.active_.at_or_after(state + 1);
        for (; at != session_.active_.end() && *at <= row.last; ++at)
            if (is_deep ? tables_.is_leaf(*at) : tables_.states[*at].parent == state)
                recalled.push_back(*at);
    }
}

void Interpreter::leave(StateIndex state) {
    const StateRow& row = tables_.states[state];
    run_blocks(row.exit_blocks);
    if (row.has_invokes) {
        cancel_invokes(state);
        std::erase(work_.to_invoke, state);
    }
    session_.active_.erase(state);
    const std::string_view id = row.id;
    outcome_.exited.push_back(id);
}

/// Enters what the taken transitions enter: as planned when the chart was read, or found out now.
void Interpreter::enter_targets() {
    const auto is_planned = [&](Index t) {
        const TransitionRow& row = tables_.transitions[t];
        return row.is_planned || row.targets.empty();
    };
    const std::vector<Index>& taken = work_.enabled;
    work_.entry_set.clear();
    if (std::all_of(taken.begin(), taken.end(), is_planned)) {
        for (const Index t : taken) {
            const Span entries = tables_.transitions[t].entries;
            for (Index i = entries.first; i < entries.end(); ++i)
                enter(tables_.entries[i].state, tables_.entries[i].is_default);
        }
        return;
    }
    for (std::size_t i = 0; i < taken.size(); ++i)
        work_.entry_set.add_targets(tables_, session_.history_,
                                    tables_.transitions[taken[i]].targets, work_.domains[i]);
    enter_set();
}

void Interpreter::enter_set() {
    for (const StateIndex state : work_.entry_set.states())
        enter(state, work_.entry_set.is_default(state));
}

void Interpreter::enter(StateIndex state, bool is_default) {
    const StateRow& row = tables_.states[state];
    session_.active_.insert(state);
    const std::string_view id = row.id;
    outcome_.entered.push_back(id);
    if (row.has_invokes) work_.to_invoke.push_back(state);
    if (tables_.is_late && session_.initialised_.insert(state)) initialise(row.datamodel, nullptr);
    run_blocks(row.entry_blocks);
    if (is_default && row.default_block != none) run_block(row.default_block);
    for (const auto& [parent, block] : work_.entry_set.history_blocks())
        if (parent == state) run_block(block);
    if (row.kind == StateKind::final) enter_final(state);
}

void Interpreter::enter_final(StateIndex state) {
    const StateRow& row = tables_.states[state];
    if (row.parent == 0) {
        session_.is_running_ = false;
        return;
    }
    const StateRow& parent = tables_.states[row.parent];
    json::value data;
    if (row.done.params.count > 0 || row.done.content != none)
        read_payload(row.done, data, row.line);
    const std::size_t before = outcome_.raised.size();
    raise("done.state.", parent.id, "platform");
    if (outcome_.raised.size() > before) outcome_.raised[before].data = std::move(data);
    if (tables_.states[parent.parent].kind == StateKind::parallel && is_done(parent.parent))
        raise("done.state.", tables_.states[parent.parent].id, "platform");
}

bool Interpreter::is_done(StateIndex state) const {
    const StateRow& row = tables_.states[state];
    const auto first = tables_.members.begin() + row.children.first;
    const auto last = first + row.children.count;
    if (row.kind == StateKind::compound)
        return std::any_of(first, last, [&](StateIndex child) {
            return tables_.states[child].kind == StateKind::final && session_.active_.has(child);
        });
    return row.kind == StateKind::parallel &&
           std::all_of(first, last, [&](StateIndex child) { return is_done(child); });
}

}  // namespace trinh::chart
