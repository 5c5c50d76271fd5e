#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "engine/workflow/diagram_svg.h"
#include "engine/workflow/diagram_text.h"

namespace trinh::workflow {
namespace {

/// Colours for a page without a style sheet of its own.
struct Paint {
    const char* fill;
    const char* stroke;
    const char* width;
};

Paint paint_of(const DiagramState& state, bool is_active, bool is_done) {
    if (state.is_frame) {
        return is_active ? Paint{"#f5f9ff", "#7fa8e6", "1.8"} : Paint{"#f7f8fa", "#c3cbd6", "1.2"};
    }
    const char* heat = state.heat > 0 ? heat_colour(state.heat) : nullptr;
    if (is_active) return {heat != nullptr ? heat : "#dbe9ff", "#1d5fd1", "3.2"};
    if (is_done) return {heat != nullptr ? heat : "#eaf5ec", "#4c9160", "1.4"};
    return {heat != nullptr ? heat : "#ffffff", "#8a97a8", "1.4"};
}

bool is_history(const DiagramState& state) {
    return state.kind == chart::StateKind::history_shallow ||
           state.kind == chart::StateKind::history_deep;
}

const char* kind_word(const DiagramState& state) {
    if (state.kind == chart::StateKind::parallel) return "parallel";
    if (state.is_frame) return "compound";
    if (state.kind == chart::StateKind::final) return "final";
    return is_history(state) ? "history" : "atomic";
}

class StateWriter {
public:
    StateWriter(std::string& out, const Picture& picture, std::size_t at)
        : out_(out),
          picture_(picture),
          state_(picture.plan.states[at]),
          box_(picture.layout.boxes[at]),
          at_(at),
          is_active_(picture.is_active(state_)),
          is_done_(picture.is_done(state_)) {}

    void run() {
        write(R"(<g class="state {}{}{}{}{}" data-state="{}">)", kind_word(state_),
              is_active_ ? " active" : "", is_done_ ? " done" : "",
              state_.heat > 0 ? fmt::format(" heat heat-{}", state_.heat) : "",
              state_.late.empty() ? "" : " late", xml_escaped(state_.id));
        write("<title>{}</title>", xml_escaped(tooltip()));
        write_outline();
        if (is_done_ && !state_.is_frame) write_tick(out_, box_.right() - 3, box_.y + 3);
        if (state_.is_initial) write_start(out_, box_.x, box_.y + layout_start);
        if (state_.is_frame) {
            write_heading();
        } else {
            write_words();
        }
        out_ += "</g>\n";
    }

private:
    template <class... Parts>
    void write(fmt::format_string<Parts...> format, Parts&&... parts) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
    }

    [[nodiscard]] std::string tooltip() const {
        std::string text = state_.title;
        for (const auto& badge : state_.badges) text += "\n" + badge.text + ": " + badge.about;
        if (!state_.stay.empty()) text += "\n" + state_.stay;
        if (!state_.late.empty()) text += "\n" + state_.late;
        for (const auto& act : state_.acts) text += "\n↻ " + act;
        return text;
    }

    void write_outline() {
        const auto paint = paint_of(state_, is_active_, is_done_);
        const auto& nodes = picture_.plan.graph.nodes;
        const int parent = nodes[at_].parent;
        const bool is_track = parent >= 0 && state_.is_frame &&
                              nodes[static_cast<std::size_t>(parent)].is_side_by_side;
        const int radius = is_history(state_) ? box_.width / 2 : state_.is_frame ? 12 : 8;
        write(R"(<rect class="outline" x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" )"
              R"(stroke="{}" stroke-width="{}"{}/>)",
              box_.x, box_.y, box_.width, box_.height, radius, paint.fill, paint.stroke,
              paint.width, is_track ? R"( stroke-dasharray="6 4")" : "");
        if (state_.kind != chart::StateKind::final) return;
        write(R"(<rect class="inner" x="{}" y="{}" width="{}" height="{}" rx="5" fill="none" )"
              R"(stroke="{}" stroke-width="1.2"/>)",
              box_.x + 4, box_.y + 4, box_.width - 8, box_.height - 8, paint.stroke);
    }

    /// Dark upon every colour of the heat map; grey beside it.
    void write_line(const char* kind, int x, int y, double size, bool is_bold, bool is_middle,
                    const char* fill, const std::string& line) {
        write(R"(<text class="{}" x="{}" y="{}" font-size="{}"{}{} fill="{}">{}</text>)", kind, x,
              y, size, is_bold ? R"( font-weight="600")" : "",
              is_middle ? R"( text-anchor="middle")" : "", fill, xml_escaped(line));
    }

    void write_heading() {
        const int left = box_.x + 2 * box_padding - 4;
        int y = box_.y + box_padding + title_line - 4;
        int widest = 0;
        for (const auto& line : state_.title_lines) {
            widest = std::max(widest, text_width(line, title_size, true));
            write_line("title", left, y, title_size, true, false,
                       is_active_ ? "#123f8c" : "#46546a", line);
            y += title_line;
        }
        int x = left + widest + box_padding;
        for (const auto& badge : state_.badges) {
            write_badge(out_, badge, x, box_.y + box_padding);
            x += badge.width + 6;
        }
        if (state_.stay.empty()) return;
        write_line("stay", left, y, role_size, false, false, "#46546a", state_.stay);
        if (state_.late.empty()) return;
        write_line("overdue", left + text_width(state_.stay, role_size) + box_padding, y, role_size,
                   true, false, "#9f1239", state_.late);
    }

    void write_words() {
        int height = title_line * static_cast<int>(state_.title_lines.size()) +
                     role_line * static_cast<int>(state_.role_lines.size());
        if (!state_.badges.empty()) height += badge_height + 6;
        for (const auto* line : {&state_.stay, &state_.late}) {
            if (!line->empty()) height += stay_line;
        }
        int y = box_.centre() - height / 2;
        for (const auto& line : state_.title_lines) {
            y += title_line;
            write_line("title", box_.middle(), y - 4, title_size, true, true,
                       is_active_ && state_.heat == 0 ? "#0d3476" : "#1f2937", line);
        }
        for (const auto& line : state_.role_lines) {
            y += role_line;
            write_line("role", box_.middle(), y - 3, role_size, false, true,
                       state_.heat > 0 ? "#1f2937" : "#566376", line);
        }
        write_badges(y);
        if (!state_.badges.empty()) y += badge_height + 6;
        if (!state_.stay.empty()) {
            y += stay_line;
            write_line("stay", box_.middle(), y - 3, role_size, false, true, "#1f2937",
                       state_.stay);
        }
        if (state_.late.empty()) return;
        y += stay_line;
        write_line("overdue", box_.middle(), y - 3, role_size, true, true, "#5c0a18", state_.late);
    }

    void write_badges(int y) {
        int row = 0;
        for (const auto& badge : state_.badges) row += badge.width + 6;
        int x = box_.middle() - (row - 6) / 2;
        for (const auto& badge : state_.badges) {
            write_badge(out_, badge, x, y + 5);
            x += badge.width + 6;
        }
    }

    std::string& out_;
    const Picture& picture_;
    const DiagramState& state_;
    const LayoutBox& box_;
    std::size_t at_;
    bool is_active_, is_done_;
};

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

bool Picture::is_active(const DiagramState& state) const {
    return contains(marks.active, state.id);
}

bool Picture::is_done(const DiagramState& state) const {
    return !is_active(state) && contains(marks.done, state.id);
}

void write_state(std::string& out, const Picture& picture, std::size_t at) {
    StateWriter(out, picture, at).run();
}

void write_badge(std::string& out, const DiagramBadge& badge, int x, int y) {
    out += fmt::format(
        R"(<g class="badge"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" )"
        R"(rx="8.5" fill="#fff4dc" stroke="#b98324" stroke-width="1"/>)"
        R"(<text x="{}" y="{}" font-size="{}" text-anchor="middle" fill="#6b4100">{}</text></g>)",
        xml_escaped(badge.about), x, y, badge.width, badge_height, x + badge.width / 2,
        y + badge_height - 5, badge_size, xml_escaped(badge.text));
}

void write_tick(std::string& out, int x, int y) {
    out += fmt::format(
        R"(<circle class="tick" cx="{0}" cy="{1}" r="8" fill="#3b8a53" stroke="#ffffff" )"
        R"(stroke-width="1.5"/><path class="tick" d="M{2} {1}l3 3l5 -6" fill="none" )"
        R"(stroke="#ffffff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>)",
        x, y, x - 4);
}

void write_start(std::string& out, int x, int y) {
    out += fmt::format(R"(<circle class="head" cx="{}" cy="{}" r="3.5" fill="#5a6a80"/>)"
                       R"(<path class="head" d="M{} {}l-7 -3v6Z" fill="#5a6a80"/>)",
                       x - 11, y, x, y);
}

}  // namespace trinh::workflow
