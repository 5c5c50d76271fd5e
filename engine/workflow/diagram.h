/// Diagrams: a process as a picture that an officer reads from top to bottom, column by column.
///
/// Self-contained SVG: no script, no style element, no reference to anything outside, so that it
/// passes a strict content policy; colours are presentation attributes and every part carries
/// class names, so that a page's style sheet may theme it. Nothing is told by colour alone: the
/// picture can be read in grey print. Pure: same process, same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/workflow/process.h"

namespace trinh::workflow {

/// How long a case stood in a state: what the heat map shows.
struct DiagramStay {
    std::string state;
    int visits = 0;
    std::int64_t worked_ms = 0;  ///< Within working days of 24 hours.
    bool is_running = false;
    int days_late = 0;  ///< Working days beyond its due date; 0: in time.
    bool is_late_now = false;
};

/// Where a case stands in its process: state ids; an id the chart does not have marks nothing.
struct DiagramMarks {
    std::vector<std::string> active = {};  ///< With their ancestors.
    std::vector<std::string> done = {};    ///< Left at least once; active wins over done.
    bool in_english = false;               ///< Titles in English.
    std::vector<DiagramStay> stays = {};   ///< Not empty: a heat map with its legend.
    std::string subject = {};              ///< A line below the title: which case, as of when.
};

/// Of a shape that fills A4 across. A state is <g class="state ..." data-state="ID">.
std::string diagram_svg(const Process& process, const DiagramMarks& marks);

/// The same in the language of Graphviz.
std::string diagram_dot(const Process& process, const DiagramMarks& marks = {});

/// A chart without the overlay: its ids are its titles, its events stand on the arrows.
Process bare_process(std::shared_ptr<const chart::Chart> chart);

}  // namespace trinh::workflow
