/// CaseChange: all rows that one act on one case leads to, written together or not at all.
///
/// It is thought out before anything is written, so that a store that has one writer at a time is
/// held only while it writes.
#pragma once

#include <optional>
#include <vector>

#include "engine/ports/store.h"

namespace trinh::ports {

struct CaseChange {
    CaseRow after;               ///< Its version is the one that was loaded.
    bool is_only_moved = false;  ///< CaseTable::move() is enough for it.
    /// Absent: whom the case waits for is as it was.
    std::optional<std::vector<WaitingRow>> waiting;
    std::vector<DeadlineRow> deadlines_gone;  ///< Of clocks that end or change ...
    std::vector<DeadlineRow> deadlines_set;   ///< ... and that begin or have changed.
    std::vector<JournalRow> journal;
    std::vector<FactRow> facts;
    std::vector<MailRow> mail;
    std::vector<AuditRow> entries;
    std::optional<AnsweredRow> key;  ///< Of a request that must happen once.
};

/// Within the caller's transaction. Refuses with conflict when the case is not at the version that
/// was loaded; then nothing was written.
Result<Done> write(Transaction& tx, const CaseChange& change);
/// The same without the case's own row.
void write_around(Transaction& tx, const CaseChange& change);

}  // namespace trinh::ports
