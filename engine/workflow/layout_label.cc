#include <algorithm>
#include <cstdlib>

#include "engine/workflow/layout.h"

namespace trinh::workflow {
namespace {

constexpr int clearance = 4;        ///< Between a label and what it must not cover.
constexpr int line_left_over = 16;  ///< Of its arrow, so that one sees whose label it is.
constexpr int cost_max = 40;

LayoutBox box_between(LayoutPoint from, LayoutPoint to) {
    return {std::min(from.x, to.x), std::min(from.y, to.y), std::abs(from.x - to.x),
            std::abs(from.y - to.y)};
}

class Labels {
public:
    Labels(const LayoutGraph& graph, const Layout& layout) : layout_(layout) {
        std::vector<bool> is_frame(graph.nodes.size(), false);
        for (std::size_t node = 1; node < graph.nodes.size(); ++node) {
            is_frame[static_cast<std::size_t>(graph.nodes[node].parent)] = true;
        }
        for (std::size_t node = 1; node < graph.nodes.size(); ++node) {
            auto box = layout.boxes[node];
            if (is_frame[node]) {
                frames_.push_back(box);
                box.width = graph.nodes[node].head_width;
                box.height = layout.heads[node] - layout_step;
            }
            taken_.push_back(box);
        }
    }

    LayoutBox place(const LayoutLabel& label) {
        auto box = place_shape(label);
        if (box.width > 0 || label.narrow_width <= 0) return box;
        return place_shape({label.edge, label.narrow_width, label.narrow_height});
    }

private:
    LayoutBox place_shape(const LayoutLabel& label) {
        const auto& route = layout_.routes[static_cast<std::size_t>(label.edge)];
        LayoutBox best;
        int least = cost_max;
        for (std::size_t at = 1; at < route.size(); ++at) {
            const auto line = box_between(route[at - 1], route[at]);
            const bool is_long = line.width > 0 ? line.width >= label.width + line_left_over
                                                : line.height >= label.height + line_left_over;
            if (!is_long) continue;
            for (const int part : {8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14}) {
                LayoutBox box{0, 0, label.width, label.height};
                box.x = line.x + line.width * part / 16 - box.width / 2;
                box.y = line.y + line.height * part / 16 - box.height / 2;
                // A label stands best at the beginning, where one chooses the way.
                const int cost = 2 * static_cast<int>(at) + std::abs(part - 8) / 2;
                if (cost >= least || !is_free(box, label.edge)) continue;
                least = cost;
                best = box;
            }
        }
        if (best.width > 0) taken_.push_back(best);
        return best;
    }

    [[nodiscard]] bool is_free(const LayoutBox& box, int own) const {
        for (const auto& other : taken_) {
            if (box.overlaps(other, clearance)) return false;
        }
        for (const auto& frame : frames_) {
            if (box.overlaps(frame) && !is_inside(box, frame)) return false;
        }
        for (std::size_t edge = 0; edge < layout_.routes.size(); ++edge) {
            if (static_cast<int>(edge) != own && covers(box, edge)) return false;
        }
        return true;
    }

    static bool is_inside(const LayoutBox& box, const LayoutBox& frame) {
        return box.x > frame.x && box.right() < frame.right() && box.y > frame.y &&
               box.bottom() < frame.bottom();
    }

    /// True when the box would hide a part of that arrow.
    [[nodiscard]] bool covers(const LayoutBox& box, std::size_t edge) const {
        const auto& route = layout_.routes[edge];
        for (std::size_t at = 1; at < route.size(); ++at) {
            if (box.overlaps(box_between(route[at - 1], route[at]), 1)) return true;
        }
        return false;
    }

    const Layout& layout_;
    std::vector<LayoutBox> taken_, frames_;
};

}  // namespace

std::vector<LayoutBox> place_labels(const LayoutGraph& graph, const Layout& layout,
                                    const std::vector<LayoutLabel>& labels) {
    Labels placer(graph, layout);
    std::vector<LayoutBox> boxes;
    boxes.reserve(labels.size());
    for (const auto& label : labels) boxes.push_back(placer.place(label));
    return boxes;
}

}  // namespace trinh::workflow
