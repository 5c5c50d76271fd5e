/// StatutoryGraph: the leaves of a chart, what leads from one to the next, and what each entry
/// costs in statutory time. Internal to the room; the ground of statutory_paths.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "engine/chart/ways.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

struct StatutoryEdge {
    std::size_t from = 0, to = 0;
    const Deadline* charge = nullptr;  ///< The clock that starts with it; null: none does.
    bool is_recall = false;  ///< A history may lead there again; no way to be there first.
};

/// Node i below the number of states is that state, when it is a leaf; node "count + i" stands for
/// the end of state i (its done.state event).
class StatutoryGraph {
public:
    StatutoryGraph(const Process& process, const chart::Ways& ways);

    [[nodiscard]] const std::vector<StatutoryEdge>& edges() const { return edges_; }
    [[nodiscard]] const std::vector<StatutoryEdge>& starts() const { return starts_; }
    [[nodiscard]] std::size_t node_count() const { return 2 * count_; }
    [[nodiscard]] bool is_leaf(std::size_t node) const { return node < count_; }
    [[nodiscard]] chart::StateIndex state_of(std::size_t node) const {
        return static_cast<chart::StateIndex>(node % count_);
    }
    /// All edges into this node must have been gone, not one of them: the end of a parallel.
    [[nodiscard]] bool needs_all(std::size_t node) const;
    /// The state whose clock counts for this one: itself or one around it; no_state: none does.
    [[nodiscard]] chart::StateIndex unit_of(chart::StateIndex state) const { return unit_[state]; }
    [[nodiscard]] const Deadline* clock_of(chart::StateIndex unit) const;

private:
    void find_units();
    void add_ends();
    void add_transition(std::uint32_t transition);
    void add_edge(std::size_t from, chart::StateIndex leaf, chart::StateIndex domain,
                  bool is_recall);
    [[nodiscard]] std::vector<std::size_t> origins(const chart::TransitionView& view) const;
    void enter(chart::StateIndex state, std::vector<chart::StateIndex>& leaves) const;
    void enter_beside(chart::StateIndex target, chart::StateIndex domain,
                      const std::vector<chart::StateIndex>& targets,
                      std::vector<chart::StateIndex>& leaves) const;
    [[nodiscard]] bool is_inside(chart::StateIndex state, chart::StateIndex ancestor) const;

    const Process& process_;
    const chart::Chart& chart_;
    const chart::Ways& ways_;
    std::size_t count_;
    std::vector<chart::StateIndex> unit_;
    std::map<chart::StateIndex, const Deadline*> clocks_;
    std::vector<StatutoryEdge> edges_, starts_;
};

}  // namespace trinh::workflow
