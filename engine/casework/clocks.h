/// Clocks of a case: when a deadline is due, when the dispatcher must look at it, what it then
/// does.
///
/// Pure. A clock names its schedule by position (wakes_done), so a wake that comes twice or late
/// does the same as one that comes once and in time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/due.h"
#include "engine/casework/case.h"
#include "engine/casework/law.h"
#include "engine/expression/program.h"

namespace trinh::casework {

enum class WakeKind { near, today, passed, escalated };

const char* wake_word(WakeKind kind);

struct Wake {
    WakeKind kind = WakeKind::near;
    Instant at;
    std::string to_role;  ///< For escalated: who else must know.
};

/// What the chart hears of it: "deadline.ID.near", ".today", ".passed". A chart that waits for the
/// older word "deadline.ID.due", and not for ".passed", hears that one.
std::string clock_event(const chart::Chart& chart, const std::string& deadline, WakeKind kind);

/// Everything that will happen to a clock with this due date, in order.
std::vector<Wake> schedule(const Law& law, const workflow::Deadline& deadline, Date due);

/// The due date with its steps; nothing when the day it counts from is not known yet.
/// A condition that fails to evaluate counts as "not known".
std::optional<calendar::Due> count_due(const Law& law, const workflow::Deadline& deadline,
                                       Date entered, const expression::Environment& environment,
                                       const std::vector<calendar::Pause>& pauses = {});

/// The clock as it is after its anchor was evaluated at `now`: due date, reason, next wake.
/// Wakes that only announce ("near", "today") and lie in the past are passed over in silence.
Clock set_clock(const Law& law, const workflow::Deadline& deadline, Clock clock,
                const std::optional<calendar::Due>& due, Instant now);

/// The clock as it is after its anchor and its pause were evaluated at `now`. It begins to stand
/// still when `paused` becomes true, unless it is overdue; it runs on when `paused` is no longer
/// true (a condition that fails to evaluate is not true). While it stands its due date is the one
/// it would have if it ran on from the day it was stopped, and nobody wakes it.
Clock recounted(const Law& law, const workflow::Deadline& deadline, Clock clock,
                const expression::Environment& environment, Instant now);

/// The standstill that has not ended, or null.
const Standstill* standing(const Clock& clock);

/// True from the day after the due date on; a clock that stands still is as late as it was.
bool is_overdue(const Clock& clock, Date today);

}  // namespace trinh::casework
