/// HistoryView: the journal of a case as people read it, and the answer to "why?".
///
/// Internal to this room.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "engine/casework/questions.h"
#include "engine/service/views.h"

namespace trinh::service {

json::object history_view(const Viewing& viewing, const std::vector<ports::JournalRow>& journal);

/// One line of a migration's report.
json::object migration_line_view(const casework::MigrationLine& line);

json::object why_view(const casework::Law& law, const std::string& event, const casework::Why& why);

}  // namespace trinh::service
