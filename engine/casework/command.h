/// Command: what somebody asks of a case. Nothing has happened yet.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "engine/casework/case.h"

namespace trinh::casework {

/// Open a new case. The process and its version are chosen by the service.
struct Open {
    std::string definition_hash;
    std::string title, drafting_agency, department;
    std::optional<Date> triggered_on;          ///< The day whose law applies; absent: today.
    std::optional<std::int64_t> earlier_case;  ///< For a case that continues another.
    std::string relation;
    json::object values;  ///< Start values of data that the chart declares; others are dropped.
};

/// Do one action: an event of the chart with what the form asked for.
struct Act {
    std::string event;
    json::object inputs;
    std::string note;
};

/// The dispatcher's look at one clock.
struct LookAtClock {
    std::string deadline;
    std::int64_t entry = 0;
};

/// Stands in the store's deadline rows for "the chart's next delayed <send>".
inline constexpr const char* pending_send_row = "#send";

/// The two events whose meaning this room knows, because they change the dossier.
inline constexpr const char* event_mark_item = "dossier.receive";
inline constexpr const char* event_add_draft = "draft.add";

}  // namespace trinh::casework
