#include "engine/workflow/layout.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace trinh::workflow {
namespace {

constexpr int gap_across = 40;  ///< Between boxes of one layer.
constexpr int gap_down = 60;    ///< Between layers: room for an arrow and its words.
constexpr int gap_fold = 130;   ///< Between columns: arrows run from one's foot to the next's head.
constexpr int padding = 20;     ///< Between a frame and what stands in it.
constexpr int way_width = 20;   ///< What a passing arrow keeps free.
constexpr int lane = 10;        ///< One arrow along the side of a frame.
constexpr int lanes_max = 3;    ///< On either side.
constexpr int small_width = 320;
constexpr std::size_t ways_max = 2'000;
constexpr int straightening = 12;  ///< Passes that pull boxes over each other.

int on_grid(int length) {
    // Twice the step: the middle of a box lies on the grid too.
    const int unit = 2 * layout_step;
    return (length + unit - 1) / unit * unit;
}

std::size_t index(int at) {
    return static_cast<std::size_t>(at);
}

/// One box being filled: its children as 0 .. n-1 with sizes, places and the edges among them.
struct Frame {
    std::vector<int> children;
    std::vector<LayoutEdge> edges;  ///< Local; of edges that start or end deeper, the child.
    std::vector<int> whole;         ///< By local edge: the graph's.
    std::vector<LayoutBox> boxes;   ///< Relative to the frame's inner corner.
    std::vector<bool> flows_out;    ///< By child: an arrow leaves it for something below.
    int width = 0;
    int height = 0;
    int lanes = 0;
};

/// Layers of a frame's children and of the places its long arrows keep free.
struct Layers {
    std::vector<std::vector<int>> rows;
    std::vector<int> rank;
    std::vector<std::size_t> ends;  ///< Of the columns: the first row of the next.

    [[nodiscard]] std::size_t column(int child) const {
        std::size_t at = 0;
        while (index(rank[index(child)]) >= ends[at]) ++at;
        return at;
    }
};

class Placer {
public:
    Placer(const LayoutGraph& graph, const LayoutFolds& folds) : graph_(graph), folds_(folds) {
        layout_.is_back.assign(graph.edges.size(), false);
        layout_.boxes.resize(graph.nodes.size());
        layout_.heads.resize(graph.nodes.size(), 0);
        offsets_.resize(graph.nodes.size());
    }

    Layout run() {
        for (int node = static_cast<int>(graph_.nodes.size()) - 1; node >= 0; --node) size(node);
        for (std::size_t node = 1; node < graph_.nodes.size(); ++node) {
            const auto& around = layout_.boxes[index(graph_.nodes[node].parent)];
            layout_.boxes[node].x = around.x + offsets_[node].x;
            layout_.boxes[node].y = around.y + offsets_[node].y;
        }
        return std::move(layout_);
    }

private:
    /// Children come after their parent, so all of them have their size already.
    void size(int node) {
        const auto& wish = graph_.nodes[index(node)];
        auto& box = layout_.boxes[index(node)];
        Frame frame = frame_of(node);
        if (frame.children.empty()) {
            box = {0, 0, on_grid(wish.width), on_grid(wish.height)};
            return;
        }
        if (wish.is_side_by_side) {
            place_row(frame, folds_.parts[index(node)]);
        } else {
            place_layers(frame, folds_.parts[index(node)]);
        }
        const int side = padding + lane * frame.lanes;
        box.width = std::max(on_grid(wish.width), frame.width + 2 * side);
        auto& head = layout_.heads[index(node)];
        head = on_grid(graph_.head_height(node, box.width));
        box.height = head + frame.height + padding + lane * (frame.lanes > 0 ? 2 : 0);
        box.height = on_grid(box.height);
        const int left = (box.width - frame.width) / 2 / layout_step * layout_step;
        for (std::size_t at = 0; at < frame.children.size(); ++at) {
            const int child = frame.children[at];
            offsets_[index(child)] = {left + frame.boxes[at].x, head + frame.boxes[at].y};
            layout_.boxes[index(child)].height = frame.boxes[at].height;
        }
    }

    [[nodiscard]] Frame frame_of(int node) const {
        Frame frame;
        std::vector<int> local(graph_.nodes.size(), -1);
        for (std::size_t child = index(node) + 1; child < graph_.nodes.size(); ++child) {
            const int parent = graph_.nodes[child].parent;
            if (parent == node) {
                local[child] = static_cast<int>(frame.children.size());
                frame.children.push_back(static_cast<int>(child));
                frame.boxes.push_back(layout_.boxes[child]);
            } else if (parent > node) {
                local[child] = local[index(parent)];
            }
        }
        frame.flows_out.resize(frame.children.size(), false);
        for (std::size_t at = 0; at < graph_.edges.size(); ++at) {
            const auto& edge = graph_.edges[at];
            const int from = local[index(edge.from)];
            const int to = local[index(edge.to)];
            if (from >= 0 && to >= 0 && from != to) {
                frame.edges.push_back({from, to});
                frame.whole.push_back(static_cast<int>(at));
            }
            // What stands later in the document stands below.
            if (from >= 0 && to < 0 && edge.to > edge.from) frame.flows_out[index(from)] = true;
        }
        return frame;
    }

    /// Parallel tracks: equally high boxes beside each other, in as many rows as it takes.
    static void place_row(Frame& frame, int rows) {
        const std::size_t count = frame.boxes.size();
        const auto parts = index(rows);
        std::size_t from = 0;
        int y = 0;
        for (std::size_t row = 0; row < parts; ++row) {
            const std::size_t to = std::max(from, count * (row + 1) / parts);
            int height = 0;
            for (std::size_t at = from; at < to; ++at) {
                height = std::max(height, frame.boxes[at].height);
            }
            int x = 0;
            for (std::size_t at = from; at < to; ++at) {
                frame.boxes[at].x = x;
                frame.boxes[at].y = y;
                frame.boxes[at].height = height;
                x += frame.boxes[at].width + gap_across / 2;
            }
            frame.width = std::max(frame.width, x - gap_across / 2);
            y += height + (to > from ? gap_across / 2 : 0);
            from = to;
        }
        frame.height = y - gap_across / 2;
    }

    void place_layers(Frame& frame, int columns) {
        Layers layers = layers_in(frame);
        for (std::size_t at = 0; at < frame.edges.size(); ++at) {
            const auto& edge = frame.edges[at];
            const bool leads_back = layers.rank[index(edge.to)] <= layers.rank[index(edge.from)];
            if (leads_back && frame.lanes < lanes_max) ++frame.lanes;
            layout_.is_back[index(frame.whole[at])] = leads_back;
        }
        fold(frame, layers, columns);
        keep_ways_free(frame, layers);
        int left = 0;
        std::size_t from = 0;
        for (const auto end : layers.ends) {
            const std::vector<std::vector<int>> column(
                layers.rows.begin() + static_cast<std::ptrdiff_t>(from),
                layers.rows.begin() + static_cast<std::ptrdiff_t>(end));
            left += place_column(frame, broken(column, frame), left) + gap_fold;
            from = end;
        }
        frame.width = left - gap_fold;
    }

    /// Rows from top to bottom, from `left` on; the column's width.
    static int place_column(Frame& frame, const std::vector<std::vector<int>>& rows, int left) {
        int y = 0;
        for (const auto& row : rows) {
            int height = 0;
            int x = 0;
            for (const int child : row) {
                auto& box = frame.boxes[index(child)];
                box.x = x;
                box.y = y;
                x += box.width + gap_across;
                height = std::max(height, box.height);
            }
            y += height + gap_down;
        }
        frame.height = std::max(frame.height, y - gap_down);
        return straighten(frame, rows, left);
    }

    static void fold(const Frame& frame, Layers& layers, int columns) {
        std::vector<int> heights;
        for (const auto& row : layers.rows) {
            int height = 0;
            for (const int child : row) height = std::max(height, frame.boxes[index(child)].height);
            heights.push_back(height);
        }
        layers.ends = columns_of(heights, gap_down, columns);
    }

    [[nodiscard]] Layers layers_in(const Frame& frame) const {
        std::vector<bool> is_end(frame.boxes.size(), false);
        for (std::size_t at = 0; at < frame.children.size(); ++at) {
            is_end[at] = graph_.nodes[index(frame.children[at])].is_end;
        }
        const int count = static_cast<int>(frame.boxes.size());
        Layers layers{layers_of(count, frame.edges, is_end), std::vector<int>(index(count), 0), {}};
        for (std::size_t at = 0; at < layers.rows.size(); ++at) {
            for (const int child : layers.rows[at]) {
                layers.rank[index(child)] = static_cast<int>(at);
            }
        }
        return layers;
    }

    /// An arrow over several layers gets a narrow place in each that it passes, so that the
    /// boxes there make room; so does one that leaves the frame for what stands below it.
    void keep_ways_free(Frame& frame, Layers& layers) const {
        const auto count = frame.boxes.size();
        for (const auto& box : frame.boxes) {
            // Around wide frames there is room anyway; making more would push them off the middle.
            if (box.width > small_width) return;
        }
        const int last = static_cast<int>(layers.rows.size()) - 1;
        std::vector<LayoutEdge> edges;
        const auto chain = [&](int from, int until) {
            int before = from;
            for (int rank = layers.rank[index(from)] + 1; rank < until; ++rank) {
                if (frame.boxes.size() > count + ways_max) break;
                const int place = static_cast<int>(frame.boxes.size());
                frame.boxes.push_back({0, 0, way_width, 0});
                edges.push_back({before, place});
                before = place;
            }
            return before;
        };
        for (const auto& edge : frame.edges) {
            // From column to column an arrow runs between them.
            const bool is_inside = layers.column(edge.from) == layers.column(edge.to);
            const int until = is_inside ? layers.rank[index(edge.to)] : 0;
            edges.push_back({chain(edge.from, until), edge.to});
        }
        const bool is_folded = layers.ends.size() > 1;
        for (std::size_t child = 0; child < count && !is_folded; ++child) {
            if (frame.flows_out[child]) chain(static_cast<int>(child), last + 1);
        }
        if (frame.boxes.size() == count) return;
        frame.edges = std::move(edges);
        const auto ends = layers.ends;
        layers = layers_in(frame);
        layers.ends = ends;
        layers.ends.back() = layers.rows.size();
    }

    /// Layers that would be too wide become two.
    [[nodiscard]] std::vector<std::vector<int>> broken(const std::vector<std::vector<int>>& layers,
                                                       const Frame& frame) const {
        std::vector<std::vector<int>> narrow;
        for (const auto& layer : layers) {
            int width = 0;
            narrow.emplace_back();
            for (const int child : layer) {
                const int more = frame.boxes[index(child)].width + gap_across;
                if (width > 0 && width + more > folds_.width_max) {
                    narrow.emplace_back();
                    width = 0;
                }
                width += more;
                narrow.back().push_back(child);
            }
        }
        return narrow;
    }

    /// Pulls every box towards the middle of its neighbours, order and gaps kept; the width.
    static int straighten(Frame& frame, const std::vector<std::vector<int>>& layers, int left) {
        std::vector<std::vector<int>> neighbours(frame.boxes.size());
        std::vector<bool> is_here(frame.boxes.size(), false);
        for (const auto& layer : layers) {
            for (const int child : layer) is_here[index(child)] = true;
        }
        for (const auto& edge : frame.edges) {
            const auto& from = frame.boxes[index(edge.from)];
            const auto& to = frame.boxes[index(edge.to)];
            if (!is_here[index(edge.from)] || !is_here[index(edge.to)] || to.y <= from.y) continue;
            neighbours[index(edge.from)].push_back(edge.to);
            neighbours[index(edge.to)].push_back(edge.from);
        }
        for (int pass = 0; pass < straightening; ++pass) {
            for (const auto& layer : layers) pull(frame, layer, neighbours);
        }
        int least = frame.boxes[index(layers.front().front())].x;
        for (const auto& layer : layers) {
            for (const int child : layer) least = std::min(least, frame.boxes[index(child)].x);
        }
        int width = 0;
        for (const auto& layer : layers) {
            for (const int child : layer) {
                auto& box = frame.boxes[index(child)];
                box.x = left + (box.x - least + layout_step / 2) / layout_step * layout_step;
                width = std::max(width, box.right() - left);
            }
        }
        return width;
    }

    /// From the left side of one box to the left side of the next.
    static int apart(const Frame& frame, int left, int right) {
        const auto& box = frame.boxes[index(left)];
        const bool is_way = box.height == 0 || frame.boxes[index(right)].height == 0;
        return box.width + (is_way ? gap_across / 2 : gap_across);
    }

    /// The median, so that one box far aside does not bend a straight column.
    static int middle_of(const Frame& frame, int child, const std::vector<int>& neighbours) {
        if (neighbours.empty()) return frame.boxes[index(child)].middle();
        std::vector<int> middles;
        for (const int other : neighbours) middles.push_back(frame.boxes[index(other)].middle());
        std::sort(middles.begin(), middles.end());
        const auto half = middles.size() / 2;
        return middles.size() % 2 == 1 ? middles[half] : (middles[half - 1] + middles[half]) / 2;
    }

    static void pull(Frame& frame, const std::vector<int>& layer,
                     const std::vector<std::vector<int>>& neighbours) {
        std::vector<int> wanted;
        for (const int child : layer) {
            const auto& box = frame.boxes[index(child)];
            wanted.push_back(middle_of(frame, child, neighbours[index(child)]) - box.width / 2);
        }
        // The mean of "nobody moves left" and "nobody moves right" keeps every gap.
        std::vector<int> from_left = wanted;
        std::vector<int> from_right = wanted;
        for (std::size_t at = 1; at < layer.size(); ++at) {
            const int before = apart(frame, layer[at - 1], layer[at]);
            from_left[at] = std::max(from_left[at], from_left[at - 1] + before);
        }
        for (std::size_t at = layer.size(); at-- > 1;) {
            const int before = apart(frame, layer[at - 1], layer[at]);
            from_right[at - 1] = std::min(from_right[at - 1], from_right[at] - before);
        }
        for (std::size_t at = 0; at < layer.size(); ++at) {
            frame.boxes[index(layer[at])].x = (from_left[at] + from_right[at]) / 2;
        }
    }

    const LayoutGraph& graph_;
    const LayoutFolds& folds_;
    Layout layout_;
    std::vector<LayoutPoint> offsets_;  ///< Of each box in the box around it.
};

}  // namespace

bool is_within(const LayoutGraph& graph, int inner, int outer) {
    while (inner > outer) inner = graph.nodes[index(inner)].parent;
    return inner == outer;
}

Layout lay_out(const LayoutGraph& graph) {
    const auto folds = best_folds(
        graph, [&](const LayoutFolds& tried) { return Placer(graph, tried).run().boxes.front(); });
    Layout layout = Placer(graph, folds).run();
    route_edges(graph, layout);
    return layout;
}

}  // namespace trinh::workflow
