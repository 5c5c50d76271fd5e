/// Ways: what may ever happen in a chart, whatever its conditions say: the ground of all analyses.
///
/// Every answer errs on one side: "never" is certain, "may" is not. Histories, parallels, invoked
/// charts and events from outside are taken at their widest. Conditions are not evaluated, but for
/// those that read nothing ("true", "1 > 2").
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/chart.h"

namespace trinh::chart {

/// The events that a chart, and the charts it invokes, may send.
struct SentEvents {
    std::set<std::string, std::less<>> names;
    bool is_open = false;  ///< Some names are computed, or come from a chart that is not known.
    bool has_invoke = false;

    /// May an event come out of the chart that this descriptor ("a", "a.*", "*") takes?
    [[nodiscard]] bool may_match(std::string_view descriptor) const;
};

SentEvents sent_events(const Chart& chart);

class Ways {
public:
    /// The chart must outlive this.
    explicit Ways(const Chart& chart);

    /// False: no run ever enters this state.
    [[nodiscard]] bool may_be_reached(StateIndex state) const { return reached_[state]; }
    /// False: no run ever takes this transition, however reachable its source is.
    [[nodiscard]] bool may_win(std::uint32_t transition) const { return !losers_[transition]; }
    /// May this transition leave the state, other than to come straight back to it alone?
    [[nodiscard]] bool may_leave(std::uint32_t transition, StateIndex state) const;
    /// False: once entered, the state stays active until the session's end.
    [[nodiscard]] bool may_be_left(StateIndex state) const;
    /// By state: may it be entered or stay active some time after `earlier` was active?
    [[nodiscard]] std::vector<bool> may_follow(StateIndex earlier) const;
    /// By state: may it be reached by a run that takes none of these transitions (by index)?
    [[nodiscard]] std::vector<bool> reached_without(const std::vector<bool>& transitions) const;
    /// By state: may a top-level <final> come some time after it? All false without one.
    [[nodiscard]] std::vector<bool> may_end() const;
    /// Is one inside the other, or do they stand in different regions of one parallel?
    [[nodiscard]] bool may_be_active_together(StateIndex one, StateIndex other) const;
    /// The condition's value when it is the same in every run; true where there is no condition.
    [[nodiscard]] std::optional<bool> constant_condition(std::uint32_t transition) const {
        return constants_[transition];
    }
    [[nodiscard]] const SentEvents& sent() const { return sent_; }
    [[nodiscard]] const Chart& chart() const { return chart_; }

private:
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

    [[nodiscard]] std::vector<bool> reached(const std::vector<bool>& excluded) const;
    [[nodiscard]] bool loses(std::uint32_t transition) const;
    [[nodiscard]] bool is_beaten_in(StateIndex leaf, std::uint32_t transition) const;
    [[nodiscard]] StateIndex widest_domain(std::uint32_t transition) const;
    [[nodiscard]] Graph graph(bool from_anywhere, const std::vector<bool>& excluded) const;

    const Chart& chart_;
    std::vector<std::optional<bool>> constants_;  ///< By transition.
    std::vector<bool> losers_, reached_;
    SentEvents sent_;
    Graph follow_;
};

}  // namespace trinh::chart
