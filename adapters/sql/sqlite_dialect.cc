// The only file that knows SOCI's SQLite back-end: its header puts <sqlite3.h> into a namespace.
#include "adapters/sql/sqlite_dialect.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

namespace trinh::sql {

namespace {

constexpr const char* not_a_database =
    "The database file is not an SQLite database, or it is damaged at its beginning: name another "
    "file, or restore a backup.";

void run(soci::session& session, const std::string& pragma) {
    session << pragma;
}

void set_up(soci::session& session, const SqliteOptions& options) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    sqlite_api::sqlite3_extended_result_codes(backend->conn_, 1);
    sqlite_api::sqlite3_busy_timeout(backend->conn_, options.wait_ms);
    std::string mode;
    session << "PRAGMA journal_mode=WAL", soci::into(mode);
    if (mode != "wal") {
        throw ports::StoreFailure(
            "The database file cannot be used with a write-ahead log here: keep it on a local "
            "disk, not on a network drive.");
    }
    run(session, "PRAGMA synchronous=FULL");
    run(session, "PRAGMA foreign_keys=ON");
    run(session, "PRAGMA cache_size=-16384");
    run(session, "PRAGMA temp_store=MEMORY");  // What a savepoint may have to put back.
    run(session, "PRAGMA journal_size_limit=67108864");
    if (options.pages_max > 0) {
        long long accepted = 0;
        session << "PRAGMA max_page_count=" + std::to_string(options.pages_max),
            soci::into(accepted);
    }
}

std::string sentence(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return "The database cannot grow: the disk is full, or the file has reached its limit; "
                   "free some space and try again.";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return "The database can only be read: give the account that runs the server the right "
                   "to write the file and its folder.";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "The database was locked by another program for too long: try again, or find "
                   "the program that holds it.";
        case SQLITE_CORRUPT:
            return "The database is damaged: stop the server and restore a backup.";
        case SQLITE_NOTADB:
            return not_a_database;
        case SQLITE_CANTOPEN:
            return "The database file cannot be opened or created: check that its folder exists "
                   "and that the account that runs the server may write there.";
        case SQLITE_IOERR:
            return "The disk failed while the database was read or written: check the disk, then "
                   "try again.";
        case SQLITE_NOMEM:
            return "The database ran out of memory: try again, or give the server more.";
        case SQLITE_CONSTRAINT:
            return "The database refused a row that contradicts another one: nothing was written.";
        default:
            return "The database failed (SQLite code " + std::to_string(code) +
                   "): nothing was written.";
    }
}

}  // namespace

std::unique_ptr<soci::session> SqliteDialect::connect() const {
    // Before the first connection of the program: a session is used by one thread at a time, so
    // no call needs a lock, and nobody asks how much memory is in use.
    static const bool is_lean =
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
    (void)is_lean;  // Where SQLite runs already, it goes on as it is.
    const bool is_read = use_ == SqliteUse::read_archive;
    auto session = std::make_unique<soci::session>(
        soci::sqlite3, "dbname=\"" + path_ + "\" timeout=10" + (is_read ? " readonly=1" : ""));
    if (use_ == SqliteUse::store) {
        set_up(*session, options_);
    } else if (use_ == SqliteUse::write_archive) {
        // A file that nobody sees until it is whole: what broke is thrown away, so no log is kept,
        // and it is synced once, at its end.
        run(*session, "PRAGMA journal_mode=OFF");
        run(*session, "PRAGMA synchronous=OFF");
    }
    return session;
}

WordMatch SqliteDialect::word_match() const {
    return {"\"",
            " AND ",
            " OR ",
            "*",
            "rowid",
            " match :words",
            " (rowid, words) values (:number, :words)"};
}

const char* SqliteDialect::begin(Access access) const {
    // A deferred BEGIN that reads and then writes fails at once when another writer came between.
    return access == Access::write ? "begin immediate" : "begin";
}

const char* SqliteDialect::count_tables() const {
    return "select count(*) from sqlite_master where type = 'table' and name like :name";
}

std::string SqliteDialect::translated(const std::string& statement) const {
    return statement;
}

std::string SqliteDialect::explain(const std::exception& error, Moment) const {
    const auto* known = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    return known != nullptr ? sentence(known->result())
                            : "The database could not be used: nothing was written.";
}

void SqliteDialect::prepare_file() const {
    if (path_.empty() || path_.find('"') != std::string::npos) {
        throw ports::StoreFailure(
            "The database needs a file name without quotation marks: name another file.");
    }
    // Ours alone: the file holds password hashes. The -wal and -shm files copy its mode.
    const int file = ::open(path_.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) throw ports::StoreFailure(sentence(SQLITE_CANTOPEN));
    char head[16] = {};
    const ssize_t length = ::read(file, head, sizeof head);
    ::close(file);
    if (length < 0) throw ports::StoreFailure(sentence(SQLITE_IOERR));
    if (length > 0 && std::memcmp(head, "SQLite format 3", sizeof head) != 0) {
        throw ports::StoreFailure(not_a_database);
    }
}

}  // namespace trinh::sql
