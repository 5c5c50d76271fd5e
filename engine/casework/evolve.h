/// evolve: what a case is like after an event happened to it.
///
/// Pure and free of the chart: replaying a journal never runs a condition again, so it gives the
/// same case whatever became of the definitions and the interpreter.
#pragma once

#include "engine/casework/case.h"
#include "engine/casework/event.h"

namespace trinh::casework {

[[nodiscard]] Case evolve(Case before, const Event& event);

}  // namespace trinh::casework
