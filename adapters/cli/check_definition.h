/// check_definition: everything that can be said about one definition file at once.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/ports/schema_check.h"
#include "engine/workflow/process.h"

namespace trinh::cli {

struct Checked {
    /// Of the reader, the schema and the analyses, by line and column. Where the reader and the
    /// schema say the same, the reader's words stand.
    std::vector<Diagnostic> diagnostics;
    std::shared_ptr<const workflow::Process> process;  ///< Null when it is none, or has errors.
};

/// The kind of the file (process, chart, calendar, index) is told by its root element. `beside`:
/// the files in its folder that a chart or a process names with src.
Checked check_definition(std::string_view text, const ports::SchemaCheck& schemas,
                         const chart::Sources& beside = {});

}  // namespace trinh::cli
