/// read_process: a definition in XML becomes a Process, or the whole list of what is wrong with it.
///
/// Pure; never stops at the first problem. Codes TR301 ... are listed in this room's README.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

struct ReadResult {
    std::shared_ptr<const Process> process;     ///< Null if and only if a diagnostic is an error.
    std::shared_ptr<const chart::Chart> chart;  ///< Null only when the chart itself has errors.
    std::vector<Diagnostic> diagnostics;        ///< Of the chart, the expressions and the overlay.
};

/// `definition`: XML, or a bundle (bundle.h), which brings its files itself. `files`: those beside
/// the XML, for `src`; the content hash covers them.
ReadResult read_process(std::string_view definition, const chart::Sources& files = {});

}  // namespace trinh::workflow
