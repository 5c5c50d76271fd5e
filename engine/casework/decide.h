/// decide: may this happen, and what follows? The one door through which a case changes.
///
/// Pure: time and actor come in as arguments, letters and new cases go out as effects. A refusal
/// is a sentence the officer can act on and changes nothing.
#pragma once

#include "engine/base/result.h"
#include "engine/casework/command.h"
#include "engine/casework/effect.h"
#include "engine/casework/law.h"

namespace trinh::casework {

/// Refuses a triggering date that has not come yet.
Result<Done> check_triggering_date(Date triggered, Date today);

/// Refuses when the actor may not open this process, the title is empty or not text, or the
/// triggering date lies ahead or outside the process's validity. A linked case (earlier_case) is
/// opened by whoever acted on the earlier one.
Result<Decision> decide_open(const Law& law, const Open& command, const Actor& actor, Instant now);

/// Refuses: wrong_state (no active stage knows the event, or a condition says no), not_permitted,
/// invalid_input (an input is missing, unknown or not of its type).
Result<Decision> decide_act(const Law& law, const Case& subject, const Act& command,
                            const Actor& actor, Instant now);

/// What one case tells the case that opened it.
struct Telling {
    std::int64_t from_case = 0;
    std::string title, agency;  ///< Of that case.
    std::string event;          ///< "child.reviewed".
    json::object data;          ///< `_event.data` besides case, title and agency.
};

/// The event reaches the chart; whether a transition took it stands in Decision::was_heard. Refuses
/// with wrong_state when the case is closed.
Result<Decision> decide_told(const Law& law, const Case& subject, const Telling& telling,
                             const Actor& actor, Instant now);

/// What a clock that is due does: announce, raise deadline.<id>.near, .today or .passed, escalate.
/// What it would only announce is left out (and said to be) once the due date has passed. Refuses
/// with wrong_state when there is nothing to do any more: the row is stale, drop it.
Result<Decision> decide_wake(const Law& law, const Case& subject, const LookAtClock& command,
                             Instant now);

/// What a clock was due to do was refused: only the history changes.
Decision decide_held(const Case& subject, const LookAtClock& command, const Refusal& reason,
                     Instant now);

/// Lets the earliest <send delay="..."> of the chart that is due fire. Refuses with wrong_state
/// when none is due.
Result<Decision> decide_pending(const Law& law, const Case& subject, Instant now);

/// When the chart's earliest delayed <send> is due; nothing waits: no value.
std::optional<Instant> next_pending(const Law& law, const Case& subject);

}  // namespace trinh::casework
