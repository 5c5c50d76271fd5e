/// HistoryView: the journal of a case as people read it, and the answer to "why?".
///
/// Internal to this room.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <vector>

#include "engine/casework/questions.h"
#include "engine/service/views.h"

namespace trinh::service {

/// The law under a definition's hash; what it refuses is told in the words of the case's own law.
using LawAt = std::function<Result<casework::Law>(const std::string& hash)>;

/// Each entry in the words of the definition that it happened under.
json::object history_view(const Viewing& viewing, const std::vector<ports::JournalRow>& journal,
                          const LawAt& law_at);

/// One line of a migration's report.
json::object migration_line_view(const casework::MigrationLine& line);

json::object why_view(const casework::Law& law, const std::string& event, const casework::Why& why);

}  // namespace trinh::service
