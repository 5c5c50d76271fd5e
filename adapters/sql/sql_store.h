/// sql_store: the ports' Store on an SQL database: SQLite in the server, or a PostgreSQL server.
///
/// What commit() returned from is on the disk: SQLite is in WAL mode with synchronous=FULL,
/// PostgreSQL has synchronous_commit on. A reader never waits for a writer. An SQLite file belongs
/// to one server; any number of servers may work on one PostgreSQL database.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/ports/store.h"

namespace trinh::sql {

struct SqliteOptions {
    std::size_t readers = 8;     ///< Connections for begin_read(); opened when first needed.
    int wait_ms = 10'000;        ///< How long to wait for another writer or a free connection.
    std::int64_t pages_max = 0;  ///< Upper limit of the file in pages; 0 = only the disk limits.
    std::function<void(std::string_view name)> on_migration = {};  ///< Told what was applied.
};

/// Opens or creates the database file and brings its tables up to date. Throws StoreFailure with
/// one sentence when the file is not ours, is newer than this program, or cannot be written.
[[nodiscard]] std::unique_ptr<ports::Store> open_sqlite(const std::string& path,
                                                        const SqliteOptions& options = {});

struct PostgresOptions {
    std::string connection;     ///< libpq's words: "host=... dbname=... user=..."; no password.
    std::string password;       ///< Empty: as libpq finds it (trust, peer, ~/.pgpass).
    std::size_t writers = 16;   ///< Connections for begin(); opened when first needed.
    std::size_t behind = 2;     ///< Connections for begin_behind().
    std::size_t readers = 8;    ///< Connections for begin_read().
    int wait_ms = 10'000;       ///< How long to wait for a connection, a row or a table.
    int statement_ms = 30'000;  ///< How long one statement may take.
    int idle_ms = 60'000;       ///< After this a transaction that does nothing is ended.
    std::function<void(std::string_view name)> on_migration = {};
};

/// Connects and brings the tables of the connection's schema up to date; programs that do so at
/// once take turns. Throws StoreFailure with one sentence that repeats nothing of the options.
[[nodiscard]] std::unique_ptr<ports::Store> open_postgres(const PostgresOptions& options);

}  // namespace trinh::sql
