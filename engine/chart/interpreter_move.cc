// Leaving and entering states (Appendix D, exitStates and enterStates).
#include <algorithm>

#include "engine/chart/interpreter.h"

namespace trinh::chart {

void Interpreter::microstep(const Taken& taken) {
    failed_.clear();
    // Domains as they are before anything is left: leaving may record the history they depend on.
    std::vector<StateIndex> domains;
    for (const Index t : taken) domains.push_back(domain_of(tables_.transitions[t]));
    exit_states(domains);
    for (const Index t : taken) {
        outcome_.taken.push_back(t);
        if (tables_.transitions[t].block != none) run_block(tables_.transitions[t].block);
    }
    for (std::size_t i = 0; i < taken.size(); ++i)
        mark_targets(tables_.transitions[taken[i]].targets, domains[i]);
    enter_marked();
}

void Interpreter::exit_states(const std::vector<StateIndex>& domains) {
    Bits exiting = make_bits(tables_.states.size());
    for (const StateIndex domain : domains) {
        if (domain == no_state) continue;
        for_each_bit(session_.active_, domain + 1, tables_.states[domain].last + 1,
                     [&](StateIndex i) { set_bit(exiting, i); });
    }
    std::vector<StateIndex> leaving;
    for_each_bit(exiting, 1, static_cast<Index>(tables_.states.size()),
                 [&](StateIndex i) { leaving.push_back(i); });
    for (const StateIndex state : leaving) record_history(state);
    for (auto at = leaving.rbegin(); at != leaving.rend(); ++at) leave(*at);
}

void Interpreter::record_history(StateIndex state) {
    const StateRow& row = tables_.states[state];
    for (Index h = row.histories.first; h < row.histories.end(); ++h) {
        const StateIndex history = tables_.members[h];
        const bool is_deep = tables_.states[history].kind == StateKind::history_deep;
        std::vector<StateIndex> recalled;
        for_each_bit(session_.active_, state + 1, row.last + 1, [&](StateIndex i) {
            if (is_deep ? tables_.is_leaf(i) : tables_.states[i].parent == state)
                recalled.push_back(i);
        });
        session_.history_[history] = std::move(recalled);
    }
}

void Interpreter::leave(StateIndex state) {
    run_blocks(tables_.states[state].exit_blocks);
    cancel_invokes(state);
    clear_bit(session_.active_, state);
    std::erase(to_invoke_, state);
    outcome_.exited.push_back(tables_.states[state].id);
}

void Interpreter::mark_targets(Span targets, StateIndex domain) {
    for (Index i = targets.first; i < targets.end(); ++i) mark_descendants(tables_.targets[i]);
    for (Index i = targets.first; i < targets.end(); ++i) {
        std::vector<StateIndex> effective;
        add_effective(tables_.targets[i], effective);
        for (const StateIndex state : effective) mark_ancestors(state, domain);
    }
}

void Interpreter::mark_descendants(StateIndex state) {
    if (tables_.is_history(state)) return mark_recalled(state);
    set_bit(to_enter_, state);
    const StateRow& row = tables_.states[state];
    if (row.kind == StateKind::compound) {
        set_bit(by_default_, state);
        mark_targets(row.defaults, state);
    } else if (row.kind == StateKind::parallel) {
        for (Index i = row.children.first; i < row.children.end(); ++i)
            mark_region(tables_.members[i]);
    }
}

void Interpreter::mark_region(StateIndex child) {
    const StateIndex end = tables_.states[child].last + 1;
    if (next_bit(to_enter_, child + 1, end) == end) mark_descendants(child);
}

void Interpreter::mark_recalled(StateIndex history) {
    const StateRow& row = tables_.states[history];
    const auto recalled = session_.history_.find(history);
    if (recalled == session_.history_.end()) {
        // One content for each parent, as defaultHistoryContent has it: the last one marked.
        std::erase_if(history_blocks_, [&](const auto& one) { return one.first == row.parent; });
        if (row.default_block != none) history_blocks_.emplace_back(row.parent, row.default_block);
        return mark_targets(row.defaults, row.parent);
    }
    for (const StateIndex state : recalled->second) mark_descendants(state);
    for (const StateIndex state : recalled->second) mark_ancestors(state, row.parent);
}

void Interpreter::mark_ancestors(StateIndex state, StateIndex ancestor) {
    for (StateIndex at = tables_.states[state].parent; at != ancestor && at != no_state && at != 0;
         at = tables_.states[at].parent) {
        set_bit(to_enter_, at);
        const StateRow& row = tables_.states[at];
        if (row.kind != StateKind::parallel) continue;
        for (Index i = row.children.first; i < row.children.end(); ++i)
            mark_region(tables_.members[i]);
    }
}

void Interpreter::enter_marked() {
    const auto count = static_cast<Index>(tables_.states.size());
    Bits entering = std::exchange(to_enter_, make_bits(count));
    for_each_bit(entering, 1, count, [&](StateIndex i) { enter(i); });
    by_default_ = make_bits(count);
    history_blocks_.clear();
}

void Interpreter::enter(StateIndex state) {
    const StateRow& row = tables_.states[state];
    set_bit(session_.active_, state);
    outcome_.entered.push_back(row.id);
    if (!row.invokes.empty()) to_invoke_.push_back(state);
    if (tables_.is_late && !has_bit(session_.initialised_, state)) {
        set_bit(session_.initialised_, state);
        initialise(row.datamodel, nullptr);
    }
    run_blocks(row.entry_blocks);
    if (has_bit(by_default_, state) && row.default_block != none) run_block(row.default_block);
    for (const auto& [parent, block] : history_blocks_)
        if (parent == state) run_block(block);
    if (row.kind == StateKind::final) enter_final(state);
}

void Interpreter::enter_final(StateIndex state) {
    const StateRow& row = tables_.states[state];
    if (row.parent == 0) {
        session_.is_running_ = false;
        return;
    }
    Event done;
    done.name = "done.state." + tables_.states[row.parent].id;
    done.type = "platform";
    read_payload(row.done, done.data, row.line);
    raise(std::move(done));
    const StateIndex above = tables_.states[row.parent].parent;
    if (tables_.states[above].kind != StateKind::parallel || !is_done(above)) return;
    Event all;
    all.name = "done.state." + tables_.states[above].id;
    all.type = "platform";
    raise(std::move(all));
}

bool Interpreter::is_done(StateIndex state) const {
    const StateRow& row = tables_.states[state];
    const auto first = tables_.members.begin() + row.children.first;
    const auto last = first + row.children.count;
    if (row.kind == StateKind::compound)
        return std::any_of(first, last, [&](StateIndex child) {
            return tables_.states[child].kind == StateKind::final &&
                   has_bit(session_.active_, child);
        });
    return row.kind == StateKind::parallel &&
           std::all_of(first, last, [&](StateIndex child) { return is_done(child); });
}

}  // namespace trinh::chart
