/// archive_file: the first half of moving history: the file is written, synced and read back.
///
/// Internal to this room. Nothing in the store changes here: a crash at any point leaves at most a
/// file that nobody lists.
#pragma once

#include <vector>

#include "engine/audit/checkpoint.h"
#include "engine/service/archive_choice.h"

namespace trinh::service {

struct ArchiveOrder {
    std::string place;
    ports::ArchiveHead head;           ///< Without its seal.
    audit::TreeHead log;               ///< Of head.checkpoint.
    const std::vector<CaseId>& cases;  ///< By id.
};

/// What lies in the file, and what was left out because its journal does not rebuild the case.
struct WrittenArchive {
    std::int64_t cases = 0, journal_rows = 0, entries = 0;
    std::vector<HeldBack> damaged;
};

/// Throws StoreFailure; then nothing of that name is there that was not before.
WrittenArchive write_archive_file(const Office& office, const audit::SigningKey& key,
                                  const ArchiveOrder& order);

}  // namespace trinh::service
