/// machine_checks: what `trinh doctor` asks of the machine: disk, rights, the database's own check.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/ports/check_line.h"

namespace trinh::app {

/// Of the disk that holds the state folder.
ports::CheckLine disk_line(const std::filesystem::space_info& space);

/// Nobody but the account that runs the program may write the folder or read what lies in it.
ports::CheckLine rights_line(const std::filesystem::path& state);

/// SQLite's own check of the file.
ports::CheckLine database_line(const std::filesystem::path& file);

}  // namespace trinh::app
