/// sql_store: the ports' Store on an SQL database; today SQLite, embedded in the server.
///
/// The file is in WAL mode with synchronous=FULL: what commit() returned from is on the disk.
/// One connection writes and several read, so a reader never waits for a writer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/ports/store.h"

namespace trinh::sql {

struct SqliteOptions {
    std::size_t readers = 8;     ///< Connections for begin_read(); opened when first needed.
    int wait_ms = 10'000;        ///< How long to wait for another writer or a free connection.
    std::int64_t pages_max = 0;  ///< Upper limit of the file in pages; 0 = only the disk limits.
};

/// Opens or creates the database file and brings its tables up to date. Throws StoreFailure with
/// one sentence when the file is not ours, is newer than this program, or cannot be written.
[[nodiscard]] std::unique_ptr<ports::Store> open_sqlite(const std::string& path,
                                                        const SqliteOptions& options = {});

}  // namespace trinh::sql
