/// ArchiveTable: which archive files there are, what was moved to them, and what must stay.
///
/// The files themselves are the ArchiveShelf's (engine/ports/archive_shelf.h).
#pragma once

#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/ports/rows.h"

namespace trinh::ports {

/// writing: the file may not be there yet and nothing was moved. moving: the file is whole, and
/// rows leave the store case by case. done: nothing more will be moved to it.
enum class ArchiveState { writing, moving, done };

struct ArchiveRow {
    std::int64_t id = 0;  ///< Given by the store.
    std::string name;     ///< Of the file, without its folder.
    Instant made_at;
    std::string made_by;
    Date closed_before;   ///< Cases that ended before this day.
    std::string process;  ///< Only of this process; empty: of all.
    ArchiveState state = ArchiveState::writing;
    std::string sha256;  ///< Of the file's bytes; empty while it is written.
    std::int64_t bytes = 0;
    std::int64_t cases = 0, journal_rows = 0, entries = 0;  ///< What the file holds.
};

struct ArchivedCaseRow {
    CaseId case_id;
    std::int64_t archive = 0;
    Instant moved_at;
    std::int64_t journal_rows = 0, entries = 0;
    std::string journal_digest;  ///< audit::RowDigest of its journal, in hex.
};

/// An order that a case's history stays where it is. released_at: absent while it stands.
struct HoldRow {
    std::int64_t id = 0;  ///< Given by the store.
    CaseId case_id;
    std::string reason, placed_by;
    Instant placed_at;
    std::string released_by = {};
    std::optional<Instant> released_at = {};
    std::string release_reason = {};
};

class ArchiveTable {
public:
    virtual ~ArchiveTable() = default;
    /// Gives its id. Fails when the name is there.
    virtual std::int64_t add(const ArchiveRow& row) = 0;
    /// Saves state, hash and counts. Refuses with conflict unless the row is there in the state
    /// `before`.
    virtual Result<Done> save(const ArchiveRow& row, ArchiveState before) = 0;
    /// Of one that is being written. Refuses with conflict when it has gone on meanwhile.
    virtual Result<Done> remove(const ArchiveRow& row) = 0;
    virtual std::vector<ArchiveRow> archives() = 0;  ///< By id.

    virtual void add_case(const ArchivedCaseRow& row) = 0;  ///< Fails when the case is there.
    virtual std::optional<ArchivedCaseRow> of_case(CaseId id) = 0;
    /// How many cases were moved to it.
    virtual std::int64_t moved_cases(std::int64_t archive) = 0;

    virtual std::int64_t add_hold(const HoldRow& row) = 0;  ///< Gives its id.
    virtual void release(const HoldRow& row) = 0;           ///< Saves released_* of a row.
    /// Those that stand, of this case or (without one) of all, by id.
    virtual std::vector<HoldRow> standing_holds(std::optional<CaseId> id) = 0;
    virtual std::vector<HoldRow> holds_of(CaseId id) = 0;  ///< Ended ones too, by id.
};

}  // namespace trinh::ports
