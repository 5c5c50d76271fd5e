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
                                       Date entered, const expression::Environment& environment);

/// The clock as it is after its anchor was evaluated at `now`: due date, reason, next wake.
/// Wakes that only announce ("near", "today") and lie in the past are passed over in silence.
Clock set_clock(const Law& law, const workflow::Deadline& deadline, Clock clock,
                const std::optional<calendar::Due>& due, Instant now);

/// True from the day after the due date on.
bool is_overdue(const Clock& clock, Date today);

}  // namespace trinh::casework
