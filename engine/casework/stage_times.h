/// stage_times: since when a case has stood in the stages of the definition it moves to.
///
/// Internal to this room. Plays the journal with every state replaced by its place in the target:
/// a stage of the target begins when the case first stood in anything that belongs to it, and
/// begins again when that was left and entered anew.
#pragma once

#include <map>
#include <string>

#include "engine/casework/case.h"
#include "engine/casework/migration.h"

namespace trinh::casework {

/// For these atomic states of the target and all states around them. What the journal does not
/// tell began when the case was opened.
std::map<std::string, Instant> stage_times(const MigrationOrder& order, const Case& subject,
                                           const std::vector<std::string>& active);

}  // namespace trinh::casework
