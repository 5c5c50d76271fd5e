/// sqlite_backup: a database file copied while others write to it, and whether a file is sound.
///
/// Works on closed or open files alike; nothing but SQLite's own interface touches them.
#pragma once

#include <string>
#include <vector>

namespace trinh::sql {

/// Writes the database as it stands at one moment into a new file, which is on the disk when this
/// returns. Writers go on meanwhile. Throws StoreFailure; then `to` may be left half written.
void copy_sqlite(const std::string& from, const std::string& to);

/// What SQLite finds wrong with the file, a line each, at most twenty; empty when it is sound.
/// Throws StoreFailure when the file cannot be opened.
std::vector<std::string> faults_of_sqlite(const std::string& path);

}  // namespace trinh::sql
