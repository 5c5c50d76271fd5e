/// archived_history: the journal of a case, wherever it lies.
///
/// Internal to this room. What is read from an archive is held against the digest that stayed in
/// the store, so that a changed file is never shown as history.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/casework/case.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

/// Where the history of a case went.
struct MovedHistory {
    ports::ArchiveRow archive;
    ports::ArchivedCaseRow row;
};

struct CaseJournal {
    std::vector<ports::JournalRow> rows;  ///< Empty too when the archive cannot be read.
    std::optional<MovedHistory> moved;
    bool is_at_hand = true;      ///< False: the archive is not there.
    bool is_as_it_moved = true;  ///< False: the file was changed, or is damaged.
    [[nodiscard]] bool is_complete() const { return is_at_hand && is_as_it_moved; }
};

std::optional<MovedHistory> moved_history(ports::Transaction& tx, CaseId id);
CaseJournal journal_of(const Office& office, ports::Transaction& tx, CaseId id);

/// {"name","moved_at","at_hand","text","text_en"}; null when the journal lies in the store.
json::value archive_view(const CaseJournal& journal);
/// The same of a case whose journal is not read.
json::value archive_view(const Office& office, ports::Transaction& tx, CaseId id);

/// The bytes of an entry that moved, from whichever archive at hand has it with this hash.
std::optional<std::string> moved_text(const Office& office, ports::Transaction& tx,
                                      const ports::MovedEntry& entry);
/// Entries of a case that moved, newest first; none when its archive is not at hand.
std::vector<ports::AuditRow> moved_entries(const Office& office, ports::Transaction& tx, CaseId id);

/// Whether replaying the journal gives the case, byte by byte.
bool rebuilds(const std::vector<ports::JournalRow>& journal, const ports::CaseRow& row);

std::optional<ports::ArchiveRow> archive_named(ports::Transaction& tx, std::string_view name);
Refusal no_archives_here();

}  // namespace trinh::service
