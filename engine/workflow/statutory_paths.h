/// StatutoryPaths: how long the law gives a case, at least and at most, from its opening to each of
/// its ends, when everybody uses every period to the full.
///
/// Counted are forward periods ("15 days after"). Where clocks run inside each other the outermost
/// one counts; of several in one state the longest. Regions of a parallel run at the same time. A
/// period that counts from a day before its state is taken in full. Backward and fixed deadlines
/// have no length of their own and are listed. Conditions are not evaluated.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/calendar/period.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

/// Periods of different units are not added up to one number: "15 days + 4 working days".
struct PeriodSum {
    std::map<calendar::PeriodUnit, int> counts;

    void add(calendar::Period period) { counts[period.unit] += period.count; }
    /// For comparing only, in fifths of a day: five working days count as a week, a month as 30
    /// days and a year as 365.
    [[nodiscard]] long long rough_length() const;
    bool operator==(const PeriodSum&) const = default;
};

/// States that a way passes together: one state, or all that a loop joins.
struct PathStep {
    std::vector<chart::StateIndex> states;  ///< In document order; leaves, or a state with a clock.
    std::vector<const Deadline*> deadlines;  ///< Whose periods count here, each once.
};

struct StatutoryPath {
    std::vector<PathStep> steps;
    PeriodSum sum;
};

struct StatutoryWays {
    chart::StateIndex end = chart::no_state;  ///< A top-level <final>.
    StatutoryPath shortest;                   ///< Each step is one state.
    /// No way that enters no state twice takes longer: the longest one when every loop is gone
    /// through at most once, with all its states.
    StatutoryPath longest;
};

struct StatutoryPaths {
    std::vector<StatutoryWays> ends;  ///< In document order; those that may be reached.
    std::vector<PathStep> loops;      ///< Each round may add the periods of its states again.
    std::vector<const Deadline*> uncounted;  ///< Backward and fixed deadlines.
};

/// Pointers lead into the process.
StatutoryPaths statutory_paths(const Process& process);

}  // namespace trinh::workflow
