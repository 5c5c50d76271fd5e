/// Durable files: bytes that are on disk when the call returns, or an exception and no trace.
///
/// POSIX only. Everything throws std::system_error; the vault turns it into a sentence.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace trinh::files {

/// Writes `bytes` to a new file beside nobody's eyes (`temporary`), syncs it and gives it the name
/// `target`, replacing what was there. On any failure `temporary` is removed and `target` is as
/// it was. Both paths must lie on one file system.
void write_durably(const std::filesystem::path& temporary, const std::filesystem::path& target,
                   std::string_view bytes);

/// Writes and syncs a new file with these rights; fails when there is one of that name. On any
/// failure it is removed.
void write_new(const std::filesystem::path& file, std::string_view bytes, unsigned rights);

/// Makes the names in this folder durable.
void sync_folder(const std::filesystem::path& folder);

/// The whole file, or nothing when there is none.
std::optional<std::string> read_whole(const std::filesystem::path& file);

}  // namespace trinh::files
