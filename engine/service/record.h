/// record: one decision becomes rows.
///
/// Case row and waiting rows, journal, deadlines, facts, letters in the outbox, one audit leaf.
/// Internal to this room: the only place that knows what a command writes.
#pragma once

#include <string>
#include <string_view>

#include "engine/casework/effect.h"
#include "engine/casework/law.h"
#include "engine/ports/case_change.h"
#include "engine/service/directory.h"
#include "engine/service/office.h"

namespace trinh::service {

/// What the trail says of the act: the event's name and what was written beside it.
struct ActNote {
    std::string action, note, via, agency;
    casework::json::object inputs;
};

/// The surroundings of one command.
struct Recording {
    const Office& office;
    const casework::Law& law;
    ports::Transaction& tx;
    Directory& names;
    Instant now;
};

/// Inserts the row of a new case and returns its id; decision.after gets it too.
CaseId insert_new(const Recording& recording, casework::Decision& decision);
/// All else about it: journal, deadlines, letters, trail.
void finish_new(const Recording& recording, const casework::Decision& decision,
                const ActNote& note);

/// What happened to a known case, as rows; the store is only read. `version`: as it was loaded.
ports::CaseChange change_of(const Recording& recording, const casework::Case& before,
                            std::int64_t version, const casework::Decision& decision,
                            const ActNote& note);

/// Saves what happened to a known case. Refuses with conflict when `before` is not what is stored.
Result<Done> record_change(const Recording& recording, const casework::Case& before,
                           std::int64_t version, casework::Decision& decision, const ActNote& note);

/// Writes the case's deadline rows anew from the case itself.
void rewrite_deadlines(const Recording& recording, const casework::Case& subject);

/// The rows of the case's running clocks.
std::vector<ports::DeadlineRow> deadline_rows(const casework::Law& law,
                                              const casework::Case& subject);

/// The case as the store keeps it: what read_case() reads.
std::string case_text(const casework::Case& subject);

/// A document that this program stored. Throws StoreFailure when it cannot be read.
casework::json::value stored_json(std::string_view text);

/// The case as it is stored, ready for decide(). Throws StoreFailure when the row is unreadable.
casework::Case read_case(const ports::CaseRow& row);

}  // namespace trinh::service
