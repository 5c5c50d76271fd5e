/// Outlook: what the score may still become: facts that open cases are yet to write.
///
/// An open case has no fact yet; what it would write, and whether that would count in time or late,
/// its process says (casework/facts_ahead.h) and comes in here as a plain value. Nothing is hoped
/// for: a case that is overdue writes the fact of a late act, even in the best outlook.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/reform_index/what_if.h"

namespace trinh::reform_index {

/// A fact that an open case has not written yet.
struct OpenFact {
    std::string name;
    std::int64_t case_id = 0;
    std::string title;
    Words deadline;           ///< The title of the period it hangs on; may be empty.
    std::optional<Date> due;  ///< Absent: nothing says when.
    bool is_overdue = false;
    bool counts_in_time = true;
    bool counts_late = false;
    bool is_unsure = false;  ///< Its rule reads what is not known yet; taken as in time.
};

/// The fact that it becomes when the act is done on that day.
Fact done_on(const OpenFact& open, Date day);

/// "If these open cases are done by a day, and those closed ones had been in time."
struct Supposition {
    std::set<std::int64_t> cases;  ///< Open ones; what they are yet to write is done ...
    Date by;                       ///< ... on this day.
    std::set<std::int64_t> had_been_on_time;
};

WhatIf suppose(const IndexTree& index, std::span<const Fact> facts,
               std::span<const ManualValue> manual, ReportingPeriod period,
               std::span<const OpenFact> open, const Supposition& supposed);

/// One sentence each: what every component gains or loses, or that nothing changes.
std::vector<Words> supposition_words(const WhatIf& answer, const Supposition& supposed);

/// What one case costs: a fact that did not count, or an overdue act that is yet to come.
struct Cost {
    std::int64_t case_id = 0;
    std::string title;
    bool is_open = false;
    Words deadline;  ///< Of an open one: what is overdue.
    std::optional<Date> due;
    Decimal points;        ///< What being in time would have been worth.
    Decimal gain_if_done;  ///< Of an open one: what doing it now still gains; may be negative.
};

/// The most costly first; cases that cost nothing come last.
std::vector<Cost> rank_all_costs(const IndexTree& index, const ScoreTree& score,
                                 std::span<const Fact> facts, std::span<const ManualValue> manual,
                                 std::span<const OpenFact> open, Date today);

/// One way the rest of the year may go.
struct Scenario {
    ScoreTree score;
    std::vector<Fact> rows;  ///< What is added to the facts of today.
};

/// best: every act not overdue is done in time, overdue ones are done late, at once.
/// planned: the same, but an act that is due after the year's end is not done in the year.
/// worst: every act that falls due in the year, or is overdue, is done late.
struct Forecast {
    ReportingPeriod period;
    Scenario now, best, planned, worst;
};

/// At the end of the year of `today`.
Forecast forecast(const IndexTree& index, std::span<const Fact> facts,
                  std::span<const ManualValue> manual, std::span<const OpenFact> open, Date today);

}  // namespace trinh::reform_index
