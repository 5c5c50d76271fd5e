#include "engine/workflow/diagram_plan.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "engine/workflow/diagram_text.h"

namespace trinh::workflow {
namespace {

constexpr int box_width = 180;
constexpr int small_box = 40;  ///< A history state: only its sign.
constexpr int words_width = box_width - 16;
constexpr int badge_gap = 6;
constexpr int frame_title_max = 360;
constexpr std::size_t label_bytes_max = 60;
constexpr int label_width = 150;
constexpr int title_lines_max = 4;

const std::string& in_language(const Title& title, bool in_english) {
    return in_english && !title.en.empty() ? title.en : title.vi;
}

class Planner {
public:
    Planner(const Process& process, bool in_english)
        : process_(process), chart_(*process.chart), in_english_(in_english) {}

    DiagramPlan run() {
        const auto count = static_cast<chart::StateIndex>(chart_.state_count());
        for (chart::StateIndex at = 0; at < count; ++at) add_state(chart_.state(at));
        const auto transitions = static_cast<std::uint32_t>(chart_.transition_count());
        for (std::uint32_t at = 0; at < transitions; ++at) add_transition(chart_.transition(at));
        for (auto& edge : plan_.edges) {
            if (edge.title.size() > label_bytes_max) continue;
            auto lines = wrapped_evenly(edge.title, label_width, label_size, 3);
            if (lines.size() <= 2) edge.label = std::move(lines);
        }
        measure();
        return std::move(plan_);
    }

private:
    void add_state(const chart::StateView& view) {
        DiagramState state;
        state.id = std::string(view.id);
        state.kind = view.kind;
        state.is_frame = view.last_descendant != view.index;
        const bool is_history = view.kind == chart::StateKind::history_shallow ||
                                view.kind == chart::StateKind::history_deep;
        state.title = is_history ? "H" : state.id;
        LayoutNode node;
        node.parent = view.index == 0 ? -1 : static_cast<int>(view.parent);
        node.is_side_by_side = view.kind == chart::StateKind::parallel;
        node.is_end = view.kind == chart::StateKind::final;
        node.width = is_history ? small_box : box_width;
        const auto* stage = process_.stage(view.id);
        if (stage != nullptr) state.title = in_language(stage->title, in_english_);
        if (stage != nullptr) state.role_lines = roles(*stage);
        add_badges(view.index, state);
        state.title_lines =
            wrapped_evenly(state.title, words_width, title_size, title_lines_max, true);
        if (view.index == 0) state.title_lines.clear();
        plan_.states.push_back(std::move(state));
        plan_.graph.nodes.push_back(node);
    }

    std::vector<std::string> roles(const Stage& stage) const {
        std::string all;
        for (const auto& id : stage.actors) {
            const auto* role = process_.role(id);
            if (!all.empty()) all += ", ";
            all += role == nullptr ? id : in_language(role->title, in_english_);
        }
        return wrapped_evenly(all, words_width, role_size, 2);
    }

    void add_badges(chart::StateIndex index, DiagramState& state) const {
        for (const auto& deadline : process_.deadlines) {
            if (deadline.state != index) continue;
            DiagramBadge badge;
            badge.text = badge_text(deadline, in_english_);
            badge.about = in_language(deadline.title, in_english_);
            if (!deadline.basis.empty()) badge.about += fmt::format(" ({})", deadline.basis);
            badge.width = text_width(badge.text, badge_size) + 14;
            state.badges.push_back(std::move(badge));
        }
    }

    void add_transition(const chart::TransitionView& view) {
        std::string title;
        bool is_act = false;
        if (view.index < process_.overlays.size() && process_.overlays[view.index].action) {
            title = in_language(process_.overlays[view.index].action->title, in_english_);
            is_act = true;
        }
        for (const auto target : view.targets) {
            if (target == view.source) continue;
            const std::pair<int, int> ends{static_cast<int>(view.source), static_cast<int>(target)};
            const auto [known, is_new] = edge_of_.emplace(ends, plan_.edges.size());
            if (is_new) {
                plan_.graph.edges.push_back({ends.first, ends.second});
                plan_.edges.push_back({{}, {}, true});
            }
            auto& edge = plan_.edges[known->second];
            edge.is_automatic = edge.is_automatic && !is_act;
            if (edge.title.find(title) != std::string::npos) continue;
            edge.title += (edge.title.empty() ? "" : " · ") + title;
        }
    }

    /// Heights of leaves, widths of headings; frames grow with what they hold.
    void measure() {
        heads_.resize(plan_.states.size(), 0);
        for (std::size_t at = 0; at < plan_.states.size(); ++at) {
            auto& state = plan_.states[at];
            auto& node = plan_.graph.nodes[at];
            if (state.is_frame) {
                measure_frame(state, node, at == 0);
                continue;
            }
            if (node.width == small_box) {
                node.height = small_box;
                continue;
            }
            int height = 2 * box_padding;
            height += title_line * static_cast<int>(state.title_lines.size());
            height += role_line * static_cast<int>(state.role_lines.size());
            if (!state.badges.empty()) height += badge_height + badge_gap;
            node.height = height;
        }
        plan_.graph.head_height = [heads = heads_](int node, int) {
            return heads[static_cast<std::size_t>(node)];
        };
    }

    void measure_frame(DiagramState& state, LayoutNode& node, bool is_sheet) {
        auto& head = heads_[static_cast<std::size_t>(&state - plan_.states.data())];
        if (is_sheet) {
            head = 2 * layout_step;
            return;
        }
        state.title_lines = wrapped(state.title, frame_title_max, title_size, 2, true);
        int widest = 0;
        for (const auto& line : state.title_lines) {
            widest = std::max(widest, text_width(line, title_size, true));
        }
        int badges = 0;
        for (const auto& badge : state.badges) badges += badge.width + badge_gap;
        node.head_width = widest + badges + 2 * box_padding;
        node.width = node.head_width + 2 * box_padding;
        head = title_line * static_cast<int>(state.title_lines.size()) + 2 * box_padding;
    }

    const Process& process_;
    const chart::Chart& chart_;
    bool in_english_;
    DiagramPlan plan_;
    std::vector<int> heads_;
    std::map<std::pair<int, int>, std::size_t> edge_of_;
};

}  // namespace

std::string badge_text(const Deadline& deadline, bool in_english) {
    if (deadline.direction == calendar::Direction::fixed) {
        return in_english ? fmt::format("{:02}-{:02}", deadline.day.month, deadline.day.day)
                          : fmt::format("{:02}/{:02}", deadline.day.day, deadline.day.month);
    }
    const bool is_before = deadline.direction == calendar::Direction::before;
    if (in_english) return calendar::period_en(deadline.period) + (is_before ? " before" : "");
    return (is_before ? "trước " : "") + calendar::period_vi(deadline.period);
}

DiagramPlan plan_diagram(const Process& process, bool in_english) {
    return Planner(process, in_english).run();
}

}  // namespace trinh::workflow
