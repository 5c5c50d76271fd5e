#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/topological_sort.hpp>
#include <iterator>
#include <set>
#include <utility>

#include "engine/workflow/layout.h"

namespace trinh::workflow {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

constexpr int sweeps = 8;

/// Notes the edges that close a cycle: seen from the first box on, they lead back.
class BackEdges : public boost::dfs_visitor<> {
public:
    explicit BackEdges(std::set<std::pair<int, int>>& found) : found_(&found) {}
    template <class Edge>
    void back_edge(Edge edge, const Graph& graph) {
        found_->emplace(static_cast<int>(source(edge, graph)),
                        static_cast<int>(target(edge, graph)));
    }

private:
    std::set<std::pair<int, int>>* found_;
};

void add(Graph& graph, const LayoutEdge& edge) {
    add_edge(static_cast<std::size_t>(edge.from), static_cast<std::size_t>(edge.to), graph);
}

/// The same boxes with every cycle cut.
Graph without_cycles(int count, const std::vector<LayoutEdge>& edges) {
    Graph all(static_cast<std::size_t>(count));
    for (const auto& edge : edges) {
        if (edge.from != edge.to) add(all, edge);
    }
    std::set<std::pair<int, int>> back;
    depth_first_search(all, boost::visitor(BackEdges(back)));
    Graph river(static_cast<std::size_t>(count));
    for (const auto& edge : edges) {
        const bool leads_on = edge.from != edge.to && !back.contains({edge.from, edge.to});
        if (leads_on) add(river, edge);
    }
    return river;
}

/// Longest path from a source; ends go down to the last layer.
std::vector<int> ranks_of(const Graph& river, const std::vector<bool>& is_end) {
    std::vector<Graph::vertex_descriptor> order;
    topological_sort(river, std::back_inserter(order));
    std::reverse(order.begin(), order.end());
    std::vector<int> rank(num_vertices(river), 0);
    int last = 0;
    for (const auto at : order) {
        for (auto [edge, end] = in_edges(at, river); edge != end; ++edge) {
            rank[at] = std::max(rank[at], rank[source(*edge, river)] + 1);
        }
        last = std::max(last, rank[at]);
    }
    for (std::size_t at = 0; at < rank.size(); ++at) {
        if (is_end[at] && out_degree(at, river) == 0) rank[at] = last;
    }
    return rank;
}

/// Puts each layer into the order of its neighbours' middles, downwards and upwards by turns.
class Orderer {
public:
    Orderer(const Graph& river, const std::vector<int>& rank)
        : river_(river), rank_(rank), place_(rank.size(), 0) {}

    void run(std::vector<std::vector<int>>& layers) {
        for (const auto& layer : layers) note_places(layer);
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            const bool is_down = sweep % 2 == 0;
            for (std::size_t step = 1; step < layers.size(); ++step) {
                order(layers[is_down ? step : layers.size() - 1 - step], is_down);
            }
        }
    }

private:
    void order(std::vector<int>& layer, bool looks_up) {
        std::vector<double> wanted(place_.size(), 0);
        for (const int node : layer) {
            const auto at = static_cast<std::size_t>(node);
            wanted[at] = barycentre(at, looks_up);
        }
        std::stable_sort(layer.begin(), layer.end(), [&](int left, int right) {
            return wanted[static_cast<std::size_t>(left)] < wanted[static_cast<std::size_t>(right)];
        });
        note_places(layer);
    }

    /// The mean place of the neighbours on that side; its own place when it has none.
    [[nodiscard]] double barycentre(std::size_t at, bool looks_up) const {
        double sum = 0;
        int count = 0;
        const auto look = [&](std::size_t other) {
            if ((rank_[other] < rank_[at]) != looks_up) return;
            sum += place_[other];
            ++count;
        };
        for (auto [edge, end] = in_edges(at, river_); edge != end; ++edge) {
            look(source(*edge, river_));
        }
        for (auto [edge, end] = out_edges(at, river_); edge != end; ++edge) {
            look(target(*edge, river_));
        }
        return count == 0 ? place_[at] : sum / count;
    }

    void note_places(const std::vector<int>& layer) {
        for (std::size_t at = 0; at < layer.size(); ++at) {
            // Between 0 and 1, so that layers of different lengths compare.
            place_[static_cast<std::size_t>(layer[at])] =
                (static_cast<double>(at) + 0.5) / static_cast<double>(layer.size());
        }
    }

    const Graph& river_;
    const std::vector<int>& rank_;
    std::vector<double> place_;
};

}  // namespace

std::vector<std::vector<int>> layers_of(int count, const std::vector<LayoutEdge>& edges,
                                        const std::vector<bool>& is_end) {
    const Graph river = without_cycles(count, edges);
    const auto rank = ranks_of(river, is_end);
    const int last = rank.empty() ? -1 : *std::max_element(rank.begin(), rank.end());
    std::vector<std::vector<int>> layers(static_cast<std::size_t>(last + 1));
    for (int at = 0; at < count; ++at) {
        layers[static_cast<std::size_t>(rank[static_cast<std::size_t>(at)])].push_back(at);
    }
    Orderer(river, rank).run(layers);
    return layers;
}

}  // namespace trinh::workflow
