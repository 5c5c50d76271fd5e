#include "engine/workflow/statutory_paths.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <optional>
#include <set>

#include "engine/workflow/statutory_graph.h"

namespace trinh::workflow {
namespace {

using chart::no_state;
using chart::StateIndex;

long long cost_of(const Deadline* charge) {
    if (charge == nullptr) return 0;
    PeriodSum sum;
    sum.add(charge->period);
    return sum.rough_length();
}

/// Shortest ways: the least cost of every node, then the fewest steps.
class Shortest {
public:
    explicit Shortest(const StatutoryGraph& graph)
        : graph_(graph), best_(graph.node_count()), by_(graph.node_count(), nullptr) {
        for (const auto& start : graph.starts()) best_[start.to] = {cost_of(start.charge), 1};
        for (bool changes = true; changes;) {
            changes = false;
            for (const auto& edge : graph.edges())
                if (!graph.needs_all(edge.to)) changes |= relax(edge);
            changes |= close_parallels();
        }
    }

    [[nodiscard]] StatutoryPath to(std::size_t node) const {
        StatutoryPath path;
        std::vector<const StatutoryEdge*> way;
        std::size_t at = node;
        for (; by_[at] != nullptr && way.size() <= best_.size(); at = by_[at]->from)
            way.push_back(by_[at]);
        for (const auto& start : graph_.starts())
            if (start.to == at) add_step(path, start);
        for (auto edge = way.rbegin(); edge != way.rend(); ++edge)
            if (graph_.is_leaf((*edge)->to)) add_step(path, **edge);
        return path;
    }
    [[nodiscard]] bool reaches(std::size_t node) const { return best_[node].has_value(); }

private:
    using Cost = std::pair<long long, int>;

    static void add_step(StatutoryPath& path, const StatutoryEdge& edge) {
        path.steps.push_back({{static_cast<StateIndex>(edge.to)}, {}});
        if (edge.charge == nullptr) return;
        path.steps.back().deadlines.push_back(edge.charge);
        path.sum.add(edge.charge->period);
    }

    bool relax(const StatutoryEdge& edge) {
        if (!best_[edge.from] || edge.is_recall) return false;
        const Cost cost{best_[edge.from]->first + cost_of(edge.charge),
                        best_[edge.from]->second + 1};
        if (best_[edge.to] && *best_[edge.to] <= cost) return false;
        best_[edge.to] = cost;
        by_[edge.to] = &edge;
        return true;
    }

    /// A parallel ends with the last of its regions.
    bool close_parallels() {
        bool changes = false;
        for (std::size_t node = 0; node < graph_.node_count(); ++node) {
            if (!graph_.needs_all(node)) continue;
            std::optional<Cost> last;
            const StatutoryEdge* by = nullptr;
            bool all = true;
            for (const auto& edge : graph_.edges()) {
                if (edge.to != node) continue;
                all = all && best_[edge.from].has_value();
                if (!all) break;
                if (!last || *last < *best_[edge.from]) {
                    last = best_[edge.from];
                    by = &edge;
                }
            }
            if (!all || !last || (best_[node] && *best_[node] <= *last)) continue;
            best_[node] = last;
            by_[node] = by;
            changes = true;
        }
        return changes;
    }

    const StatutoryGraph& graph_;
    std::vector<std::optional<Cost>> best_;
    std::vector<const StatutoryEdge*> by_;
};

/// Longest ways over the acyclic condensation: leaves under one clock are one node, and what a loop
/// joins is one component with the periods of all its clocks.
class Longest {
public:
    Longest(const StatutoryGraph& graph, const Shortest& reached)
        : graph_(graph), out_(graph.node_count()) {
        for (const auto& edge : graph.edges()) {
            if (!reached.reaches(edge.from)) continue;
            const auto from = node_of(edge.from), to = node_of(edge.to);
            if (from != to || edge.charge != nullptr) add_edge(from, to, out_);
            if (from == to && edge.charge != nullptr) cyclic_.insert(from);
        }
        component_.resize(graph.node_count());
        const auto count = boost::strong_components(
            out_,
            boost::make_iterator_property_map(component_.begin(), get(boost::vertex_index, out_)));
        members_.resize(count);
        for (std::size_t node = 0; node < component_.size(); ++node)
            members_[component_[node]].push_back(node);
        walk();
    }

    [[nodiscard]] StatutoryPath to(std::size_t node) const {
        StatutoryPath path;
        for (int at = static_cast<int>(component_[node_of(node)]); at >= 0;
             at = before_[static_cast<std::size_t>(at)])
            if (auto step = step_of(static_cast<std::size_t>(at)); !step.states.empty())
                path.steps.insert(path.steps.begin(), std::move(step));
        for (const auto& step : path.steps)
            for (const auto* deadline : step.deadlines) path.sum.add(deadline->period);
        return path;
    }

    [[nodiscard]] std::vector<PathStep> loops() const {
        std::vector<PathStep> found;
        for (std::size_t c = members_.size(); c-- > 0;) {
            const bool is_loop = members_[c].size() > 1 || cyclic_.contains(members_[c].front());
            if (best_[c] >= 0 && is_loop) found.push_back(step_of(c));
        }
        return found;
    }

private:
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

    /// Leaves (and ends) under one clock are one node: that of the clock's state.
    [[nodiscard]] std::size_t node_of(std::size_t node) const {
        const StateIndex unit = graph_.unit_of(graph_.state_of(node));
        return unit == no_state ? node : unit;
    }

    [[nodiscard]] PathStep step_of(std::size_t component) const {
        PathStep step;
        for (const std::size_t node : members_[component]) {
            if (!graph_.is_leaf(node)) continue;
            step.states.push_back(static_cast<StateIndex>(node));
            if (const auto* clock = graph_.clock_of(static_cast<StateIndex>(node));
                clock != nullptr && graph_.unit_of(static_cast<StateIndex>(node)) == node)
                step.deadlines.push_back(clock);
        }
        return step;
    }

    [[nodiscard]] long long weight(std::size_t component) const {
        PeriodSum sum;
        for (const auto* deadline : step_of(component).deadlines) sum.add(deadline->period);
        return sum.rough_length();
    }

    /// Components are numbered against the direction of the edges: the highest come first.
    void walk() {
        best_.assign(members_.size(), -1);
        before_.assign(members_.size(), -1);
        for (const auto& start : graph_.starts()) {
            const auto c = component_[node_of(start.to)];
            best_[c] = weight(c);
        }
        for (std::size_t c = members_.size(); c-- > 0;) {
            if (best_[c] < 0) continue;
            for (const std::size_t node : members_[c])
                for (auto [edge, end] = out_edges(node, out_); edge != end; ++edge) {
                    const auto to = component_[target(*edge, out_)];
                    if (to == c || best_[to] >= best_[c] + weight(to)) continue;
                    best_[to] = best_[c] + weight(to);
                    before_[to] = static_cast<int>(c);
                }
        }
    }

    const StatutoryGraph& graph_;
    Graph out_;
    std::set<std::size_t> cyclic_;
    std::vector<std::size_t> component_;
    std::vector<std::vector<std::size_t>> members_;
    std::vector<long long> best_;
    std::vector<int> before_;
};

}  // namespace

long long PeriodSum::rough_length() const {
    using calendar::PeriodUnit;
    long long fifths = 0;
    for (const auto& [unit, count] : counts) {
        const int each = unit == PeriodUnit::working_days ? 7
                         : unit == PeriodUnit::months     ? 5 * 30
                         : unit == PeriodUnit::years      ? 5 * 365
                                                          : 5;
        fifths += static_cast<long long>(count) * each;
    }
    return fifths;
}

StatutoryPaths statutory_paths(const Process& process) {
    const chart::Ways ways(*process.chart);
    const StatutoryGraph graph(process, ways);
    const Shortest shortest(graph);
    const Longest longest(graph, shortest);
    StatutoryPaths paths;
    for (StateIndex i = 1; i < process.chart->state_count(); ++i) {
        const auto state = process.chart->state(i);
        if (state.kind != chart::StateKind::final || state.parent != 0) continue;
        if (shortest.reaches(i)) paths.ends.push_back({i, shortest.to(i), longest.to(i)});
    }
    paths.loops = longest.loops();
    for (const auto& deadline : process.deadlines)
        if (deadline.direction != calendar::Direction::after) paths.uncounted.push_back(&deadline);
    return paths;
}

}  // namespace trinh::workflow
