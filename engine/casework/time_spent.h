/// time_spent: how long a case has stood in each state, as its journal tells.
///
/// Pure. Working time is what lies within working days, each of 24 hours, Viet Nam time: from
/// Friday 16:00 to Monday 10:00 are 18 hours, three quarters of a working day. So times of stages
/// that follow each other add up to the time of the stage around them.
#pragma once

#include <string>
#include <vector>

#include "engine/casework/event.h"
#include "engine/casework/law.h"

namespace trinh::casework {

struct StageTime {
    std::string state;
    int visits = 0;            ///< How often the case came to it.
    Duration worked, elapsed;  ///< Over all visits; a running one counts up to now.
    bool is_running = false;   ///< The case stands in it.
    int days_late = 0;         ///< Working days beyond the due date, of its worst deadline.
    bool is_late_now = false;  ///< That deadline's clock still runs.
};

/// Every state the case has come to but finals, where no time is spent; in document order.
std::vector<StageTime> time_spent(const Law& law, const Case& subject,
                                  const std::vector<Event>& journal, Instant now);

/// Nothing when `until` lies before `from`.
Duration working_time(const calendar::Calendar& calendar, Instant from, Instant until);

}  // namespace trinh::casework
