/// What a transition asks of other cases: new ones, word to the one that opened this, chasing.
///
/// Internal to this room. All of it leaves as effects; the service carries them out in the same
/// transaction.
#pragma once

#include "engine/casework/after_step.h"

namespace trinh::casework {

/// One act opens at most so many cases.
inline constexpr std::size_t opened_cases_max = 5'000;

/// `scope` is what rules of the transition may read; `_item` and `_number` come in besides. An
/// expression that cannot be computed fails the recorder.
void record_links(Recorder& recorder, const StepContext& step,
                  const workflow::TransitionOverlay& overlay, const expression::Environment& scope);

}  // namespace trinh::casework
