/// archive_move: the second half: rows leave the store, case by case, each held against the file.
///
/// Internal to this room. Each batch is one transaction; a case that moved before is passed over,
/// so that an interrupted move is simply begun again.
#pragma once

#include <vector>

#include "engine/service/archive_choice.h"

namespace trinh::service {

/// The cases of the archive that stayed here after all: a hold came meanwhile.
/// Throws StoreFailure when the store breaks, and when what it has is not what the file has.
std::vector<HeldBack> move_cases(const Office& office, ports::ArchiveReader& archive,
                                 const ports::ArchiveRow& row);

}  // namespace trinh::service
