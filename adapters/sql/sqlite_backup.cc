#include "adapters/sql/sqlite_backup.h"

#include <fcntl.h>
#include <memory>
#include <sqlite3.h>
#include <unistd.h>

#include "engine/ports/store.h"

namespace trinh::sql {
namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Database open(const std::string& path, int flags) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    Database database(opened, &sqlite3_close);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(opened, 10'000);
        return database;
    }
    throw ports::StoreFailure(
        "The database file cannot be opened or created: check its folder, its rights and the space "
        "on the disk.");
}

void sync_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!is_synced) throw ports::StoreFailure("The copied database cannot be put on the disk.");
}

/// The first column of every row of the answer.
std::vector<std::string> lines_of(sqlite3* database, const char* pragma) {
    std::vector<std::string> lines;
    const auto take = [](void* into, int columns, char** cells, char**) {
        if (columns > 0 && cells[0] != nullptr) {
            static_cast<std::vector<std::string>*>(into)->emplace_back(cells[0]);
        }
        return 0;
    };
    if (sqlite3_exec(database, pragma, take, &lines, nullptr) == SQLITE_OK) return lines;
    return {std::string("the check itself failed: ") + sqlite3_errmsg(database)};
}

}  // namespace

void copy_sqlite(const std::string& from, const std::string& to) {
    // Ours alone, as the file it is copied from: it holds password hashes.
    const int made = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) throw ports::StoreFailure("The file for the copied database cannot be created.");
    ::close(made);
    {
        const Database source = open(from, SQLITE_OPEN_READWRITE);
        const Database target = open(to, SQLITE_OPEN_READWRITE);
        sqlite3_backup* backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
        // All pages at once: one moment's state. In a write-ahead log a reader holds nobody up.
        const int code = backup == nullptr ? SQLITE_ERROR : sqlite3_backup_step(backup, -1);
        const bool is_done = sqlite3_backup_finish(backup) == SQLITE_OK && code == SQLITE_DONE;
        if (!is_done) {
            throw ports::StoreFailure(
                "The database could not be copied: check the space on the disk, then try again.");
        }
    }
    sync_file(to);
}

std::vector<std::string> faults_of_sqlite(const std::string& path) {
    const Database database = open(path, SQLITE_OPEN_READWRITE);
    auto faults = lines_of(database.get(), "PRAGMA integrity_check(20)");
    if (faults == std::vector<std::string>{"ok"}) faults.clear();
    for (const auto& table : lines_of(database.get(), "PRAGMA foreign_key_check")) {
        if (faults.size() == 20) break;
        faults.push_back("a row of the table " + table + " refers to nothing");
    }
    return faults;
}

}  // namespace trinh::sql
