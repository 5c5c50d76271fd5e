/// archive_seal: what an archive holds, as one note that is signed.
///
/// The note is made anew from what is read back: nothing in it has to be believed. The entries
/// stand in it by their columns; that they are those of the log shows its checkpoint besides.
/// Internal to this room.
#pragma once

#include <string>
#include <vector>

#include "engine/audit/proof.h"
#include "engine/audit/row_digest.h"
#include "engine/ports/archive_shelf.h"

namespace trinh::service {

/// Rows are added by id, case by case; entries and gaps in the order of the log.
class ArchiveSeal {
public:
    void add_case(const ports::CaseRow& row, const std::vector<ports::JournalRow>& journal);
    void add_entry(const ports::AuditRow& row);
    void add_gap(const ports::GapRow& row);
    void add_definition(const ports::DefinitionRow& row);
    void add_name(const ports::NameRow& row);

    /// The note; head.seal and what signs it are not in it.
    [[nodiscard]] std::string note(const ports::ArchiveHead& head,
                                   const audit::TreeHead& log) const;
    [[nodiscard]] std::int64_t cases() const { return cases_.rows(); }
    [[nodiscard]] std::int64_t journal_rows() const { return journal_.rows(); }
    [[nodiscard]] std::int64_t entries() const { return entries_.rows(); }

private:
    audit::RowDigest cases_, journal_, entries_, gaps_, definitions_, names_;
};

/// What stays in the store of a journal that moved.
std::string journal_digest(const std::vector<ports::JournalRow>& journal);

}  // namespace trinh::service
