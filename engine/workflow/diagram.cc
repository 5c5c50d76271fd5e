#include "engine/workflow/diagram.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "engine/workflow/diagram_plan.h"
#include "engine/workflow/diagram_text.h"

namespace trinh::workflow {
namespace {

constexpr int corner = 8;     ///< Radius where an arrow turns.
constexpr int head_long = 9;  ///< The arrow's head.
constexpr int head_half = 4;
constexpr int label_line = 13;

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
    if (is_active) return {"#dbe9ff", "#1d5fd1", "2.6"};
    if (is_done) return {"#eaf5ec", "#4c9160", "1.4"};
    return {"#ffffff", "#8a97a8", "1.4"};
}

const char* kind_word(const DiagramState& state) {
    if (state.kind == chart::StateKind::parallel) return "parallel";
    if (state.is_frame) return "compound";
    if (state.kind == chart::StateKind::final) return "final";
    if (state.title == "H") return "history";
    return "atomic";
}

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

class SvgWriter {
public:
    SvgWriter(const Process& process, const DiagramMarks& marks)
        : process_(process),
          marks_(marks),
          plan_(plan_diagram(process, marks.in_english)),
          layout_(lay_out(plan_.graph)) {}

    std::string run() {
        open();
        for (std::size_t at = 1; at < plan_.states.size(); ++at) {
            if (plan_.states[at].is_frame) write_state(at);
        }
        for (std::size_t at = 0; at < plan_.edges.size(); ++at) write_edge(at);
        for (std::size_t at = 1; at < plan_.states.size(); ++at) {
            if (!plan_.states[at].is_frame) write_state(at);
        }
        write_labels();
        out_ += "</svg>\n";
        return std::move(out_);
    }

private:
    template <class... Parts>
    void write(fmt::format_string<Parts...> format, Parts&&... parts) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
    }

    void open() {
        const auto& sheet = layout_.boxes.front();
        write(R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" class="process-diagram" )"
              R"(width="{0}" height="{1}" viewBox="0 0 {0} {1}" )"
              R"(font-family="'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', sans-serif">)"
              "\n",
              sheet.width, sheet.height);
        const auto& title =
            marks_.in_english && !process_.title.en.empty() ? process_.title.en : process_.title.vi;
        write("<title>{}</title>\n<desc>{}</desc>\n", xml_escaped(title),
              xml_escaped(description()));
        write(R"(<rect class="sheet" width="{}" height="{}" fill="#ffffff"/>)"
              "\n",
              sheet.width, sheet.height);
    }

    [[nodiscard]] std::string description() const {
        std::string active;
        int stages = 0;
        for (std::size_t at = 1; at < plan_.states.size(); ++at) {
            const auto& state = plan_.states[at];
            if (state.is_frame) continue;
            ++stages;
            if (!contains(marks_.active, state.id)) continue;
            active += (active.empty() ? "" : ", ") + state.title;
        }
        const bool en = marks_.in_english;
        auto text = fmt::format(
            fmt::runtime(en ? "{} stages, from top to bottom." : "{} bước, từ trên xuống dưới."),
            stages);
        if (!active.empty()) text += (en ? " Now at: " : " Đang ở bước: ") + active + ".";
        return text;
    }

    void write_state(std::size_t at) {
        const auto& state = plan_.states[at];
        const auto& box = layout_.boxes[at];
        const bool is_active = contains(marks_.active, state.id);
        const bool is_done = !is_active && contains(marks_.done, state.id);
        write(R"(<g class="state {}{}{}" data-state="{}">)", kind_word(state),
              is_active ? " active" : "", is_done ? " done" : "", xml_escaped(state.id));
        write("<title>{}</title>", xml_escaped(tooltip(state)));
        write_outline(state, box, paint_of(state, is_active, is_done), at);
        if (is_done && !state.is_frame) write_tick(box);
        if (state.is_frame) {
            write_heading(state, box, is_active);
        } else {
            write_words(state, box, is_active);
        }
        out_ += "</g>\n";
    }

    [[nodiscard]] static std::string tooltip(const DiagramState& state) {
        std::string text = state.title;
        for (const auto& badge : state.badges) text += "\n" + badge.text + ": " + badge.about;
        return text;
    }

    void write_outline(const DiagramState& state, const LayoutBox& box, const Paint& paint,
                       std::size_t at) {
        const int parent = plan_.graph.nodes[at].parent;
        const bool is_track = parent >= 0 && state.is_frame &&
                              plan_.graph.nodes[static_cast<std::size_t>(parent)].is_side_by_side;
        write(R"(<rect class="outline" x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" )"
              R"(stroke="{}" stroke-width="{}"{}/>)",
              box.x, box.y, box.width, box.height, state.is_frame ? 12 : 8, paint.fill,
              paint.stroke, paint.width, is_track ? R"( stroke-dasharray="6 4")" : "");
        if (state.kind != chart::StateKind::final) return;
        write(R"(<rect class="inner" x="{}" y="{}" width="{}" height="{}" rx="5" fill="none" )"
              R"(stroke="{}" stroke-width="1.2"/>)",
              box.x + 4, box.y + 4, box.width - 8, box.height - 8, paint.stroke);
    }

    /// Done is not told by colour alone.
    void write_tick(const LayoutBox& box) {
        write(R"(<circle class="tick" cx="{0}" cy="{1}" r="8" fill="#3b8a53" stroke="#ffffff" )"
              R"(stroke-width="1.5"/><path class="tick" d="M{2} {1}l3 3l5 -6" fill="none" )"
              R"(stroke="#ffffff" stroke-width="1.8" stroke-linecap="round" )"
              R"(stroke-linejoin="round"/>)",
              box.right() - 3, box.y + 3, box.right() - 7);
    }

    void write_heading(const DiagramState& state, const LayoutBox& box, bool is_active) {
        const int left = box.x + 2 * box_padding - 4;
        int y = box.y + box_padding + title_line - 4;
        int widest = 0;
        for (const auto& line : state.title_lines) {
            widest = std::max(widest, text_width(line, title_size, true));
            write(R"(<text class="title" x="{}" y="{}" font-size="{}" font-weight="600" )"
                  R"(fill="{}">{}</text>)",
                  left, y, title_size, is_active ? "#123f8c" : "#46546a", xml_escaped(line));
            y += title_line;
        }
        int x = left + widest + box_padding;
        for (const auto& badge : state.badges) {
            write_badge(badge, x, box.y + box_padding);
            x += badge.width + 6;
        }
    }

    void write_words(const DiagramState& state, const LayoutBox& box, bool is_active) {
        int height = title_line * static_cast<int>(state.title_lines.size()) +
                     role_line * static_cast<int>(state.role_lines.size());
        if (!state.badges.empty()) height += badge_height + 6;
        int y = box.centre() - height / 2;
        for (const auto& line : state.title_lines) {
            y += title_line;
            write(R"(<text class="title" x="{}" y="{}" font-size="{}" font-weight="600" )"
                  R"(text-anchor="middle" fill="{}">{}</text>)",
                  box.middle(), y - 4, title_size, is_active ? "#0d3476" : "#1f2937",
                  xml_escaped(line));
        }
        for (const auto& line : state.role_lines) {
            y += role_line;
            write(R"(<text class="role" x="{}" y="{}" font-size="{}" text-anchor="middle" )"
                  R"(fill="#566376">{}</text>)",
                  box.middle(), y - 3, role_size, xml_escaped(line));
        }
        int row = 0;
        for (const auto& badge : state.badges) row += badge.width + 6;
        int x = box.middle() - (row - 6) / 2;
        for (const auto& badge : state.badges) {
            write_badge(badge, x, y + 5);
            x += badge.width + 6;
        }
    }

    void write_badge(const DiagramBadge& badge, int x, int y) {
        write(R"(<g class="badge"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" )"
              R"(rx="8.5" fill="#fff4dc" stroke="#d9a441" stroke-width="1"/>)",
              xml_escaped(badge.about), x, y, badge.width, badge_height);
        write(R"(<text x="{}" y="{}" font-size="{}" text-anchor="middle" fill="#7a4b00">{}</text>)"
              "</g>",
              x + badge.width / 2, y + badge_height - 5, badge_size, xml_escaped(badge.text));
    }

    void write_edge(std::size_t at) {
        const auto& route = layout_.routes[at];
        if (route.size() < 2) return;
        const auto& ends = plan_.graph.edges[at];
        const auto& edge = plan_.edges[at];
        const bool is_back = layout_.is_back[at];
        const char* colour = is_back ? "#b4772c" : "#5a6a80";
        write(R"(<g class="edge{}{}" data-from="{}" data-to="{}">)", is_back ? " back" : "",
              edge.is_automatic ? " automatic" : "",
              xml_escaped(plan_.states[static_cast<std::size_t>(ends.from)].id),
              xml_escaped(plan_.states[static_cast<std::size_t>(ends.to)].id));
        if (!edge.title.empty()) write("<title>{}</title>", xml_escaped(edge.title));
        const auto line = line_of(route);
        write(R"(<path class="reach" d="{}" fill="none" stroke="#000000" stroke-opacity="0" )"
              R"(stroke-width="12"/>)",
              line);
        write(R"(<path class="line" d="{}" fill="none" stroke="{}" stroke-width="1.6"{}/>)", line,
              colour, edge.is_automatic ? R"( stroke-dasharray="2 4")" : "");
        write(R"(<path class="head" d="{}" fill="{}"/></g>)"
              "\n",
              head_of(route), colour);
    }

    static LayoutPoint towards(LayoutPoint from, LayoutPoint to, int length) {
        const auto sign = [](int value) { return value > 0 ? 1 : (value < 0 ? -1 : 0); };
        return {from.x + sign(to.x - from.x) * length, from.y + sign(to.y - from.y) * length};
    }

    static int distance(LayoutPoint from, LayoutPoint to) {
        return std::abs(to.x - from.x) + std::abs(to.y - from.y);
    }

    [[nodiscard]] static std::string line_of(const std::vector<LayoutPoint>& route) {
        auto path = fmt::format("M{} {}", route.front().x, route.front().y);
        for (std::size_t at = 1; at + 1 < route.size(); ++at) {
            const auto here = route[at];
            const int before = distance(route[at - 1], here) / 2;
            const int after = distance(here, route[at + 1]) / 2;
            const int radius = std::min({corner, before, after});
            const auto bend = towards(here, route[at - 1], radius);
            const auto on = towards(here, route[at + 1], radius);
            path += fmt::format("L{} {}Q{} {} {} {}", bend.x, bend.y, here.x, here.y, on.x, on.y);
        }
        const auto end = towards(route.back(), route[route.size() - 2], head_long - 1);
        return path + fmt::format("L{} {}", end.x, end.y);
    }

    [[nodiscard]] static std::string head_of(const std::vector<LayoutPoint>& route) {
        const auto tip = route.back();
        const auto base = towards(tip, route[route.size() - 2], head_long);
        const int across = base.y == tip.y ? 0 : head_half;
        const int along = base.y == tip.y ? head_half : 0;
        return fmt::format("M{} {}L{} {}L{} {}Z", tip.x, tip.y, base.x - across, base.y - along,
                           base.x + across, base.y + along);
    }

    void write_labels() {
        std::vector<LayoutLabel> labels;
        for (std::size_t at = 0; at < plan_.edges.size(); ++at) {
            const auto& lines = plan_.edges[at].label;
            if (lines.empty()) continue;
            int width = 0;
            for (const auto& line : lines) width = std::max(width, text_width(line, label_size));
            labels.push_back(
                {static_cast<int>(at), width + 8, label_line * static_cast<int>(lines.size()) + 4});
        }
        const auto boxes = place_labels(plan_.graph, layout_, labels);
        for (std::size_t at = 0; at < labels.size(); ++at) {
            if (boxes[at].width > 0)
                write_label(static_cast<std::size_t>(labels[at].edge), boxes[at]);
        }
    }

    void write_label(std::size_t at, const LayoutBox& box) {
        write(R"(<g class="edge-label"><rect x="{}" y="{}" width="{}" height="{}" rx="4" )"
              R"(fill="#ffffff" fill-opacity="0.92"/>)",
              box.x, box.y, box.width, box.height);
        int y = box.y + 2;
        for (const auto& line : plan_.edges[at].label) {
            y += label_line;
            write(R"(<text x="{}" y="{}" font-size="{}" text-anchor="middle" fill="{}">{}</text>)",
                  box.middle(), y - 3, label_size, layout_.is_back[at] ? "#8a5415" : "#3f4c60",
                  xml_escaped(line));
        }
        out_ += "</g>\n";
    }

    const Process& process_;
    const DiagramMarks& marks_;
    DiagramPlan plan_;
    Layout layout_;
    std::string out_;
};

}  // namespace

std::string diagram_svg(const Process& process, const DiagramMarks& marks) {
    return SvgWriter(process, marks).run();
}

}  // namespace trinh::workflow
