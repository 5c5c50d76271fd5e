/// Arrows: the cheapest way on the grid, one after the other, the short ones first.
///
/// A* over (cell, direction): a step costs, a bend costs more, crossing another arrow a little,
/// running upon one a lot. A way may leave the boxes around its two ends and enter no others.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

#include "engine/workflow/layout.h"

namespace trinh::workflow {
namespace {

enum Direction { up, rightward, down, leftward };
constexpr std::array<LayoutPoint, 4> moves{{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}};

constexpr int cost_step = 10;
constexpr int cost_bend = 60;
constexpr int cost_crossing = 40;
constexpr int cost_upon_another = 400;
constexpr int cost_beside_a_box = 15;
constexpr int cost_along_a_frame = 150;
constexpr int cost_through_a_heading = 90;
constexpr int cost_off_the_middle = 6;
constexpr int start_row = layout_start / layout_step;
constexpr int port_inset = 2;  ///< Steps from a corner.

constexpr std::int64_t cells_max = 4'000'000;  ///< Of the whole sheet; more: beelines.
constexpr std::int64_t steps_max = 3'000'000;  ///< Of the whole search; then: beelines.

constexpr int nobody = -1;
constexpr int several = -2;
constexpr int unreached = std::numeric_limits<int>::max();

bool is_vertical(int direction) {
    return direction == up || direction == down;
}

int opposite(int direction) {
    return (direction + 2) % 4;
}

std::size_t index(int at) {
    return static_cast<std::size_t>(at);
}

enum class Course { down, back, aside };

/// What leaving or entering by a side costs: a river flows down, what goes back uses the banks,
/// and what goes to the head of the next column as it comes.
int cost_of_side(int side, bool is_leaving, Course course) {
    if (course == Course::back) return is_vertical(side) ? 150 : 0;
    if (!is_vertical(side)) return course == Course::aside ? 20 : 90;
    return (side == down) == is_leaving ? 0 : 400;
}

class Router {
public:
    Router(const LayoutGraph& graph, Layout& layout)
        : graph_(graph),
          layout_(layout),
          columns_(layout.boxes.front().width / layout_step + 1),
          rows_(layout.boxes.front().height / layout_step + 1) {
        const auto cells = index(columns_) * index(rows_);
        owner_.assign(cells, 0);
        across_.assign(cells, nobody);
        down_.assign(cells, nobody);
        best_.assign(cells * 4, unreached);
        before_.assign(cells * 4, -1);
        for (std::size_t node = 1; node < layout.boxes.size(); ++node) own(static_cast<int>(node));
    }

    std::vector<LayoutPoint> route(int edge) {
        from_ = graph_.edges[index(edge)].from;
        to_ = graph_.edges[index(edge)].to;
        const bool is_above = layout_.boxes[index(to_)].y < layout_.boxes[index(from_)].bottom();
        course_ = layout_.is_back[index(edge)] ? Course::back
                  : is_above                   ? Course::aside
                                               : Course::down;
        open_the_way();
        const int last = search();
        auto corners = corners_to(last);
        forget();
        return corners;
    }

private:
    using Entry = std::pair<int, int>;  ///< Estimated cost, state.

    [[nodiscard]] int cell(int column, int row) const { return row * columns_ + column; }
    [[nodiscard]] LayoutBox cells_of(int node) const {
        const auto& box = layout_.boxes[index(node)];
        return {box.x / layout_step, box.y / layout_step, box.width / layout_step,
                box.height / layout_step};
    }

    /// The innermost box wins: children come after their parents.
    void own(int node) {
        const auto box = cells_of(node);
        for (int row = box.y; row <= box.bottom(); ++row) {
            for (int column = box.x; column <= box.right(); ++column) {
                owner_[index(cell(column, row))] = node;
            }
        }
        if (graph_.nodes[index(node)].is_start && box.x > 0) {
            owner_[index(cell(box.x - 1, box.y + start_row))] = node;
        }
    }

    void open_the_way() {
        is_open_.assign(graph_.nodes.size(), false);
        for (const int end : {from_, to_}) {
            for (int at = graph_.nodes[index(end)].parent; at >= 0;
                 at = graph_.nodes[index(at)].parent) {
                is_open_[index(at)] = true;
            }
        }
        around_ = graph_.nodes[index(std::min(from_, to_))].parent;
        if (is_within(graph_, from_, to_) || is_within(graph_, to_, from_)) {
            around_ = std::min(from_, to_);
        }
        while (!is_within(graph_, from_, around_) || !is_within(graph_, to_, around_)) {
            around_ = graph_.nodes[index(around_)].parent;
        }
    }

    [[nodiscard]] int to_go(int column, int row) const {
        const auto box = cells_of(to_);
        const int across = std::max({box.x - column, 0, column - box.right()});
        const int along = std::max({box.y - row, 0, row - box.bottom()});
        return cost_step * (across + along);
    }

    void reach(int state, int cost, int before) {
        if (cost >= best_[index(state)]) return;
        if (best_[index(state)] == unreached) touched_.push_back(state);
        best_[index(state)] = cost;
        before_[index(state)] = before;
        const int at = state / 4;
        open_.emplace(cost + to_go(at % columns_, at / columns_), state);
    }

    /// Calls visit(column, row, side) for every place where an arrow may touch the box.
    template <class Visit>
    void each_port(int node, Visit visit) const {
        const auto box = cells_of(node);
        for (int at = port_inset; at <= box.width - port_inset; ++at) {
            visit(box.x + at, box.y, up);
            visit(box.x + at, box.bottom(), down);
        }
        for (int at = port_inset; at <= box.height - port_inset; ++at) {
            visit(box.x, box.y + at, leftward);
            visit(box.right(), box.y + at, rightward);
        }
    }

    [[nodiscard]] int off_the_middle(int node, int column, int row, int side) const {
        const auto box = cells_of(node);
        const int off =
            is_vertical(side) ? std::abs(column - box.middle()) : std::abs(row - box.centre());
        // A tall frame's side is as good anywhere.
        return cost_off_the_middle * std::min(off, 12);
    }

    int search() {
        const bool leaves_inwards = is_within(graph_, to_, from_);
        each_port(from_, [&](int column, int row, int side) {
            const int heading = leaves_inwards ? opposite(side) : side;
            const int cost = cost_of_side(side, true, course_) +
                             off_the_middle(from_, column, row, side) +
                             cost_of_use(cell(column, row), heading);
            reach(cell(column, row) * 4 + heading, cost, -1);
        });
        while (!open_.empty() && --steps_left_ > 0) {
            const int state = open_.top().second;
            const int estimate = open_.top().first;
            open_.pop();
            const int at = state / 4;
            if (before_[index(state)] >= 0 && is_goal(at, state % 4)) return state;
            if (estimate > best_[index(state)] + to_go(at % columns_, at / columns_)) continue;
            for (int heading = 0; heading < 4; ++heading) step(state, heading);
        }
        return -1;
    }

    [[nodiscard]] bool is_goal(int at, int heading) const {
        return side_entered(at % columns_, at / columns_, heading) >= 0;
    }

    /// The side of the target that a step with this heading to this cell comes in by, else -1.
    [[nodiscard]] int side_entered(int column, int row, int heading) const {
        const auto box = cells_of(to_);
        const bool from_inside = is_within(graph_, from_, to_);
        const int side = from_inside ? heading : opposite(heading);
        const bool fits_across = column >= box.x + port_inset && column <= box.right() - port_inset;
        const bool fits_along = row >= box.y + port_inset && row <= box.bottom() - port_inset;
        if (side == up && row == box.y && fits_across) return side;
        if (side == down && row == box.bottom() && fits_across) return side;
        if (side == leftward && column == box.x && fits_along) return side;
        if (side == rightward && column == box.right() && fits_along) return side;
        return -1;
    }

    void step(int state, int heading) {
        const int was_heading = state % 4;
        const bool is_start = before_[index(state)] < 0;
        if (heading == opposite(was_heading) || (is_start && heading != was_heading)) return;
        const int at = state / 4;
        const int column = at % columns_ + moves[index(heading)].x;
        const int row = at / columns_ + moves[index(heading)].y;
        const auto fence = cells_of(around_);
        if (column <= fence.x || column >= fence.right() || row <= fence.y ||
            row >= fence.bottom()) {
            if (around_ != to_ || side_entered(column, row, heading) < 0) return;
        }
        int cost = best_[index(state)] + cost_step + (heading == was_heading ? 0 : cost_bend);
        const int next = cell(column, row);
        cost += cost_of_use(next, heading);
        const int side = side_entered(column, row, heading);
        if (side >= 0) {
            cost += cost_of_side(side, false, course_) + off_the_middle(to_, column, row, side);
        } else {
            if (!is_open_[index(owner_[index(next)])]) return;
            cost += cost_of_place(column, row, heading);
        }
        reach(next * 4 + heading, cost, state);
    }

    /// Other arrows in the cell: upon one to another target never looks right.
    [[nodiscard]] int cost_of_use(int at, int heading) const {
        const int same = is_vertical(heading) ? down_[index(at)] : across_[index(at)];
        const int other = is_vertical(heading) ? across_[index(at)] : down_[index(at)];
        int cost = 0;
        if (same != nobody && same != to_) cost += cost_upon_another;
        if (other != nobody && other != to_) cost += cost_crossing;
        return cost;
    }

    [[nodiscard]] int cost_of_place(int column, int row, int heading) const {
        const int owner = owner_[index(cell(column, row))];
        const auto box = cells_of(owner);
        int cost = 0;
        const bool on_side = column == box.x || column == box.right();
        const bool on_edge = row == box.y || row == box.bottom();
        if (is_vertical(heading) ? on_side : on_edge) cost += cost_along_a_frame;
        const auto& node = graph_.nodes[index(owner)];
        const bool in_heading = row > box.y &&
                                (row - box.y) * layout_step <= layout_.heads[index(owner)] &&
                                (column - box.x) * layout_step <= node.head_width;
        if (in_heading) cost += cost_through_a_heading;
        for (const auto& move : moves) {
            const int beside = cell(column + move.x, row + move.y);
            if (beside < 0 || index(beside) >= owner_.size()) continue;
            const int neighbour = owner_[index(beside)];
            if (!is_open_[index(neighbour)] && neighbour != owner) cost += cost_beside_a_box;
        }
        return cost;
    }

    /// Walks back from the last state, marks the cells as used and keeps the corners.
    std::vector<LayoutPoint> corners_to(int last) {
        std::vector<LayoutPoint> corners;
        for (int state = last; state >= 0; state = before_[index(state)]) {
            const int at = state / 4;
            auto& use = is_vertical(state % 4) ? down_ : across_;
            use_by(use[index(at)]);
            const int before = before_[index(state)];
            const bool turns = before >= 0 && before % 4 != state % 4;
            if (turns) use_by((is_vertical(before % 4) ? down_ : across_)[index(before / 4)]);
            const LayoutPoint here{at % columns_ * layout_step, at / columns_ * layout_step};
            if (corners.empty() || before < 0) corners.push_back(here);
            if (turns) {
                const int corner = before / 4;
                corners.push_back(
                    {corner % columns_ * layout_step, corner / columns_ * layout_step});
            }
        }
        std::reverse(corners.begin(), corners.end());
        return corners;
    }

    void use_by(int& use) const { use = use == nobody || use == to_ ? to_ : several; }

    void forget() {
        for (const int state : touched_) {
            best_[index(state)] = unreached;
            before_[index(state)] = -1;
        }
        touched_.clear();
        open_ = {};
    }

    const LayoutGraph& graph_;
    Layout& layout_;
    int columns_, rows_;
    std::vector<int> owner_;          ///< By cell: the innermost box, frame lines included.
    std::vector<int> across_, down_;  ///< By cell: the target of the arrow that runs there.
    std::vector<int> best_, before_;  ///< By state = cell * 4 + heading.
    std::vector<int> touched_;
    std::vector<bool> is_open_;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open_;
    int from_ = 0, to_ = 0, around_ = 0;
    Course course_ = Course::down;
    std::int64_t steps_left_ = steps_max;
};

/// Where the line from the middle of the box towards the point leaves it.
LayoutPoint border_towards(const LayoutBox& box, LayoutPoint point) {
    const int across = point.x - box.middle();
    const int along = point.y - box.centre();
    if (across == 0 && along == 0) return {box.middle(), box.bottom()};
    // The side is the one the line reaches first.
    const bool by_side = static_cast<std::int64_t>(std::abs(across)) * box.height >
                         static_cast<std::int64_t>(std::abs(along)) * box.width;
    if (by_side) {
        const int half = box.width / 2;
        return {across > 0 ? box.right() : box.x, box.centre() + along * half / std::abs(across)};
    }
    const int half = box.height / 2;
    return {box.middle() + across * half / std::abs(along), along > 0 ? box.bottom() : box.y};
}

std::vector<LayoutPoint> beeline(const LayoutBox& from, const LayoutBox& to) {
    return {border_towards(from, {to.middle(), to.centre()}),
            border_towards(to, {from.middle(), from.centre()})};
}

}  // namespace

void route_edges(const LayoutGraph& graph, Layout& layout) {
    layout.routes.assign(graph.edges.size(), {});
    const auto& sheet = layout.boxes.front();
    std::vector<int> lengths;
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        const auto& from = layout.boxes[index(graph.edges[edge].from)];
        const auto& to = layout.boxes[index(graph.edges[edge].to)];
        const int forward = std::abs(to.y - from.bottom()) + std::abs(to.middle() - from.middle());
        lengths.push_back(layout.is_back[edge] ? forward + sheet.height : forward);
    }
    std::vector<int> order(graph.edges.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int left, int right) {
        return lengths[index(left)] < lengths[index(right)];
    });
    const auto cells =
        static_cast<std::int64_t>(sheet.width / layout_step) * (sheet.height / layout_step);
    if (cells <= cells_max) {
        Router router(graph, layout);
        for (const int edge : order) layout.routes[index(edge)] = router.route(edge);
    }
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        if (layout.routes[edge].size() >= 2) continue;
        layout.routes[edge] = beeline(layout.boxes[index(graph.edges[edge].from)],
                                      layout.boxes[index(graph.edges[edge].to)]);
    }
}

}  // namespace trinh::workflow
