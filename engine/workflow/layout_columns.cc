#include <algorithm>
#include <cstdint>

#include "engine/workflow/layout.h"

namespace trinh::workflow {
namespace {

constexpr int rounds = 8;
constexpr double scale_enough = 0.27;      ///< Sheet to picture: about 700 px high on A4 across.
constexpr double worth = 1.08;             ///< A fold makes arrows longer: it must gain so much.
constexpr std::int64_t work_max = 60'000;  ///< Boxes placed in all tries.

/// Fills one column after the other; how many rows stand in front of each end.
std::vector<std::size_t> filled(const std::vector<int>& heights, int gap, int height_max) {
    std::vector<std::size_t> ends;
    int height = 0;
    for (std::size_t at = 0; at < heights.size(); ++at) {
        const int higher = height + (height > 0 ? gap : 0) + heights[at];
        if (height > 0 && higher > height_max) {
            ends.push_back(at);
            height = heights[at];
        } else {
            height = higher;
        }
    }
    ends.push_back(heights.size());
    return ends;
}

/// How large the picture can be printed on the sheet; what is easily read need not be larger.
double scale_on_sheet(const LayoutGraph& graph, const LayoutBox& picture) {
    return std::min({scale_enough, static_cast<double>(graph.sheet_width) / picture.width,
                     static_cast<double>(graph.sheet_height) / picture.height});
}

std::vector<int> children_by_node(const LayoutGraph& graph) {
    std::vector<int> count(graph.nodes.size(), 0);
    for (std::size_t node = 1; node < graph.nodes.size(); ++node) {
        ++count[static_cast<std::size_t>(graph.nodes[node].parent)];
    }
    return count;
}

}  // namespace

std::vector<std::size_t> columns_of(const std::vector<int>& heights, int gap, int columns_max) {
    if (columns_max <= 1 || heights.size() <= 1) return {heights.size()};
    int low = *std::max_element(heights.begin(), heights.end());
    int high = 0;
    for (const int height : heights) high += height + gap;
    // The lowest height that needs no column more is the most even.
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (filled(heights, gap, middle).size() <= static_cast<std::size_t>(columns_max)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return filled(heights, gap, low);
}

LayoutFolds best_folds(const LayoutGraph& graph,
                       const std::function<LayoutBox(const LayoutFolds&)>& place) {
    LayoutFolds best;
    best.parts.assign(graph.nodes.size(), 1);
    double largest = scale_on_sheet(graph, place(best));
    auto work = work_max;
    const auto children = children_by_node(graph);
    // The best single change, again and again: folds that matter come first, the rest never.
    for (int round = 0; round < rounds && work > 0; ++round) {
        const LayoutFolds before = best;
        double least = largest * worth;
        const auto attempt = [&](const LayoutFolds& folds) {
            work -= static_cast<std::int64_t>(graph.nodes.size());
            const double scale = scale_on_sheet(graph, place(folds));
            if (scale < least) return;
            least = largest = scale;
            best = folds;
        };
        for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
            for (const int parts : {1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 40, 60}) {
                if (parts > children[node] || work <= 0) break;
                if (parts == before.parts[node]) continue;
                auto folds = before;
                folds.parts[node] = parts;
                attempt(folds);
            }
        }
        auto wider = before;
        wider.width_max = 2'600;
        attempt(wider);
        if (best.parts == before.parts && best.width_max == before.width_max) break;
    }
    return best;
}

}  // namespace trinh::workflow
