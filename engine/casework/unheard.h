/// What a step of the chart leaves unheard: events that no transition took, faults, log lines.
///
/// Internal to this room. An officer's act that no transition takes is refused (decide.h) and
/// changes nothing; everything else that finds no taker is written into the journal here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/casework/law.h"
#include "engine/casework/recorder.h"
#include "engine/chart/session.h"

namespace trinh::casework {

/// At most so many faults and notes of one step are kept; one more line tells how many were not.
inline constexpr std::size_t notes_of_step_max = 20;

/// False for what the engine announces by itself ("deadline.*", "done.*") when no transition of
/// the whole definition names it: a chart that does not ask has lost nothing. A bare "*" is no
/// name. True for everything else.
bool is_lost_if_untaken(const chart::Chart& chart, std::string_view event);

/// The texts of the error lines, in order.
std::vector<std::string> faults_of(const chart::Outcome& outcome);

/// Adds EventIgnored for each name among the raised events that nobody took, and ChartNoted for
/// each <log>.
void record_unheard(const Law& law, Recorder& recorder, const chart::Outcome& outcome);

}  // namespace trinh::casework
