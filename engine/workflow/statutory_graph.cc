#include "engine/workflow/statutory_graph.h"

#include <algorithm>

#include "engine/chart/names.h"
#include "engine/chart/tables.h"
#include "engine/workflow/statutory_paths.h"

namespace trinh::workflow {
namespace {

using chart::no_state;
using chart::StateIndex;
using chart::StateKind;

constexpr std::string_view done_prefix = "done.state.";

bool is_leaf_kind(StateKind kind) {
    return kind == StateKind::atomic || kind == StateKind::final;
}
bool is_history_kind(StateKind kind) {
    return kind == StateKind::history_deep || kind == StateKind::history_shallow;
}

long long length_of(const Deadline& deadline) {
    PeriodSum sum;
    sum.add(deadline.period);
    return sum.rough_length();
}

}  // namespace

StatutoryGraph::StatutoryGraph(const Process& process, const chart::Ways& ways)
    : process_(process), chart_(*process.chart), ways_(ways), count_(chart_.state_count()) {
    find_units();
    std::vector<StateIndex> leaves;
    enter(0, leaves);
    for (const StateIndex leaf : leaves) {
        const StateIndex unit = unit_[leaf];
        starts_.push_back({0, leaf, unit == no_state ? nullptr : clock_of(unit), false});
    }
    add_ends();
    for (std::uint32_t t = 0; t < chart_.transition_count(); ++t)
        if (ways_.may_win(t)) add_transition(t);
}

bool StatutoryGraph::needs_all(std::size_t node) const {
    return !is_leaf(node) && chart_.state(state_of(node)).kind == StateKind::parallel;
}

const Deadline* StatutoryGraph::clock_of(StateIndex unit) const {
    const auto found = clocks_.find(unit);
    return found == clocks_.end() ? nullptr : found->second;
}

bool StatutoryGraph::is_inside(StateIndex state, StateIndex ancestor) const {
    return ancestor <= state && state <= chart_.state(ancestor).last_descendant;
}

void StatutoryGraph::find_units() {
    for (const auto& deadline : process_.deadlines) {
        if (deadline.direction != calendar::Direction::after || deadline.period.count == 0)
            continue;
        const Deadline*& kept = clocks_[deadline.state];
        if (kept == nullptr || length_of(deadline) > length_of(*kept)) kept = &deadline;
    }
    unit_.assign(count_, no_state);
    for (StateIndex i = 1; i < count_; ++i) {
        const StateIndex parent = chart_.state(i).parent;
        const StateIndex around = parent == no_state ? no_state : unit_[parent];
        unit_[i] = around != no_state ? around : clocks_.contains(i) ? i : no_state;
    }
}

/// The leaves that become active with this state, by default.
void StatutoryGraph::enter(StateIndex state, std::vector<StateIndex>& leaves) const {
    const auto& row = chart_.tables().states[state];
    const auto& tables = chart_.tables();
    if (is_leaf_kind(row.kind)) {
        if (std::find(leaves.begin(), leaves.end(), state) == leaves.end()) leaves.push_back(state);
        return;
    }
    if (row.kind == StateKind::parallel) {
        for (auto k = row.children.first; k < row.children.end(); ++k)
            enter(tables.members[k], leaves);
        return;
    }
    // A history leads back to where the case was; the first time, to its default.
    std::vector<StateIndex> targets;
    for (auto k = row.defaults.first; k < row.defaults.end(); ++k)
        targets.push_back(tables.targets[k]);
    for (const StateIndex target : targets) {
        enter(target, leaves);
        enter_beside(target, is_history_kind(row.kind) ? row.parent : state, targets, leaves);
    }
}

/// The other regions of the parallels between a target and the domain.
void StatutoryGraph::enter_beside(StateIndex target, StateIndex domain,
                                  const std::vector<StateIndex>& targets,
                                  std::vector<StateIndex>& leaves) const {
    const auto& tables = chart_.tables();
    for (StateIndex at = tables.states[target].parent; at != no_state && at != domain;
         at = tables.states[at].parent) {
        const auto& row = tables.states[at];
        if (row.kind != StateKind::parallel) continue;
        for (auto k = row.children.first; k < row.children.end(); ++k) {
            const StateIndex region = tables.members[k];
            const bool is_targeted =
                std::any_of(targets.begin(), targets.end(),
                            [&](StateIndex one) { return is_inside(one, region); });
            if (!is_targeted) enter(region, leaves);
        }
    }
}

/// A compound state ends in one of its finals, a parallel when all its regions have ended.
void StatutoryGraph::add_ends() {
    const auto& tables = chart_.tables();
    for (StateIndex i = 1; i < count_; ++i) {
        const auto& row = tables.states[i];
        for (auto k = row.children.first; k < row.children.end(); ++k) {
            const StateIndex child = tables.members[k];
            if (row.kind == StateKind::parallel)
                edges_.push_back({count_ + child, count_ + i, nullptr, false});
            else if (tables.states[child].kind == StateKind::final)
                edges_.push_back({child, count_ + i, nullptr, false});
        }
    }
}

std::vector<std::size_t> StatutoryGraph::origins(const chart::TransitionView& view) const {
    std::vector<std::size_t> found;
    bool is_from_leaves = view.events.empty();
    for (const auto descriptor : view.events) {
        const auto event = chart::EventNames::bare(descriptor);
        const StateIndex ended = event.starts_with(done_prefix)
                                     ? chart_.find(event.substr(done_prefix.size()))
                                     : no_state;
        if (ended == no_state)
            is_from_leaves = true;
        else
            found.push_back(count_ + ended);
    }
    if (!is_from_leaves) return found;
    const auto last = chart_.state(view.source).last_descendant;
    for (StateIndex i = view.source; i <= last; ++i)
        if (is_leaf_kind(chart_.state(i).kind)) found.push_back(i);
    return found;
}

void StatutoryGraph::add_transition(std::uint32_t transition) {
    const auto view = chart_.transition(transition);
    if (view.targets.empty()) return;
    const auto& tables = chart_.tables();
    const auto& row = tables.transitions[transition];
    const StateIndex domain = tables.domain_of(row, view.targets);
    std::vector<StateIndex> leaves;
    for (const StateIndex target : view.targets) {
        enter(target, leaves);
        enter_beside(target, domain, view.targets, leaves);
    }
    for (const std::size_t from : origins(view)) {
        for (const StateIndex leaf : leaves) add_edge(from, leaf, domain, false);
        for (const StateIndex target : view.targets) {
            if (!is_history_kind(chart_.state(target).kind)) continue;
            const StateIndex holder = chart_.state(target).parent;
            for (StateIndex i = holder; i <= chart_.state(holder).last_descendant; ++i)
                if (is_leaf_kind(chart_.state(i).kind)) add_edge(from, i, domain, true);
        }
    }
}

void StatutoryGraph::add_edge(std::size_t from, StateIndex leaf, StateIndex domain,
                              bool is_recall) {
    const StateIndex unit = unit_[leaf];
    const bool stays =
        unit != no_state && is_inside(state_of(from), unit) && is_inside(domain, unit);
    edges_.push_back({from, leaf, unit == no_state || stays ? nullptr : clock_of(unit), is_recall});
}

}  // namespace trinh::workflow
