/// The parts of a picture as SVG text.
///
/// Internal to this room: diagram.cc puts them together.
#pragma once

#include <string>

#include "engine/workflow/diagram_heat.h"
#include "engine/workflow/diagram_plan.h"
#include "engine/workflow/layout.h"

namespace trinh::workflow {

/// All that is known of a picture before it is written.
struct Picture {
    const DiagramMarks& marks;
    DiagramPlan plan;
    Layout layout;
    HeatScale scale;

    [[nodiscard]] bool is_active(const DiagramState& state) const;
    [[nodiscard]] bool is_done(const DiagramState& state) const;
};

void write_state(std::string& out, const Picture& picture, std::size_t at);
void write_edge(std::string& out, const Picture& picture, std::size_t at);
void write_labels(std::string& out, const Picture& picture);

/// What the signs and colours mean; from `top` on, no wider than `width`. Gives its height.
int write_legend(std::string& out, const Picture& picture, int top, int width);

/// A period's pill, used on states and in the legend.
void write_badge(std::string& out, const DiagramBadge& badge, int x, int y);
/// The sign of a stage that was left.
void write_tick(std::string& out, int x, int y);
/// The dot and arrow at a box that is entered first; `x` is the box's left side.
void write_start(std::string& out, int x, int y);

}  // namespace trinh::workflow
