/// archive_file: the tables of one archive, written and read. See archive_shelf.h.
///
/// Internal to this room.
#pragma once

#include <filesystem>
#include <memory>

#include "adapters/sql/session.h"
#include "adapters/sql/sqlite_dialect.h"
#include "engine/ports/archive_shelf.h"

namespace trinh::sql {

/// Throws StoreFailure when the file is no archive or newer than this program.
[[nodiscard]] std::unique_ptr<ports::ArchiveReader> read_archive(const std::filesystem::path& file);

/// Writes to `target` with ".part" behind, until keep().
[[nodiscard]] std::unique_ptr<ports::ArchiveWriter> write_archive(
    const std::filesystem::path& target);

/// Of all archives this program knows; in the file's user_version.
inline constexpr int archive_format = 1;

}  // namespace trinh::sql
