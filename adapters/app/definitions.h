/// definitions: processes, calendars and the index from the home folder and the store.
#pragma once

#include <filesystem>

#include "engine/ports/store.h"
#include "engine/service/process_shelf.h"

namespace trinh::app {

/// Fills the shelf from home/workflows. Throws std::runtime_error naming file, line and fault when
/// one of the files has an error: a server with half its law must not start.
void load_definitions(service::ProcessShelf& shelf, const std::filesystem::path& home);

/// Keeps the shelf's current processes in the store, and puts older ones that cases still run
/// under back on the shelf.
void exchange_definitions(service::ProcessShelf& shelf, ports::Store& store, Instant now);

/// The bytes of a file; throws std::runtime_error with its name when it cannot be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace trinh::app
