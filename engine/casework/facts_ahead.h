/// facts_ahead: the countable facts that an open case is yet to write, and whether they would
/// count.
///
/// Read off the process, not guessed: a fact that an action writes counts as ahead when its rule
/// reads a deadline whose clock runs, or when the action can be done where the case stands. Its
/// rule is evaluated twice, with that deadline kept and missed. Facts that only later stages write
/// without a clock running are not known yet and not listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/casework/case.h"
#include "engine/casework/law.h"

namespace trinh::casework {

struct FactAhead {
    std::string name;
    workflow::Title deadline;  ///< The period it hangs on; empty: none.
    std::optional<Date> due;   ///< Absent: nothing says when.
    bool is_overdue = false;
    bool counts_in_time = true, counts_late = true;
    bool is_unsure = false;  ///< The rule reads what is not known yet; taken as counting in time.
};

/// Of each fact name one, by name; empty for a closed case. `now` tells what is overdue.
std::vector<FactAhead> facts_ahead(const Law& law, const Case& subject, Instant now);

}  // namespace trinh::casework
