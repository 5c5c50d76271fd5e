/// Analysis: what the graph of a chart shows before anything runs (TR131 to TR137).
///
/// Sound: what is reported is true of every run, whatever the conditions say. Not complete: a chart
/// without a finding may still have the fault behind a condition. Conditions are not evaluated.
#pragma once

#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/chart/chart.h"

namespace trinh::chart {

/// In document order. Nothing here keeps a chart from being run.
std::vector<Diagnostic> analyse(const Chart& chart);

}  // namespace trinh::chart
