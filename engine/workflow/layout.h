/// lay_out: places nested boxes in layers, river-wise, and leads arrows around them.
///
/// Knows nothing of processes: boxes in boxes, and edges between any two of them. Children of a
/// box stand in layers from top to bottom (cycles cut, longest path, barycentre order) or side by
/// side; a long river is folded into columns, as in a newspaper, so that the whole fills a sheet.
/// Deterministic; integers only, so that the same graph gives the same picture everywhere.
#pragma once

#include <functional>
#include <vector>

namespace trinh::workflow {

/// Everything stands on this grid, in px: arrows run along its lines.
inline constexpr int layout_step = 10;

/// How far below a box's upper edge its start mark stands.
inline constexpr int layout_start = 20;

struct LayoutPoint {
    int x = 0;
    int y = 0;
    bool operator==(const LayoutPoint&) const = default;
};

struct LayoutBox {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    [[nodiscard]] int right() const { return x + width; }
    [[nodiscard]] int bottom() const { return y + height; }
    [[nodiscard]] int middle() const { return x + width / 2; }
    [[nodiscard]] int centre() const { return y + height / 2; }
    [[nodiscard]] bool overlaps(const LayoutBox& other, int margin = 0) const {
        return x < other.right() + margin && other.x < right() + margin &&
               y < other.bottom() + margin && other.y < bottom() + margin;
    }
};

struct LayoutNode {
    int parent = -1;               ///< Index of the box around it, smaller than its own; -1: none.
    int width = 0;                 ///< At least so wide.
    int height = 0;                ///< At least so high; a box with children grows around them.
    int head_width = 0;            ///< Of a heading's words: arrows keep off them.
    bool is_side_by_side = false;  ///< Its children stand in a row (parallel tracks).
    bool is_end = false;           ///< Wants the last layer of its box.
    bool is_start = false;         ///< A mark stands left of it: arrows keep off that place.
};

struct LayoutEdge {
    int from = 0;
    int to = 0;
};

struct LayoutGraph {
    std::vector<LayoutNode> nodes;  ///< Node 0 is the sheet itself.
    std::vector<LayoutEdge> edges;
    /// The height of a box's own heading when the box is so wide.
    std::function<int(int node, int width)> head_height;
    /// The shape of the sheet (A4 across, without margins). Among the layouts tried, the one that
    /// can be printed largest on it is kept.
    int sheet_width = 277, sheet_height = 190;
};

/// How the boxes are folded: what lay_out() tries many of.
struct LayoutFolds {
    int width_max = 1380;    ///< Layers break where they would be wider.
    std::vector<int> parts;  ///< By node: columns of its layers, rows of its parallel tracks.
};

struct Layout {
    std::vector<LayoutBox> boxes;                  ///< By node.
    std::vector<int> heads;                        ///< By node: the height of its heading.
    std::vector<std::vector<LayoutPoint>> routes;  ///< By edge: corners; two askew: a beeline.
    std::vector<bool> is_back;                     ///< By edge: leads back to an earlier layer.
};

Layout lay_out(const LayoutGraph& graph);

/// Words to be written upon an arrow, and the same words in a narrower shape; width 0: none.
struct LayoutLabel {
    int edge = 0;
    int width = 0;
    int height = 0;
    int narrow_width = 0;
    int narrow_height = 0;
};

/// Where each label fits on its arrow without covering a box, a heading or another label; a box
/// of no width where it fits nowhere.
std::vector<LayoutBox> place_labels(const LayoutGraph& graph, const Layout& layout,
                                    const std::vector<LayoutLabel>& labels);

/// Part of lay_out (layout_layers.cc): the children 0 .. count-1 of one box in ordered layers.
std::vector<std::vector<int>> layers_of(int count, const std::vector<LayoutEdge>& edges,
                                        const std::vector<bool>& is_end);
/// Part of lay_out (layout_columns.cc): where each column of rows with these heights ends, by
/// number of rows: at most so many columns, as even as can be, at least one row in each.
std::vector<std::size_t> columns_of(const std::vector<int>& heights, int gap, int columns_max);
/// Part of lay_out (layout_columns.cc): the folds that let the picture be printed largest; `place`
/// gives the size of the sheet for these folds.
LayoutFolds best_folds(const LayoutGraph& graph,
                       const std::function<LayoutBox(const LayoutFolds&)>& place);
/// Part of lay_out (layout_route.cc): fills `routes` around the placed boxes. A chart too large to
/// search, or a box that cannot be reached, gets a beeline.
void route_edges(const LayoutGraph& graph, Layout& layout);

/// True when `inner` lies in `outer` at any depth, or is it.
bool is_within(const LayoutGraph& graph, int inner, int outer);

}  // namespace trinh::workflow
