#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "engine/workflow/diagram_svg.h"
#include "engine/workflow/diagram_text.h"

namespace trinh::workflow {
namespace {

constexpr int corner = 8;     ///< Radius where an arrow turns.
constexpr int head_long = 9;  ///< The arrow's head.
constexpr int head_half = 4;
constexpr int label_line = 13;

int distance(LayoutPoint from, LayoutPoint to) {
    return static_cast<int>(std::lround(std::hypot(to.x - from.x, to.y - from.y)));
}

/// So far from `from` on the way to `to`.
LayoutPoint towards(LayoutPoint from, LayoutPoint to, int length) {
    const int whole = std::max(1, distance(from, to));
    return {from.x + (to.x - from.x) * length / whole, from.y + (to.y - from.y) * length / whole};
}

std::string line_of(const std::vector<LayoutPoint>& route) {
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

std::string head_of(const std::vector<LayoutPoint>& route) {
    const auto tip = route.back();
    const auto base = towards(tip, route[route.size() - 2], head_long);
    const int across = (tip.y - base.y) * head_half / head_long;
    const int along = (tip.x - base.x) * head_half / head_long;
    return fmt::format("M{} {}L{} {}L{} {}Z", tip.x, tip.y, base.x - across, base.y + along,
                       base.x + across, base.y - along);
}

LayoutLabel label_of(const DiagramEdge& edge, std::size_t at) {
    const auto width_of = [](const std::vector<std::string>& lines) {
        int width = 0;
        for (const auto& line : lines) width = std::max(width, text_width(line, label_size));
        return lines.empty() ? 0 : width + 8;
    };
    const auto height_of = [](const std::vector<std::string>& lines) {
        return label_line * static_cast<int>(lines.size()) + 4;
    };
    return {static_cast<int>(at), width_of(edge.label), height_of(edge.label),
            width_of(edge.narrow), height_of(edge.narrow)};
}

void write_label(std::string& out, const std::vector<std::string>& lines, bool is_back,
                 const LayoutBox& box) {
    out += fmt::format(R"(<g class="edge-label"><rect x="{}" y="{}" width="{}" height="{}" rx="4" )"
                       R"(fill="#ffffff" fill-opacity="0.92"/>)",
                       box.x, box.y, box.width, box.height);
    int y = box.y + 2;
    for (const auto& line : lines) {
        y += label_line;
        out += fmt::format(
            R"(<text x="{}" y="{}" font-size="{}" text-anchor="middle" fill="{}">{}</text>)",
            box.middle(), y - 3, label_size, is_back ? "#8a5415" : "#3f4c60", xml_escaped(line));
    }
    out += "</g>\n";
}

}  // namespace

void write_edge(std::string& out, const Picture& picture, std::size_t at) {
    const auto& route = picture.layout.routes[at];
    if (route.size() < 2) return;
    const auto& ends = picture.plan.graph.edges[at];
    const auto& edge = picture.plan.edges[at];
    const auto& states = picture.plan.states;
    const bool is_back = picture.layout.is_back[at];
    const char* colour = is_back ? "#b4772c" : "#5a6a80";
    out += fmt::format(R"(<g class="edge{}{}" data-from="{}" data-to="{}">)",
                       is_back ? " back" : "", edge.is_automatic ? " automatic" : "",
                       xml_escaped(states[static_cast<std::size_t>(ends.from)].id),
                       xml_escaped(states[static_cast<std::size_t>(ends.to)].id));
    if (!edge.title.empty()) out += fmt::format("<title>{}</title>", xml_escaped(edge.title));
    const auto line = line_of(route);
    out += fmt::format(
        R"(<path class="reach" d="{0}" fill="none" stroke="#000000" stroke-opacity="0" )"
        R"(stroke-width="12"/><path class="line" d="{0}" fill="none" stroke="{1}" )"
        R"(stroke-width="1.6"{2}/><path class="head" d="{3}" fill="{1}"/></g>)"
        "\n",
        line, colour, edge.is_automatic ? R"( stroke-dasharray="2 4")" : "", head_of(route));
}

void write_labels(std::string& out, const Picture& picture) {
    std::vector<LayoutLabel> labels;
    for (std::size_t at = 0; at < picture.plan.edges.size(); ++at) {
        const auto& edge = picture.plan.edges[at];
        if (!edge.label.empty() || !edge.narrow.empty()) labels.push_back(label_of(edge, at));
    }
    const auto boxes = place_labels(picture.plan.graph, picture.layout, labels);
    for (std::size_t at = 0; at < labels.size(); ++at) {
        if (boxes[at].width <= 0) continue;
        const auto edge = static_cast<std::size_t>(labels[at].edge);
        const bool is_wide =
            boxes[at].width == labels[at].width && boxes[at].height == labels[at].height;
        const auto& words = picture.plan.edges[edge];
        write_label(out, is_wide ? words.label : words.narrow, picture.layout.is_back[edge],
                    boxes[at]);
    }
}

}  // namespace trinh::workflow
