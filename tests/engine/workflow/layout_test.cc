#include "engine/workflow/layout.h"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>

namespace trinh::workflow {
namespace {

LayoutGraph sheet() {
    LayoutGraph graph;
    graph.nodes.push_back({});
    graph.head_height = [](int, int) { return 40; };
    return graph;
}

int add_box(LayoutGraph& graph, int parent) {
    LayoutNode node;
    node.parent = parent;
    node.width = 180;
    node.height = 60;
    graph.nodes.push_back(node);
    return static_cast<int>(graph.nodes.size()) - 1;
}

/// Up to 25 boxes, some in others, in the order of a document, and arrows between any two.
LayoutGraph random_graph(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](int limit) {
        return static_cast<int>(random() % static_cast<unsigned>(limit));
    };
    auto graph = sheet();
    std::vector<int> open{0};
    const int count = 3 + below(22);
    for (int at = 0; at < count; ++at) {
        while (open.size() > 1 && below(3) == 0) open.pop_back();
        const int box = add_box(graph, open.back());
        graph.nodes.back().is_side_by_side = below(4) == 0;
        graph.nodes.back().is_end = below(6) == 0;
        if (below(3) == 0 && open.size() < 5) open.push_back(box);
    }
    for (int at = below(2 * count); at >= 0; --at) {
        const LayoutEdge edge{1 + below(count), 1 + below(count)};
        if (edge.from != edge.to) graph.edges.push_back(edge);
    }
    return graph;
}

bool touches(const LayoutBox& box, LayoutPoint point) {
    const bool inside =
        point.x >= box.x && point.x <= box.right() && point.y >= box.y && point.y <= box.bottom();
    const bool strictly =
        point.x > box.x && point.x < box.right() && point.y > box.y && point.y < box.bottom();
    return inside && !strictly;
}

bool has_children(const LayoutGraph& graph, int node) {
    return std::any_of(graph.nodes.begin(), graph.nodes.end(),
                       [node](const LayoutNode& other) { return other.parent == node; });
}

/// The part of the arrow that runs inside the box, a point not counted.
bool runs_through(const std::vector<LayoutPoint>& route, const LayoutBox& box) {
    for (std::size_t at = 1; at < route.size(); ++at) {
        const LayoutBox line{
            std::min(route[at].x, route[at - 1].x), std::min(route[at].y, route[at - 1].y),
            std::abs(route[at].x - route[at - 1].x), std::abs(route[at].y - route[at - 1].y)};
        if (line.overlaps(box)) return true;
    }
    return false;
}

struct Sample {
    unsigned seed;
    LayoutGraph graph;
    Layout layout;
};

/// Laid out once for all tests.
const std::vector<Sample>& samples() {
    static const std::vector<Sample> all = [] {
        std::vector<Sample> made;
        for (unsigned seed = 1; seed <= 40; ++seed) {
            auto graph = random_graph(seed);
            auto layout = lay_out(graph);
            made.push_back({seed, std::move(graph), std::move(layout)});
        }
        return made;
    }();
    return all;
}

TEST(RandomLayout, KeepsBoxesInsideTheirFrameAndApart) {
    for (const auto& [seed, graph, layout] : samples()) {
        SCOPED_TRACE(seed);
        for (std::size_t at = 1; at < graph.nodes.size(); ++at) {
            const auto& box = layout.boxes[at];
            const auto& frame = layout.boxes[static_cast<std::size_t>(graph.nodes[at].parent)];
            EXPECT_TRUE(box.x > frame.x && box.right() < frame.right() && box.y > frame.y &&
                        box.bottom() < frame.bottom())
                << "box " << at;
            for (std::size_t other = at + 1; other < graph.nodes.size(); ++other) {
                if (graph.nodes[other].parent != graph.nodes[at].parent) continue;
                EXPECT_FALSE(box.overlaps(layout.boxes[other])) << "boxes " << at << ", " << other;
            }
        }
    }
}

TEST(RandomLayout, LeadsEveryArrowFromItsBoxToItsBox) {
    for (const auto& [seed, graph, layout] : samples()) {
        SCOPED_TRACE(seed);
        for (std::size_t at = 0; at < graph.edges.size(); ++at) {
            const auto& route = layout.routes[at];
            const auto& edge = graph.edges[at];

            ASSERT_GE(route.size(), 2U) << "arrow " << edge.from << " -> " << edge.to;
            EXPECT_TRUE(touches(layout.boxes[static_cast<std::size_t>(edge.from)], route.front()));
            EXPECT_TRUE(touches(layout.boxes[static_cast<std::size_t>(edge.to)], route.back()));
            for (std::size_t corner = 1; corner < route.size(); ++corner) {
                const bool is_across = route[corner].y == route[corner - 1].y;
                const bool is_down = route[corner].x == route[corner - 1].x;
                EXPECT_NE(is_across, is_down) << "arrows run along the grid and never stand still";
            }
        }
    }
}

TEST(RandomLayout, LeadsNoArrowThroughABox) {
    for (const auto& [seed, graph, layout] : samples()) {
        SCOPED_TRACE(seed);
        for (std::size_t at = 0; at < graph.edges.size(); ++at) {
            const auto& edge = graph.edges[at];
            for (int node = 1; node < static_cast<int>(graph.nodes.size()); ++node) {
                const bool is_around =
                    is_within(graph, edge.from, node) || is_within(graph, edge.to, node);
                if (is_around && has_children(graph, node)) continue;
                EXPECT_FALSE(
                    runs_through(layout.routes[at], layout.boxes[static_cast<std::size_t>(node)]))
                    << "arrow " << edge.from << " -> " << edge.to << " through " << node;
            }
        }
    }
}

TEST(Layout, RunsLikeARiverFromTopToBottom) {
    auto graph = sheet();
    for (int at = 0; at < 4; ++at) add_box(graph, 0);
    graph.edges = {{1, 2}, {2, 3}, {3, 4}, {3, 1}};

    const auto layout = lay_out(graph);

    for (std::size_t at = 2; at <= 4; ++at) {
        EXPECT_GT(layout.boxes[at].y, layout.boxes[at - 1].bottom());
        EXPECT_EQ(layout.boxes[at].middle(), layout.boxes[at - 1].middle());
    }
    EXPECT_EQ(layout.routes[0].size(), 2U) << "straight down";
    EXPECT_EQ(layout.is_back, std::vector<bool>({false, false, false, true}));
}

TEST(Layout, TakesWhatGoesBackAlongTheSide) {
    auto graph = sheet();
    for (int at = 0; at < 3; ++at) add_box(graph, 0);
    graph.edges = {{1, 2}, {2, 3}, {3, 1}};

    const auto layout = lay_out(graph);
    const auto& back = layout.routes[2];

    const auto& first = layout.boxes[1];
    EXPECT_TRUE(back.back().x == first.x || back.back().x == first.right());
}

TEST(Layout, LeavesAStraightWayForAnArrowOverSeveralLayers) {
    auto graph = sheet();
    for (int at = 0; at < 3; ++at) add_box(graph, 0);
    graph.edges = {{1, 2}, {2, 3}, {1, 3}};

    const auto layout = lay_out(graph);

    EXPECT_LE(layout.routes[2].size(), 4U);
}

TEST(Layout, PutsParallelTracksBesideEachOtherAndEquallyHigh) {
    auto graph = sheet();
    const int tracks = add_box(graph, 0);
    graph.nodes.back().is_side_by_side = true;
    const auto left = static_cast<std::size_t>(add_box(graph, tracks));
    add_box(graph, static_cast<int>(left));
    const auto right = static_cast<std::size_t>(add_box(graph, tracks));
    add_box(graph, static_cast<int>(right));
    add_box(graph, static_cast<int>(right));
    graph.edges = {{static_cast<int>(right) + 1, static_cast<int>(right) + 2}};

    const auto layout = lay_out(graph);

    EXPECT_EQ(layout.boxes[left].y, layout.boxes[right].y);
    EXPECT_EQ(layout.boxes[left].height, layout.boxes[right].height);
    EXPECT_GT(layout.boxes[right].x, layout.boxes[left].right());
}

TEST(Layout, BreaksALayerThatWouldBeTooWide) {
    auto graph = sheet();
    add_box(graph, 0);
    for (int at = 0; at < 12; ++at) {
        const int box = add_box(graph, 0);
        graph.edges.push_back({1, box});
    }

    const auto layout = lay_out(graph);

    EXPECT_LE(layout.boxes.front().width, 2'700);
}

TEST(Layout, PutsEndsIntoTheLastLayer) {
    auto graph = sheet();
    for (int at = 0; at < 4; ++at) add_box(graph, 0);
    graph.nodes[4].is_end = true;
    graph.edges = {{1, 2}, {2, 3}, {1, 4}};

    const auto layout = lay_out(graph);

    EXPECT_EQ(layout.boxes[4].y, layout.boxes[3].y);
}

TEST(Layout, FoldsALongRiverIntoEvenColumns) {
    EXPECT_EQ(columns_of({10, 10, 10, 10}, 5, 2), (std::vector<std::size_t>{2, 4}));
    EXPECT_EQ(columns_of({10, 10, 100, 10}, 5, 2), (std::vector<std::size_t>{2, 4}));
    EXPECT_EQ(columns_of({10, 10, 10}, 5, 1), (std::vector<std::size_t>{3}));
    EXPECT_EQ(columns_of({10, 10}, 5, 9), (std::vector<std::size_t>{1, 2}));

    auto graph = sheet();
    for (int at = 0; at < 30; ++at) add_box(graph, 0);
    for (int at = 1; at < 30; ++at) graph.edges.push_back({at, at + 1});
    const auto layout = lay_out(graph);

    const auto& page = layout.boxes.front();
    EXPECT_GT(page.width, page.height);
    EXPECT_EQ(layout.is_back, std::vector<bool>(29, false)) << "the next column is no way back";
}

TEST(Layout, CutsCyclesAtTheArrowThatLeadsBack) {
    const auto layers = layers_of(3, {{0, 1}, {1, 2}, {2, 0}, {1, 0}}, {false, false, false});

    EXPECT_EQ(layers, (std::vector<std::vector<int>>{{0}, {1}, {2}}));
}

TEST(Layout, OrdersLayersSoThatArrowsDoNotCross) {
    // 0 -> 3 and 1 -> 2 would cross if the second layer stood in document order.
    const auto layers = layers_of(4, {{0, 3}, {1, 2}}, std::vector<bool>(4, false));

    EXPECT_EQ(layers, (std::vector<std::vector<int>>{{0, 1}, {3, 2}}));
}

TEST(Layout, WritesNoLabelOverABoxOrAnotherLabel) {
    for (const auto& [seed, graph, layout] : samples()) {
        SCOPED_TRACE(seed);
        std::vector<LayoutLabel> labels;
        for (int at = 0; at < static_cast<int>(graph.edges.size()); ++at) {
            labels.push_back({at, 90, 18});
        }

        const auto boxes = place_labels(graph, layout, labels);

        for (std::size_t at = 0; at < boxes.size(); ++at) {
            if (boxes[at].width == 0) continue;
            for (std::size_t other = 0; other < at; ++other) {
                EXPECT_FALSE(boxes[other].width > 0 && boxes[at].overlaps(boxes[other]));
            }
            for (int node = 1; node < static_cast<int>(graph.nodes.size()); ++node) {
                if (has_children(graph, node)) continue;
                EXPECT_FALSE(boxes[at].overlaps(layout.boxes[static_cast<std::size_t>(node)]));
            }
        }
    }
}

}  // namespace
}  // namespace trinh::workflow
