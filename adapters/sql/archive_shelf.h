/// archive_shelf: archives as SQLite files with a small schema of their own.
///
/// The schema is not that of the store and never follows it: a file must be readable for as long
/// as the law wants it kept. It is written aside without a log of its own, synced, given its name,
/// and opened only for reading after that.
#pragma once

#include <memory>
#include <string>

#include "engine/ports/archive_shelf.h"

namespace trinh::sql {

/// `folder`: where archives with a bare name lie; made with the first one.
[[nodiscard]] std::unique_ptr<ports::ArchiveShelf> archive_shelf(std::string folder);

}  // namespace trinh::sql
