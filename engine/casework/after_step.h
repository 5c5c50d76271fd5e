/// What a macrostep of the chart means for the case: clocks, appointments, facts, letters, the end.
///
/// Internal to this room.
#pragma once

#include "engine/casework/law.h"
#include "engine/casework/recorder.h"
#include "engine/chart/session.h"

namespace trinh::casework {

/// Everything a step is judged by besides the case itself.
struct StepContext {
    const chart::Session& session;  ///< After the step.
    const chart::Outcome& outcome;
    const json::object& event;  ///< {"name","data"}: what `_event` was.
    const Actor& actor;
};

/// Adds Stepped and all that follows from it, in an order a reader of the journal understands.
void record_step(const Law& law, Recorder& recorder, const StepContext& step);

/// Evaluates the anchors of all running clocks again: the chart's data may have changed.
void refresh_clocks(const Law& law, Recorder& recorder, const StepContext& step);

}  // namespace trinh::casework
