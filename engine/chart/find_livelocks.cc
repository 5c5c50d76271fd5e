// Eventless transitions that go in a circle: the step that enters it never ends.
#include <boost/graph/strong_components.hpp>

#include "engine/chart/findings.h"

namespace trinh::chart {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

bool is_in_parallel(const Tables& tables, StateIndex state) {
    for (StateIndex at = state; at != no_state; at = tables.states[at].parent)
        if (tables.states[at].kind == StateKind::parallel) return true;
    return false;
}

/// The one leaf that entering a state leads to; no_state when there are several or it depends.
StateIndex lone_leaf(const Tables& tables, StateIndex state) {
    while (tables.states[state].kind == StateKind::compound) {
        if (tables.states[state].defaults.count != 1) return no_state;
        state = tables.targets[tables.states[state].defaults.first];
    }
    return tables.is_leaf(state) ? state : no_state;
}

/// The eventless transition that is taken for certain in this leaf; none when that depends.
Index certain_transition(const Findings& findings, StateIndex leaf) {
    for (StateIndex at = leaf; at != 0; at = findings.tables.states[at].parent) {
        const Span span = findings.tables.states[at].transitions;
        for (Index t = span.first; t < span.end(); ++t) {
            const auto condition = findings.ways.constant_condition(t);
            if (!findings.tables.transitions[t].events.empty() || condition == false) continue;
            return condition == true ? t : none;
        }
    }
    return none;
}

/// Where the leaf leads to for certain, before any event is looked at; no_state: nowhere.
StateIndex certain_next(const Findings& findings, StateIndex leaf) {
    const Tables& tables = findings.tables;
    if (!tables.is_leaf(leaf) || !findings.ways.may_be_reached(leaf) ||
        is_in_parallel(tables, leaf))
        return no_state;
    const Index t = certain_transition(findings, leaf);
    if (t == none) return no_state;
    const Span targets = tables.transitions[t].targets;
    if (targets.empty()) return leaf;
    return targets.count == 1 ? lone_leaf(tables, tables.targets[targets.first]) : no_state;
}

}  // namespace

void find_livelocks(Findings& findings) {
    const std::size_t count = findings.tables.states.size();
    Graph graph(count);
    std::vector<bool> loops(count);
    for (StateIndex i = 1; i < count; ++i) {
        const StateIndex next = certain_next(findings, i);
        if (next == no_state) continue;
        add_edge(i, next, graph);
        loops[i] = next == i;
    }
    std::vector<int> component(count);
    const int components = boost::strong_components(
        graph,
        boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
    std::vector<int> size(static_cast<std::size_t>(components));
    for (const int one : component) ++size[static_cast<std::size_t>(one)];
    for (StateIndex i = 1; i < count; ++i) {
        int& members = size[static_cast<std::size_t>(component[i])];
        if (members < 2 && !loops[i]) continue;
        members = 0;  // One report a circle, at its first state.
        findings.at_state("TR135", Severity::error, i,
                          "From state '" + findings.id(i) +
                              "' eventless transitions without condition go in a circle for ever.",
                          "Give one of them an event or a condition.");
    }
}

}  // namespace trinh::chart
