/// Migration: a case goes on under another definition, and all that changes is told beforehand.
///
/// Pure, all or nothing: the report and the next case, or a refusal that names what has no place
/// and what to write into the map. Not a step of the chart: no onentry and no condition is run.
/// Deadlines are counted anew by the target's rules from the day their stage really began, never
/// copied and never started again from today.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/casework/effect.h"
#include "engine/casework/law.h"
#include "engine/workflow/migration_map.h"

namespace trinh::casework {

/// Where a case comes from and where it goes.
struct MigrationOrder {
    const Law& from;  ///< The law the case runs under now.
    const Law& to;
    const workflow::MigrationMap& map;
    const std::vector<Event>& journal;  ///< The whole of it: it knows when each stage began.
    std::string reason;
};

struct MigrationPlan {
    Decision decision;                  ///< One CaseMigrated, and letters about moved due dates.
    std::vector<MigrationLine> report;  ///< Everything, what is kept included.
};

/// Refuses with not_permitted: moving cases between laws is the administrators' task.
Result<Done> may_migrate(const Actor& actor);

/// The trail must say why: refuses an empty reason, and one that is too long or not text.
Result<Done> check_migration_reason(const std::string& reason);

/// Refuses with invalid_input when the map leads to names that the target does not have; all of
/// them are named. Independent of any case.
Result<Done> check_migration_map(const workflow::MigrationMap& map,
                                 const workflow::Process& target);

/// Refuses: not_permitted; wrong_state when the case is closed or stands under the target already;
/// invalid_input when the map is for other processes, or when the case would stand where the
/// target cannot be.
Result<MigrationPlan> decide_migrate(const MigrationOrder& order, const Case& subject,
                                     const Actor& actor, Instant now);

}  // namespace trinh::casework
