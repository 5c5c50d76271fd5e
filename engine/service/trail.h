/// Trail: one audit leaf an act, appended to the Merkle log in the act's transaction.
///
/// Internal to this room.
#pragma once

#include "engine/audit/entry.h"
#include "engine/casework/effect.h"
#include "engine/ports/store.h"
#include "engine/service/record.h"

namespace trinh::service {

/// The leaf of a command on a case: stages before -> after, inputs, note, rule version.
ports::AuditRow trail_row(const Recording& recording, const casework::Case& before,
                          const casework::Decision& decision, const ActNote& note);

/// What the trail calls the act: its event's name, "case.open", "clock.overdue".
std::string trail_action(const casework::Decision& decision, const ActNote& note);

/// Any other leaf (sign-in, opened outbox ...).
void append_entry(ports::Transaction& tx, const audit::Entry& entry);

}  // namespace trinh::service
