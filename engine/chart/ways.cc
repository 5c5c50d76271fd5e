#include "engine/chart/ways.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>

#include "engine/chart/tables.h"

namespace trinh::chart {
namespace {

/// A state in the graph has three faces: active; entered (with all that enters by default); and
/// become active because something inside was entered.
std::size_t active(StateIndex state) {
    return std::size_t{3} * state;
}
std::size_t entered(StateIndex state) {
    return std::size_t{3} * state + 1;
}
std::size_t around(StateIndex state) {
    return std::size_t{3} * state + 2;
}

/// By state: is its "active" face visited from one of the starts?
template <class AnyGraph>
std::vector<bool> active_from(const AnyGraph& graph, const std::vector<std::size_t>& starts) {
    std::vector<boost::default_color_type> colors(num_vertices(graph), boost::white_color);
    auto color = boost::make_iterator_property_map(colors.begin(), get(boost::vertex_index, graph));
    boost::queue<std::size_t> waiting;
    for (const std::size_t start : starts)
        if (colors[start] == boost::white_color)
            boost::breadth_first_visit(graph, start, waiting, boost::default_bfs_visitor(), color);
    std::vector<bool> found(colors.size() / 3);
    for (StateIndex i = 0; i < found.size(); ++i)
        found[i] = colors[active(i)] != boost::white_color;
    return found;
}

std::optional<bool> constant_of(const Tables& tables, const TransitionRow& row) {
    if (row.condition == none) return true;
    const Expression& condition = tables.expressions[row.condition];
    const auto* program = std::get_if<expression::Program>(&condition.code);
    // In('a') reads the configuration without a name.
    if (program == nullptr || !program->names().empty() ||
        condition.text.find("In") != std::string::npos)
        return std::nullopt;
    const auto value = program->test({});
    const bool* known = std::get_if<bool>(&value);
    return known == nullptr ? std::nullopt : std::optional(*known);
}

}  // namespace

Ways::Ways(const Chart& chart) : chart_(chart), sent_(sent_events(chart)) {
    const Tables& tables = chart.tables();
    for (const TransitionRow& row : tables.transitions)
        constants_.push_back(constant_of(tables, row));
    losers_.resize(tables.transitions.size());
    for (std::uint32_t t = 0; t < losers_.size(); ++t) losers_[t] = loses(t);
    reached_ = reached(losers_);
    follow_ = graph(true, losers_);
}

/// A shallow history recalls a child that was active before, and that one enters by default.
std::vector<bool> Ways::reached(const std::vector<bool>& excluded) const {
    const Tables& tables = chart_.tables();
    Graph known = graph(false, excluded);
    std::vector<bool> is_recalled(tables.states.size());
    while (true) {
        std::vector<bool> found = active_from(known, {entered(0)});
        bool is_new = false;
        for (StateIndex h = 1; h < tables.states.size(); ++h) {
            if (tables.states[h].kind != StateKind::history_shallow || !found[h]) continue;
            const Span children = tables.states[tables.states[h].parent].children;
            for (Index k = children.first; k < children.end(); ++k) {
                const StateIndex child = tables.members[k];
                if (!found[child] || is_recalled[child]) continue;
                is_recalled[child] = is_new = true;
                add_edge(entered(h), entered(child), known);
            }
        }
        if (!is_new) return found;
    }
}

/// In every leaf below, something nearer to the leaf or earlier in the text takes all its events.
bool Ways::loses(std::uint32_t transition) const {
    if (constants_[transition] == false) return true;
    const Tables& tables = chart_.tables();
    const StateIndex source = tables.transitions[transition].source;
    for (StateIndex leaf = source; leaf <= tables.states[source].last; ++leaf)
        if (tables.is_leaf(leaf) && !is_beaten_in(leaf, transition)) return false;
    return true;
}

bool Ways::is_beaten_in(StateIndex leaf, std::uint32_t transition) const {
    const Tables& tables = chart_.tables();
    const TransitionRow& loser = tables.transitions[transition];
    std::vector<bool> taken(loser.events.count);
    for (StateIndex at = leaf;; at = tables.states[at].parent) {
        const Span span = tables.states[at].transitions;
        for (Index t = span.first; t < span.end() && (at != loser.source || t < transition); ++t) {
            const TransitionRow& row = tables.transitions[t];
            if (constants_[t] != true || row.events.empty() != loser.events.empty()) continue;
            if (loser.events.empty()) return true;
            for (Index e = row.events.first; e < row.events.end(); ++e)
                for (Index d = 0; d < loser.events.count; ++d)
                    if (tables.ranges[e].holds(tables.ranges[loser.events.first + d].first))
                        taken[d] = true;
        }
        if (at == loser.source) break;
    }
    return !taken.empty() && std::find(taken.begin(), taken.end(), false) == taken.end();
}

/// With `from_anywhere` a walk may begin in the middle of a run: regions stand where they stand,
/// and histories recall anything.
Ways::Graph Ways::graph(bool from_anywhere, const std::vector<bool>& excluded) const {
    const Tables& tables = chart_.tables();
    Graph made(3 * tables.states.size());
    for (StateIndex i = 0; i < tables.states.size(); ++i) {
        const StateRow& row = tables.states[i];
        add_edge(entered(i), active(i), made);
        add_edge(around(i), active(i), made);
        if (row.parent != no_state) {
            add_edge(active(i), active(row.parent), made);
            add_edge(entered(i), around(row.parent), made);
            add_edge(around(i), around(row.parent), made);
        }
        for (Index k = row.defaults.first; k < row.defaults.end(); ++k)
            add_edge(entered(i), entered(tables.targets[k]), made);
        if (row.kind == StateKind::parallel) {
            for (Index k = row.children.first; k < row.children.end(); ++k) {
                add_edge(entered(i), entered(tables.members[k]), made);
                add_edge(around(i), entered(tables.members[k]), made);
            }
            for (StateIndex k = i + 1; from_anywhere && k <= row.last; ++k)
                add_edge(active(i), active(k), made);
        }
        if (from_anywhere && tables.is_history(i))
            for (StateIndex k = row.parent + 1; k <= tables.states[row.parent].last; ++k)
                if (!tables.is_history(k)) add_edge(entered(i), entered(k), made);
        for (Index t = row.transitions.first; t < row.transitions.end(); ++t) {
            const Span targets = tables.transitions[t].targets;
            for (Index k = targets.first; !excluded[t] && k < targets.end(); ++k)
                add_edge(active(i), entered(tables.targets[k]), made);
        }
    }
    return made;
}

std::vector<bool> Ways::may_follow(StateIndex earlier) const {
    return active_from(follow_, {active(earlier)});
}

std::vector<bool> Ways::reached_without(const std::vector<bool>& transitions) const {
    std::vector<bool> excluded = losers_;
    for (std::size_t t = 0; t < excluded.size(); ++t)
        if (transitions[t]) excluded[t] = true;
    return reached(excluded);
}

std::vector<bool> Ways::may_end() const {
    const Tables& tables = chart_.tables();
    std::vector<std::size_t> ends;
    for (StateIndex i = 1; i < tables.states.size(); ++i)
        if (tables.states[i].kind == StateKind::final && tables.states[i].parent == 0)
            ends.push_back(active(i));
    return active_from(boost::make_reverse_graph(follow_), ends);
}

/// The domain is at most this: a history may recall any state of its parent.
StateIndex Ways::widest_domain(std::uint32_t transition) const {
    const Tables& tables = chart_.tables();
    const TransitionRow& row = tables.transitions[transition];
    if (!row.is_dynamic) return row.domain;
    std::vector<StateIndex> targets;
    for (Index i = row.targets.first; i < row.targets.end(); ++i)
        targets.push_back(tables.targets[i]);
    return tables.domain_of(row, targets);
}

bool Ways::may_leave(std::uint32_t transition, StateIndex state) const {
    const Tables& tables = chart_.tables();
    const TransitionRow& row = tables.transitions[transition];
    const StateIndex domain = widest_domain(transition);
    if (domain == no_state || !tables.is_inside(state, domain)) return false;
    if (losers_[transition] || !reached_[row.source]) return false;
    const bool comes_back = row.targets.count == 1 && tables.targets[row.targets.first] == state;
    return !comes_back && may_be_active_together(state, row.source);
}

bool Ways::may_be_left(StateIndex state) const {
    const Tables& tables = chart_.tables();
    const auto is_left_from = [&](StateIndex source) {
        const Span span = tables.states[source].transitions;
        for (Index t = span.first; t < span.end(); ++t)
            if (may_leave(t, state)) return true;
        return false;
    };
    // Most states are left by themselves or by a state around them.
    for (StateIndex at = state; at != no_state; at = tables.states[at].parent)
        if (is_left_from(at)) return true;
    for (std::uint32_t t = 0; t < losers_.size(); ++t)
        if (may_leave(t, state)) return true;
    return false;
}

bool Ways::may_be_active_together(StateIndex one, StateIndex other) const {
    const Tables& tables = chart_.tables();
    if (one == other || tables.is_inside(one, other) || tables.is_inside(other, one)) return true;
    StateIndex shared = one;
    while (!tables.is_inside(other, shared)) shared = tables.states[shared].parent;
    return tables.states[shared].kind == StateKind::parallel;
}

}  // namespace trinh::chart
