#include "engine/chart/analysis.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include "engine/chart/tables.h"

namespace trinh::chart {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// The nodes that a walk from `start` visits.
template <class AnyGraph>
Bits visited_from(const AnyGraph& graph, StateIndex start) {
    std::vector<boost::default_color_type> colors(num_vertices(graph));
    boost::breadth_first_search(graph, start,
                                boost::color_map(boost::make_iterator_property_map(
                                    colors.begin(), get(boost::vertex_index, graph))));
    Bits found = make_bits(colors.size());
    for (std::size_t i = 0; i < colors.size(); ++i)
        if (colors[i] != boost::white_color) set_bit(found, i);
    return found;
}

class Analysis {
public:
    explicit Analysis(const Tables& tables) : tables_(tables) {}
    std::vector<Diagnostic> run();

private:
    void find_losers();
    void find_unreachable();
    void find_traps();
    void find_endless();
    void find_livelocks();
    void find_silent_events();

    [[nodiscard]] bool covers(const TransitionRow& first, const TransitionRow& second) const;
    [[nodiscard]] bool may_leave(Index transition, StateIndex state) const;
    [[nodiscard]] StateIndex widest_domain(const TransitionRow& row) const;
    [[nodiscard]] StateIndex lone_leaf(StateIndex state) const;
    [[nodiscard]] bool is_in_parallel(StateIndex state) const;
    [[nodiscard]] Index first_eventless(StateIndex leaf) const;
    void add_entry_edges(Graph& graph, StateIndex state) const;
    void report(const char* code, Severity severity, int line, std::string message,
                std::string fix) {
        found_.push_back({code, severity, line, 0, std::move(message), std::move(fix)});
    }
    [[nodiscard]] std::string name(StateIndex state) const {
        return "State '" + tables_.states[state].id + "'";
    }

    const Tables& tables_;
    std::vector<Diagnostic> found_;
    Bits losers_, reachable_, traps_;
};

std::vector<Diagnostic> Analysis::run() {
    find_losers();
    find_unreachable();
    find_traps();
    find_endless();
    find_livelocks();
    find_silent_events();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
    return std::move(found_);
}

/// Every event the second transition takes is taken by the unconditional first one.
bool Analysis::covers(const TransitionRow& first, const TransitionRow& second) const {
    if (first.condition != none || first.events.empty() != second.events.empty()) return false;
    for (Index d = second.events.first; d < second.events.end(); ++d) {
        bool is_covered = false;
        for (Index e = first.events.first; e < first.events.end(); ++e)
            is_covered |= tables_.ranges[e].holds(tables_.ranges[d].first);
        if (!is_covered) return false;
    }
    return true;
}

void Analysis::find_losers() {
    losers_ = make_bits(tables_.transitions.size());
    for (const StateRow& row : tables_.states) {
        for (Index t = row.transitions.first; t < row.transitions.end(); ++t) {
            for (Index earlier = row.transitions.first; earlier < t; ++earlier) {
                if (!covers(tables_.transitions[earlier], tables_.transitions[t])) continue;
                set_bit(losers_, t);
                report("TR134", Severity::warning, tables_.transitions[t].line,
                       "This transition of state '" + row.id +
                           "' can never be taken: the one in line " +
                           std::to_string(tables_.transitions[earlier].line) +
                           " takes the same events and has no condition.",
                       "Move it before that one, or give that one a condition.");
                break;
            }
        }
    }
}

/// An active state leads to its ancestors, to what it enters by default, and to targets.
void Analysis::add_entry_edges(Graph& graph, StateIndex state) const {
    const StateRow& row = tables_.states[state];
    if (row.parent != no_state) add_edge(state, row.parent, graph);
    for (Index i = row.defaults.first; i < row.defaults.end(); ++i)
        add_edge(state, tables_.targets[i], graph);
    if (row.kind == StateKind::parallel)
        for (Index i = row.children.first; i < row.children.end(); ++i)
            add_edge(state, tables_.members[i], graph);
    for (Index t = row.transitions.first; t < row.transitions.end(); ++t) {
        if (has_bit(losers_, t)) continue;
        const Span targets = tables_.transitions[t].targets;
        for (Index i = targets.first; i < targets.end(); ++i)
            add_edge(state, tables_.targets[i], graph);
    }
}

void Analysis::find_unreachable() {
    Graph graph(tables_.states.size());
    // The parent of the root's own defaults is entered; a compound whose inner state is targeted
    // is not entered by default, but counting its defaults as reachable keeps this sound.
    for (StateIndex i = 0; i < tables_.states.size(); ++i) add_entry_edges(graph, i);
    reachable_ = visited_from(graph, 0);
    for (StateIndex i = 1; i < tables_.states.size(); ++i) {
        const StateIndex parent = tables_.states[i].parent;
        if (has_bit(reachable_, i) || tables_.is_history(i)) continue;
        if (parent != 0 && !has_bit(reachable_, parent)) continue;  // Said of the parent.
        report("TR131", Severity::warning, tables_.states[i].line,
               name(i) + " can never be reached.",
               "Add a transition that targets it, or remove the state.");
    }
}

/// The domain is at most this: a history may recall any state of its parent.
StateIndex Analysis::widest_domain(const TransitionRow& row) const {
    if (!row.is_dynamic) return row.domain;
    std::vector<StateIndex> targets;
    for (Index i = row.targets.first; i < row.targets.end(); ++i)
        targets.push_back(tables_.targets[i]);
    return tables_.domain_of(row, targets);
}

bool Analysis::may_leave(Index transition, StateIndex state) const {
    const TransitionRow& row = tables_.transitions[transition];
    const StateIndex domain = widest_domain(row);
    if (domain == no_state || !tables_.is_inside(state, domain)) return false;
    if (has_bit(losers_, transition) || !has_bit(reachable_, row.source)) return false;
    const bool comes_back = row.targets.count == 1 && tables_.targets[row.targets.first] == state;
    if (comes_back) return false;
    if (row.source == state || tables_.is_inside(state, row.source)) return true;
    StateIndex shared = state;
    while (shared != 0 && shared != row.source && !tables_.is_inside(row.source, shared))
        shared = tables_.states[shared].parent;
    return tables_.states[shared].kind == StateKind::parallel;
}

void Analysis::find_traps() {
    traps_ = make_bits(tables_.states.size());
    for (StateIndex i = 1; i < tables_.states.size(); ++i) {
        if (tables_.states[i].kind != StateKind::atomic || !has_bit(reachable_, i)) continue;
        bool has_exit = false;
        for (Index t = 0; t < tables_.transitions.size() && !has_exit; ++t)
            has_exit = may_leave(t, i);
        if (has_exit) continue;
        set_bit(traps_, i);
        report("TR132", Severity::warning, tables_.states[i].line,
               name(i) + " can never be left, and it is not final.",
               "Add a transition out of it, or make it a <final>.");
    }
}

void Analysis::find_endless() {
    StateIndex first_final = no_state;
    Graph graph(tables_.states.size() + 1);
    const auto end = static_cast<StateIndex>(tables_.states.size());
    for (StateIndex i = 0; i < tables_.states.size(); ++i) {
        const StateRow& row = tables_.states[i];
        add_entry_edges(graph, i);
        // Whatever a region may be in can move the whole on, and histories recall anything.
        if (row.kind == StateKind::parallel || tables_.is_history(i)) {
            const StateIndex holder = tables_.is_history(i) ? row.parent : i;
            for (StateIndex k = holder + 1; k <= tables_.states[holder].last; ++k)
                add_edge(i, k, graph);
        }
        if (row.kind != StateKind::final || row.parent != 0) continue;
        if (first_final == no_state) first_final = i;
        add_edge(i, end, graph);
    }
    if (first_final == no_state || !has_bit(reachable_, 0)) return;
    // The root reaches everything by default entry; a state's own way must not lead through it.
    for (StateIndex i = 1; i < end; ++i)
        if (tables_.states[i].parent == 0) remove_edge(i, 0, graph);
    const Bits saved = visited_from(boost::make_reverse_graph(graph), end);
    for (StateIndex i = 1; i < end; ++i) {
        if (tables_.states[i].kind != StateKind::atomic || !has_bit(reachable_, i)) continue;
        if (has_bit(saved, i) || has_bit(traps_, i)) continue;
        report("TR133", Severity::warning, tables_.states[i].line,
               "From state '" + tables_.states[i].id + "' there is no path to a final state.",
               "Add a transition that leads on to a final state.");
    }
}

bool Analysis::is_in_parallel(StateIndex state) const {
    for (StateIndex at = state; at != no_state; at = tables_.states[at].parent)
        if (tables_.states[at].kind == StateKind::parallel) return true;
    return false;
}

/// The one leaf that entering a state leads to; no_state when there are several or it depends.
StateIndex Analysis::lone_leaf(StateIndex state) const {
    while (tables_.states[state].kind == StateKind::compound) {
        if (tables_.states[state].defaults.count != 1) return no_state;
        state = tables_.targets[tables_.states[state].defaults.first];
    }
    return tables_.is_leaf(state) ? state : no_state;
}

/// The eventless transition that is taken for certain in this leaf; none when that depends.
Index Analysis::first_eventless(StateIndex leaf) const {
    for (StateIndex at = leaf; at != 0; at = tables_.states[at].parent) {
        const Span span = tables_.states[at].transitions;
        for (Index t = span.first; t < span.end(); ++t) {
            if (!tables_.transitions[t].events.empty()) continue;
            return tables_.transitions[t].condition == none ? t : none;
        }
    }
    return none;
}

void Analysis::find_livelocks() {
    Graph graph(tables_.states.size());
    Bits loops = make_bits(tables_.states.size());
    for (StateIndex i = 1; i < tables_.states.size(); ++i) {
        if (!tables_.is_leaf(i) || !has_bit(reachable_, i) || is_in_parallel(i)) continue;
        const Index t = first_eventless(i);
        if (t == none) continue;
        const Span targets = tables_.transitions[t].targets;
        const StateIndex next = targets.empty()      ? i
                                : targets.count == 1 ? lone_leaf(tables_.targets[targets.first])
                                                     : no_state;
        if (next == no_state) continue;
        add_edge(i, next, graph);
        if (next == i) set_bit(loops, i);
    }
    std::vector<int> component(tables_.states.size());
    const int count = boost::strong_components(
        graph,
        boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
    std::vector<int> size(static_cast<std::size_t>(count));
    for (const int one : component) ++size[static_cast<std::size_t>(one)];
    for (StateIndex i = 1; i < tables_.states.size(); ++i) {
        int& members = size[static_cast<std::size_t>(component[i])];
        if (members < 2 && !has_bit(loops, i)) continue;
        members = 0;  // One report a circle, at its first state.
        report("TR135", Severity::error, tables_.states[i].line,
               "From state '" + tables_.states[i].id +
                   "' eventless transitions without condition go in a circle for ever.",
               "Give one of them an event or a condition.");
    }
}

void Analysis::find_silent_events() {
    constexpr std::string_view prefix = "done.state.";
    for (const TransitionRow& row : tables_.transitions) {
        for (Index d = row.events.first; d < row.events.end(); ++d) {
            const std::string_view event = EventNames::bare(tables_.descriptors[d]);
            if (!event.starts_with(prefix)) continue;
            const std::string id(event.substr(prefix.size()));
            const auto state = tables_.state_by_id.find(id);
            // "done.state.a" is also the beginning of "done.state.a.b".
            const bool may_be_prefix =
                std::any_of(tables_.states.begin(), tables_.states.end(),
                            [&](const StateRow& s) { return s.id.starts_with(id + "."); });
            if (may_be_prefix) continue;
            bool can_end = false;
            if (state != tables_.state_by_id.end())
                for (StateIndex i = state->second + 1; i <= tables_.states[state->second].last; ++i)
                    can_end |= tables_.states[i].kind == StateKind::final && has_bit(reachable_, i);
            if (can_end) continue;
            report("TR136", Severity::warning, row.line,
                   "The event '" + std::string(event) + "' never happens: " +
                       (state == tables_.state_by_id.end() ? "there is no such state."
                                                           : "no <final> inside can be reached."),
                   "Add a <final> to the state, or correct the event's name.");
        }
    }
}

}  // namespace

std::vector<Diagnostic> analyse(const Chart& chart) {
    return Analysis(chart.tables()).run();
}

}  // namespace trinh::chart
