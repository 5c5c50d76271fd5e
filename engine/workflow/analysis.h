/// Analysis: what a process cannot do, whatever the conditions of its chart say (TR331 to TR338).
///
/// Stands on chart::Ways: what is reported is true of every case. The chart itself is analysed by
/// chart::analyse.
#pragma once

#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

/// By line and column; warnings, for nothing here keeps a process from running.
std::vector<Diagnostic> analyse(const Process& process);

}  // namespace trinh::workflow
