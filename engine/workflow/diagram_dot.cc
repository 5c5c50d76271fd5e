#include <algorithm>
#include <fmt/format.h>

#include "engine/workflow/diagram.h"
#include "engine/workflow/diagram_heat.h"
#include "engine/workflow/diagram_plan.h"

namespace trinh::workflow {
namespace {

/// Between double quotes in the language of Graphviz; a line break stays one.
std::string quoted(std::string_view text) {
    std::string safe = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') safe += '\\';
        if (letter == '\n') {
            safe += "\\n";
        } else {
            safe += letter;
        }
    }
    return safe + "\"";
}

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

class DotWriter {
public:
    DotWriter(const DiagramPlan& plan, const DiagramMarks& marks) : plan_(plan), marks_(marks) {}

    std::string run(std::string_view name, const std::string& title) {
        out_ = fmt::format("digraph {} {{\n", quoted(name));
        std::string heading = title;
        if (!marks_.subject.empty()) heading += "\n" + marks_.subject;
        out_ += fmt::format(
            "  graph [compound=true, rankdir=TB, newrank=true, nodesep=0.35, "
            "ranksep=0.5, fontname=\"sans-serif\", labelloc=t, label={}];\n",
            quoted(heading));
        out_ +=
            "  node [shape=box, style=\"rounded,filled\", fillcolor=white, "
            "color=\"#8a97a8\", fontname=\"sans-serif\", fontsize=11];\n";
        out_ += "  edge [color=\"#5a6a80\", fontname=\"sans-serif\", fontsize=9];\n";
        for (std::size_t at = 1; at < plan_.states.size(); ++at) {
            if (plan_.graph.nodes[at].parent == 0) write_state(static_cast<int>(at), 1);
        }
        for (std::size_t at = 0; at < plan_.edges.size(); ++at) write_edge(at);
        return out_ + "}\n";
    }

private:
    [[nodiscard]] static std::string words_of(const DiagramState& state) {
        std::string label = state.title;
        for (const auto& line : state.role_lines) label += "\n" + line;
        for (const auto& badge : state.badges) label += "\n⏱ " + badge.text;
        if (!state.stay.empty()) label += "\n" + state.stay;
        if (!state.late.empty()) label += "\n" + state.late;
        return label;
    }

    void write_state(int at, int depth) {
        const auto& state = plan_.states[static_cast<std::size_t>(at)];
        const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
        if (!state.is_frame) return write_leaf(state, indent);
        out_ += fmt::format(
            "{0}subgraph {1} {{\n{0}  label={2}; labeljust=l; style={3}; "
            "color=\"{4}\";\n",
            indent, quoted("cluster_" + state.id), quoted(words_of(state)),
            is_track(at) ? "\"rounded,dashed\"" : "rounded",
            contains(marks_.active, state.id) ? "#1d5fd1" : "#9aa5b4");
        for (std::size_t child = static_cast<std::size_t>(at) + 1; child < plan_.states.size();
             ++child) {
            if (plan_.graph.nodes[child].parent == at) {
                write_state(static_cast<int>(child), depth + 1);
            }
        }
        out_ += indent + "}\n";
    }

    [[nodiscard]] bool is_track(int at) const {
        const int parent = plan_.graph.nodes[static_cast<std::size_t>(at)].parent;
        return plan_.graph.nodes[static_cast<std::size_t>(parent)].is_side_by_side;
    }

    void write_leaf(const DiagramState& state, const std::string& indent) {
        std::string looks;
        const bool is_history = state.kind == chart::StateKind::history_shallow ||
                                state.kind == chart::StateKind::history_deep;
        if (is_history) looks += ", shape=circle, width=0.3, fixedsize=true";
        if (state.kind == chart::StateKind::final) looks += ", peripheries=2";
        if (state.heat > 0) looks += fmt::format(", fillcolor=\"{}\"", heat_colour(state.heat));
        if (contains(marks_.active, state.id)) looks += ", color=\"#1d5fd1\", penwidth=3";
        out_ += fmt::format("{}{} [label={}{}];\n", indent, quoted(state.id),
                            quoted(words_of(state)), looks);
        write_start(state, indent);
    }

    /// A dot before what is entered first.
    void write_start(const DiagramState& state, const std::string& indent) {
        if (!state.is_initial || state.is_frame) return;
        const auto dot = quoted("start_" + state.id);
        out_ += fmt::format(
            "{0}{1} [shape=point, width=0.09, label=\"\"];\n{0}{1} -> {2} "
            "[arrowsize=0.6];\n",
            indent, dot, quoted(state.id));
    }

    /// Graphviz draws between leaves only: the first leaf stands for its frame.
    [[nodiscard]] std::size_t leaf(int at) const {
        auto leaf = static_cast<std::size_t>(at);
        while (plan_.states[leaf].is_frame) ++leaf;
        return leaf;
    }

    void write_edge(std::size_t at) {
        const auto& ends = plan_.graph.edges[at];
        const auto& edge = plan_.edges[at];
        const auto& from = plan_.states[static_cast<std::size_t>(ends.from)];
        const auto& to = plan_.states[static_cast<std::size_t>(ends.to)];
        std::string label;
        for (const auto& line : edge.label) label += (label.empty() ? "" : "\n") + line;
        out_ += fmt::format(
            "  {} -> {} [label={}, tooltip={}", quoted(plan_.states[leaf(ends.from)].id),
            quoted(plan_.states[leaf(ends.to)].id), quoted(label), quoted(edge.title));
        if (edge.is_automatic) out_ += ", style=dashed";
        if (from.is_frame) out_ += ", ltail=" + quoted("cluster_" + from.id);
        if (to.is_frame) out_ += ", lhead=" + quoted("cluster_" + to.id);
        out_ += "];\n";
    }

    const DiagramPlan& plan_;
    const DiagramMarks& marks_;
    std::string out_;
};

}  // namespace

std::string diagram_dot(const Process& process, const DiagramMarks& marks) {
    const auto plan = plan_diagram(process, marks);
    const bool is_english = marks.in_english && !process.title.en.empty();
    return DotWriter(plan, marks).run(process.id, is_english ? process.title.en : process.title.vi);
}

}  // namespace trinh::workflow
