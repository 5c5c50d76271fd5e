/// Configuration: may these atomic states of a chart be active together?
///
/// Internal to this room. The chart's own restore() asks the same; here the answer names the
/// state that lacks a place, for the person who writes the map.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/workflow/process.h"

namespace trinh::casework {

/// Children of a state that can be active, in document order (histories are not).
std::vector<chart::StateIndex> inner_states(const chart::Chart& chart, chart::StateIndex state);

/// The states with those around them, in document order; every id must be known.
std::vector<chart::StateIndex> with_ancestors(const chart::Chart& chart,
                                              const std::vector<std::string>& states);

/// In both languages: which region is empty, or which two exclude each other below `root`.
/// Nothing when the states stand together.
std::optional<workflow::Title> why_not_together(const chart::Chart& chart, chart::StateIndex root,
                                                const std::vector<std::string>& states);

}  // namespace trinh::casework
