/// Diagrams: a process as a picture that an officer reads from top to bottom.
///
/// Self-contained SVG: no script, no style element, no reference to anything outside, so that it
/// passes a strict content policy; colours are presentation attributes and every part carries
/// class names, so that a page's style sheet may theme it. Pure: same process, same bytes.
#pragma once

#include <string>
#include <vector>

#include "engine/workflow/process.h"

namespace trinh::workflow {

/// Where a case stands in its process: state ids; an id the chart does not have marks nothing.
struct DiagramMarks {
    std::vector<std::string> active;  ///< With their ancestors.
    std::vector<std::string> done;    ///< Left at least once; active wins over done.
    bool in_english = false;          ///< Titles in English.
};

/// At most about 1400 px wide. A state is <g class="state ..." data-state="ID">.
std::string diagram_svg(const Process& process, const DiagramMarks& marks);

/// The same in the language of Graphviz.
std::string diagram_dot(const Process& process);

}  // namespace trinh::workflow
