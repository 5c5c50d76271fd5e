#include "tests/adapters/sql/slow_disk.h"

#include <atomic>
#include <sqlite3.h>

#include "engine/base/check.h"

namespace trinh::testing {

namespace {

std::atomic<SlowDisk*> disk = nullptr;
sqlite3_vfs* system_files = nullptr;
const sqlite3_io_methods* system_methods = nullptr;
sqlite3_io_methods slow_methods;

int sync(sqlite3_file* file, int flags) {
    if (SlowDisk* slow = disk) slow->pass_one_sync();
    return system_methods->xSync(file, flags);
}

/// The system's own file; only the sync of a write-ahead log, which a commit waits for, goes
/// through here. All logs have the same methods.
int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    const int code = system_files->xOpen(system_files, name, file, flags, out_flags);
    if (code != SQLITE_OK || (flags & SQLITE_OPEN_WAL) == 0) return code;
    static const bool is_known = [file] {
        system_methods = file->pMethods;
        slow_methods = *system_methods;
        slow_methods.xSync = sync;
        return true;
    }();
    CHECK(is_known && file->pMethods == system_methods);
    file->pMethods = &slow_methods;
    return code;
}

}  // namespace

SlowDisk::SlowDisk() {
    static sqlite3_vfs slow_files;
    if (system_files == nullptr) {
        sqlite3_initialize();
        system_files = sqlite3_vfs_find(nullptr);
        slow_files = *system_files;
        slow_files.zName = "slow";
        slow_files.xOpen = open;
    }
    CHECK(sqlite3_vfs_register(&slow_files, 1) == SQLITE_OK);
    disk = this;
}

SlowDisk::~SlowDisk() {
    go_on();
    disk = nullptr;
    sqlite3_vfs_register(system_files, 1);
}

void SlowDisk::stall() {
    const std::lock_guard lock(mutex_);
    is_stalled_ = true;
}

void SlowDisk::go_on() {
    const std::lock_guard lock(mutex_);
    is_stalled_ = false;
    changed_.notify_all();
}

void SlowDisk::await_sync() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ > 0; });
}

void SlowDisk::pass_one_sync() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !is_stalled_; });
    --waiting_;
}

}  // namespace trinh::testing
