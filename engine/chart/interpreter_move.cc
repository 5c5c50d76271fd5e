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
    leave_all_of(leaving);
}

/// The last first. States in which nothing runs leave the configuration together.
void Interpreter::leave_all_of(const std::vector<StateIndex>& leaving) {
    auto left = leaving.end();  // From here on they are out of the configuration.
    for (auto at = leaving.end(); at != leaving.begin();) {
        const StateRow& row = tables_.states[*--at];
        if (row.acts_on_exit) {
            session_.active_.erase_all(at + 1, left);
            left = at + 1;
            run_exit(*at);
        }
        const std::string_view id = row.id;
        outcome_.exited.push_back(id);
    }
    session_.active_.erase_all(leaving.begin(), left);
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

void Interpreter::run_exit(StateIndex state) {
    const StateRow& row = tables_.states[state];
    run_blocks(row.exit_blocks);
    if (!row.has_invokes) return;
    cancel_invokes(state);
    std::erase(work_.to_invoke, state);
}

/// Enters what the taken transitions enter: as planned when the chart was read, or found out now.
void Interpreter::enter_targets() {
    const auto is_planned = [&](Index t) {
        const TransitionRow& row = tables_.transitions[t];
        return row.is_planned || row.targets.empty();
    };
    const std::vector<Index>& taken = work_.enabled;
    work_.entry_set.clear();
    if (!std::all_of(taken.begin(), taken.end(), is_planned)) {
        for (std::size_t i = 0; i < taken.size(); ++i)
            work_.entry_set.add_targets(tables_, session_.history_,
                                        tables_.transitions[taken[i]].targets, work_.domains[i]);
        return enter_set();
    }
    const auto entries_of = [&](Index t) { return tables_.transitions[t].entries; };
    if (taken.size() == 1) {
        const EntryRow* const first = tables_.entries.data() + entries_of(taken[0]).first;
        return enter_all_of(first, first + entries_of(taken[0]).count);
    }
    std::vector<EntryRow>& entering = work_.entering;
    entering.clear();
    for (const Index t : taken) {
        const auto first = tables_.entries.begin() + entries_of(t).first;
        entering.insert(entering.end(), first, first + entries_of(t).count);
    }
    enter_all_of(entering.data(), entering.data() + entering.size());
}

void Interpreter::enter_set() {
    std::vector<EntryRow>& entering = work_.entering;
    entering.clear();
    for (const StateIndex state : work_.entry_set.states())
        entering.push_back({state, work_.entry_set.is_default(state)});
    enter_all_of(entering.data(), entering.data() + entering.size());
}

/// In document order. States in which nothing runs join the configuration together.
void Interpreter::enter_all_of(const EntryRow* first, const EntryRow* last) {
    const auto state_of = [](const EntryRow& entry) { return entry.state; };
    const bool has_history_blocks = !work_.entry_set.history_blocks().empty();
    const EntryRow* joining = first;
    for (const EntryRow* at = first; at != last; ++at) {
        const StateRow& row = tables_.states[at->state];
        const std::string_view id = row.id;
        outcome_.entered.push_back(id);
        if (!row.acts_on_entry && !has_history_blocks) continue;
        session_.active_.insert_all(joining, at + 1, state_of);
        joining = at + 1;
        run_entry(at->state, at->is_default);
    }
    session_.active_.insert_all(joining, last, state_of);
}

void Interpreter::run_entry(StateIndex state, bool is_default) {
    const StateRow& row = tables_.states[state];
    if (row.has_invokes) work_.to_invoke.push_back(state);
    if (tables_.is_late && !row.datamodel.empty() && session_.initialised_.insert(state))
        initialise(row.datamodel, nullptr);
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
