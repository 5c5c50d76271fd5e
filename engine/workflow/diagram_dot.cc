#include <fmt/format.h>

#include "engine/workflow/diagram.h"
#include "engine/workflow/diagram_plan.h"

namespace trinh::workflow {
namespace {

/// Between double quotes in the language of Graphviz.
std::string quoted(std::string_view text) {
    std::string safe = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') safe += '\\';
        safe += letter;
    }
    return safe + "\"";
}

class DotWriter {
public:
    explicit DotWriter(const DiagramPlan& plan) : plan_(plan) {}

    std::string run(std::string_view name) {
        out_ = fmt::format("digraph {} {{\n", quoted(name));
        out_ += "  compound=true; node [shape=box, style=rounded]; rankdir=TB;\n";
        for (std::size_t at = 1; at < plan_.states.size(); ++at) {
            if (plan_.graph.nodes[at].parent == 0) write_state(static_cast<int>(at), 1);
        }
        for (std::size_t at = 0; at < plan_.edges.size(); ++at) write_edge(at);
        return out_ + "}\n";
    }

private:
    void write_state(int at, int depth) {
        const auto& state = plan_.states[static_cast<std::size_t>(at)];
        const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
        std::string label = state.title;
        for (const auto& line : state.role_lines) label += "\n" + line;
        for (const auto& badge : state.badges) label += "\n" + badge.text;
        if (!state.is_frame) {
            out_ += fmt::format("{}{} [label={}{}];\n", indent, quoted(state.id), quoted(label),
                                state.kind == chart::StateKind::final ? ", peripheries=2" : "");
            return;
        }
        out_ += fmt::format("{}subgraph {} {{\n{}  label={};\n", indent,
                            quoted("cluster_" + state.id), indent, quoted(label));
        for (std::size_t child = static_cast<std::size_t>(at) + 1; child < plan_.states.size();
             ++child) {
            if (plan_.graph.nodes[child].parent == at) {
                write_state(static_cast<int>(child), depth + 1);
            }
        }
        out_ += indent + "}\n";
    }

    /// Graphviz draws between leaves only: the first leaf stands for its frame.
    [[nodiscard]] std::size_t leaf(int at) const {
        auto leaf = static_cast<std::size_t>(at);
        while (plan_.states[leaf].is_frame) ++leaf;
        return leaf;
    }

    void write_edge(std::size_t at) {
        const auto& edge = plan_.graph.edges[at];
        const auto& from = plan_.states[static_cast<std::size_t>(edge.from)];
        const auto& to = plan_.states[static_cast<std::size_t>(edge.to)];
        out_ += fmt::format("  {} -> {} [label={}", quoted(plan_.states[leaf(edge.from)].id),
                            quoted(plan_.states[leaf(edge.to)].id), quoted(plan_.edges[at].title));
        if (from.is_frame) out_ += ", ltail=" + quoted("cluster_" + from.id);
        if (to.is_frame) out_ += ", lhead=" + quoted("cluster_" + to.id);
        out_ += "];\n";
    }

    const DiagramPlan& plan_;
    std::string out_;
};

}  // namespace

std::string diagram_dot(const Process& process) {
    const auto plan = plan_diagram(process, false);
    return DotWriter(plan).run(process.id);
}

}  // namespace trinh::workflow
