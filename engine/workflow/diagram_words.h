/// Words on the arrows and badges of a picture.
///
/// Internal to this room.
#pragma once

#include <string>

#include "engine/workflow/process.h"

namespace trinh::workflow {

/// The Vietnamese title stands in where there is no English one.
const std::string& in_language(const Title& title, bool in_english);

struct TransitionWords {
    std::string title;          ///< For the tooltip; empty: nothing to say.
    std::string label;          ///< For the arrow; empty: only the tooltip says it.
    bool is_automatic = false;  ///< Nobody's act: eventless, or an event of the engine itself.
};

/// The action's title; a deadline's event by its title; of a chart without the overlay the events
/// and the condition as written.
TransitionWords transition_words(const Process& process, const chart::TransitionView& view,
                                 bool in_english);

/// "15 ngày", "trước 25 ngày", "31/01".
std::string badge_text(const Deadline& deadline, bool in_english);

}  // namespace trinh::workflow
