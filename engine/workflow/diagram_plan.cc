#include "engine/workflow/diagram_plan.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "engine/workflow/diagram_heat.h"
#include "engine/workflow/diagram_text.h"
#include "engine/workflow/diagram_words.h"

namespace trinh::workflow {
namespace {

constexpr int box_width = 180;
constexpr int small_box = 40;  ///< A history state: only its sign.
constexpr int words_width = box_width - 16;
constexpr int badge_gap = 6;
constexpr int frame_title_max = 360;
constexpr std::size_t label_bytes_max = 90;
constexpr int label_width = 150;
constexpr int label_narrow = 96;
constexpr int title_lines_max = 4;
constexpr int heading_lines_max = 3;
constexpr int acts_max = 12;

class Planner {
public:
    Planner(const Process& process, const DiagramMarks& marks)
        : process_(process), chart_(*process.chart), marks_(marks), scale_(marks.stays) {}

    DiagramPlan run() {
        const auto count = static_cast<chart::StateIndex>(chart_.state_count());
        for (chart::StateIndex at = 0; at < count; ++at) add_state(chart_.state(at));
        for (chart::StateIndex at = 0; at < count; ++at) add_default(chart_.state(at));
        const auto transitions = static_cast<std::uint32_t>(chart_.transition_count());
        for (std::uint32_t at = 0; at < transitions; ++at) add_transition(chart_.transition(at));
        for (std::size_t at = 0; at < plan_.edges.size(); ++at) write_label(at);
        measure();
        return std::move(plan_);
    }

private:
    [[nodiscard]] bool in_english() const { return marks_.in_english; }

    void add_state(const chart::StateView& view) {
        DiagramState state;
        state.id = std::string(view.id);
        state.kind = view.kind;
        state.is_frame = view.last_descendant != view.index;
        const bool is_history = view.kind == chart::StateKind::history_shallow ||
                                view.kind == chart::StateKind::history_deep;
        state.title = !is_history                                   ? state.id
                      : view.kind == chart::StateKind::history_deep ? "H*"
                                                                    : "H";
        LayoutNode node;
        node.parent = view.index == 0 ? -1 : static_cast<int>(view.parent);
        node.is_side_by_side = view.kind == chart::StateKind::parallel;
        node.is_end = view.kind == chart::StateKind::final;
        node.width = is_history ? small_box : box_width;
        const auto* stage = process_.stage(view.id);
        if (stage != nullptr) state.title = in_language(stage->title, in_english());
        if (stage != nullptr) state.role_lines = roles(*stage);
        add_badges(view.index, state);
        add_stay(state, stage);
        state.title_lines =
            wrapped_evenly(state.title, words_width, title_size, title_lines_max, true);
        if (view.index == 0) state.title_lines.clear();
        plan_.states.push_back(std::move(state));
        plan_.graph.nodes.push_back(node);
    }

    void add_stay(DiagramState& state, const Stage* stage) const {
        const auto* stay = find_stay(marks_, state.id);
        if (stay == nullptr || state.kind == chart::StateKind::final) return;
        state.stay = stay_words(*stay, in_english());
        state.late = late_words(*stay, in_english());
        // Where nobody has to act nobody loses time: its words say how long, no colour.
        const bool is_waiting = stage == nullptr || !stage->actors.empty();
        if (!state.is_frame && is_waiting) state.heat = scale_.class_of(stay->worked_ms);
    }

    std::vector<std::string> roles(const Stage& stage) const {
        std::string all;
        for (const auto& id : stage.actors) {
            const auto* role = process_.role(id);
            if (!all.empty()) all += ", ";
            all += role == nullptr ? id : in_language(role->title, in_english());
        }
        return wrapped_evenly(all, words_width, role_size, 2);
    }

    void add_badges(chart::StateIndex index, DiagramState& state) const {
        for (const auto& deadline : process_.deadlines) {
            if (deadline.state != index) continue;
            DiagramBadge badge;
            badge.text = badge_text(deadline, in_english());
            badge.about = in_language(deadline.title, in_english());
            if (!deadline.basis.empty()) badge.about += fmt::format(" ({})", deadline.basis);
            const auto caveat = caveat_of(deadline);
            if (!caveat.vi.empty()) {
                badge.is_doubtful = true;
                badge.text += " *";
                badge.about += "; " + in_language(caveat, in_english());
            }
            badge.width = text_width(badge.text, badge_size) + 14;
            state.badges.push_back(std::move(badge));
        }
    }

    /// Where the state around begins; where a history leads when there is none yet.
    void add_default(const chart::StateView& view) {
        const bool is_frame = view.last_descendant != view.index;
        for (const auto target : chart_.defaults(view.index)) {
            if (is_frame) {
                plan_.states[target].is_initial = true;
                plan_.graph.nodes[target].is_start = true;
            } else {
                edge_between(view.index, target);
            }
        }
    }

    DiagramEdge& edge_between(chart::StateIndex from, chart::StateIndex to) {
        const std::pair<int, int> ends{static_cast<int>(from), static_cast<int>(to)};
        const auto [known, is_new] = edge_of_.emplace(ends, plan_.edges.size());
        if (is_new) {
            plan_.graph.edges.push_back({ends.first, ends.second});
            plan_.edges.push_back({{}, {}, {}, true});
        }
        return plan_.edges[known->second];
    }

    void add_transition(const chart::TransitionView& view) {
        const auto words = transition_words(process_, view, in_english());
        const bool stays = view.targets.empty() ||
                           (view.targets.size() == 1 && view.targets.front() == view.source);
        auto& acts = plan_.states[view.source].acts;
        if (stays && !words.title.empty() && acts.size() < acts_max) acts.push_back(words.title);
        for (const auto target : view.targets) {
            if (target == view.source) continue;
            auto& edge = edge_between(view.source, target);
            edge.is_automatic = edge.is_automatic && words.is_automatic;
            const bool is_told = edge.title.find(words.title) != std::string::npos;
            if (words.title.empty() || is_told) continue;
            edge.title += (edge.title.empty() ? "" : " · ") + words.title;
            auto& label = label_of_[&edge - plan_.edges.data()];
            label += (label.empty() || words.label.empty() ? "" : " · ") + words.label;
        }
    }

    void write_label(std::size_t at) {
        const auto& text = label_of_[static_cast<std::ptrdiff_t>(at)];
        auto& edge = plan_.edges[at];
        if (text.empty() || text.size() > label_bytes_max) return;
        edge.label = whole(wrapped_evenly(text, label_width, label_size, 3), text);
        edge.narrow = whole(wrapped(text, label_narrow, label_size, 4), text);
    }

    /// The lines when no word was cut, else none.
    static std::vector<std::string> whole(std::vector<std::string> lines, const std::string& text) {
        const bool is_whole = fmt::format("{}", fmt::join(lines, " ")) == text;
        return is_whole ? std::move(lines) : std::vector<std::string>();
    }

    /// Heights of leaves, widths of headings; frames grow with what they hold.
    void measure() {
        heads_.resize(plan_.states.size(), 0);
        for (std::size_t at = 1; at < plan_.states.size(); ++at) {
            auto& state = plan_.states[at];
            auto& node = plan_.graph.nodes[at];
            if (state.is_frame) {
                measure_frame(state, node);
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
            if (!state.stay.empty()) height += stay_line;
            if (!state.late.empty()) height += stay_line;
            int words = 0;
            for (const auto& badge : state.badges) words += badge.width + badge_gap;
            words = std::max({words, text_width(state.stay, role_size),
                              text_width(state.late, role_size, true)});
            node.width = std::max(node.width, words + box_padding);
            node.height = height;
        }
        plan_.graph.nodes.front().width = sheet_width_min;
        plan_.graph.head_height = [heads = heads_,
                                   title = in_language(process_.title, in_english()),
                                   subject = marks_.subject](int node, int width) {
            if (node > 0) return heads[static_cast<std::size_t>(node)];
            const auto lines = heading_lines(title, subject, width);
            return 3 * layout_step + heading_line * static_cast<int>(lines.size());
        };
    }

    void measure_frame(DiagramState& state, LayoutNode& node) {
        auto& head = heads_[static_cast<std::size_t>(&state - plan_.states.data())];
        state.title_lines = wrapped(state.title, frame_title_max, title_size, 2, true);
        int widest = 0;
        for (const auto& line : state.title_lines) {
            widest = std::max(widest, text_width(line, title_size, true));
        }
        int badges = 0;
        for (const auto& badge : state.badges) badges += badge.width + badge_gap;
        const int stay = text_width(state.stay, role_size) + 2 * badge_gap +
                         text_width(state.late, role_size, true);
        node.head_width = std::max(widest + badges, stay) + 2 * box_padding;
        node.width = node.head_width + 2 * box_padding;
        head = title_line * static_cast<int>(state.title_lines.size()) + 2 * box_padding;
        if (!state.stay.empty()) head += stay_line;
    }

    const Process& process_;
    const chart::Chart& chart_;
    const DiagramMarks& marks_;
    HeatScale scale_;
    DiagramPlan plan_;
    std::vector<int> heads_;
    std::map<std::pair<int, int>, std::size_t> edge_of_;
    std::map<std::ptrdiff_t, std::string> label_of_;  ///< By edge.
};

}  // namespace

std::vector<std::string> heading_lines(const std::string& title, const std::string& subject,
                                       int width) {
    const int room = std::max(width, sheet_width_min) - 4 * layout_step;
    auto lines = wrapped(title, room, heading_size, heading_lines_max, true);
    if (lines.empty()) lines.emplace_back();
    if (subject.empty()) return lines;
    for (auto& line : wrapped(subject, room, title_size, heading_lines_max)) {
        lines.push_back(std::move(line));
    }
    return lines;
}

DiagramPlan plan_diagram(const Process& process, const DiagramMarks& marks) {
    return Planner(process, marks).run();
}

}  // namespace trinh::workflow
