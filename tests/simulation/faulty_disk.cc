#include "tests/simulation/faulty_disk.h"

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <new>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"

namespace trinh::testing {

namespace {

sqlite3_vfs* below = nullptr;

/// SQLite's own file lies behind it in the same piece of memory.
struct File {
    sqlite3_file base;
    std::string* path;

    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    [[nodiscard]] const sqlite3_io_methods& does() { return *real()->pMethods; }
};

File* of(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}

FaultyDisk& disk() {
    return FaultyDisk::get();
}

int close_file(sqlite3_file* file) {
    const int code = of(file)->does().xClose(of(file)->real());
    delete of(file)->path;
    return code;
}

int read_file(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
    return of(file)->does().xRead(of(file)->real(), bytes, count, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    if (disk().trouble == FaultyDisk::Trouble::is_full) return SQLITE_FULL;
    if (disk().trouble == FaultyDisk::Trouble::is_read_only) return SQLITE_READONLY;
    if (disk().meets_fault()) return SQLITE_IOERR_WRITE;
    disk().note_write(*of(file)->path, offset, static_cast<std::size_t>(count));
    return of(file)->does().xWrite(of(file)->real(), bytes, count, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    if (disk().meets_fault()) return SQLITE_IOERR_TRUNCATE;
    disk().note_size(*of(file)->path);
    return of(file)->does().xTruncate(of(file)->real(), size);
}

int sync_file(sqlite3_file* file, int) {
    if (disk().meets_fault()) return SQLITE_IOERR_FSYNC;
    if (disk().on_sync) disk().on_sync();
    disk().note_sync(*of(file)->path);  // The real disk may take its time: it is not cut off.
    return SQLITE_OK;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    return of(file)->does().xFileSize(of(file)->real(), size);
}

int lock_file(sqlite3_file* file, int level) {
    return of(file)->does().xLock(of(file)->real(), level);
}

int unlock_file(sqlite3_file* file, int level) {
    return of(file)->does().xUnlock(of(file)->real(), level);
}

int check_lock(sqlite3_file* file, int* answer) {
    return of(file)->does().xCheckReservedLock(of(file)->real(), answer);
}

int control_file(sqlite3_file* file, int what, void* argument) {
    return of(file)->does().xFileControl(of(file)->real(), what, argument);
}

int sector_size(sqlite3_file* file) {
    return of(file)->does().xSectorSize(of(file)->real());
}

int traits_of(sqlite3_file*) {
    return 0;  // A plain disk that promises nothing.
}

int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    return of(file)->does().xShmMap(of(file)->real(), region, size, extend, memory);
}

int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return of(file)->does().xShmLock(of(file)->real(), offset, count, flags);
}

void order_shared(sqlite3_file* file) {
    of(file)->does().xShmBarrier(of(file)->real());
}

int unmap_shared(sqlite3_file* file, int is_deleted) {
    return of(file)->does().xShmUnmap(of(file)->real(), is_deleted);
}

const sqlite3_io_methods methods{
    2,           close_file,   read_file,    write_file,   truncate_file, sync_file, size_of_file,
    lock_file,   unlock_file,  check_lock,   control_file, sector_size,   traits_of, map_shared,
    lock_shared, order_shared, unmap_shared, nullptr,      nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* got) {
    auto* own = new (file) File{};
    const int code = below->xOpen(below, path, own->real(), flags, got);
    if (code != SQLITE_OK) {
        own->base.pMethods = nullptr;
        return code;
    }
    own->path = new std::string(path == nullptr ? "" : path);
    own->base.pMethods = &methods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* path, int is_synced) {
    if (disk().is_dead()) return SQLITE_IOERR_DELETE;
    disk().note_sync(path);
    return below->xDelete(below, path, is_synced);
}

void put_back(int file, std::int64_t offset, std::string_view bytes) {
    CHECK(::pwrite(file, bytes.data(), bytes.size(), offset) == static_cast<ssize_t>(bytes.size()));
}

}  // namespace

FaultyDisk& FaultyDisk::get() {
    static FaultyDisk* disk = [] {
        below = sqlite3_vfs_find(nullptr);
        static sqlite3_vfs vfs = *below;
        vfs.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
        vfs.zName = "trinh-faulty";
        vfs.pNext = nullptr;
        vfs.xOpen = open_file;
        vfs.xDelete = delete_file;
        CHECK(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
        static FaultyDisk only;
        return &only;
    }();
    return *disk;
}

void FaultyDisk::fail_at(int nth, Fault fault) {
    calls_ = 0;
    fail_at_ = nth;
    fault_ = fault;
}

bool FaultyDisk::meets_fault() {
    if (is_dead_) return true;
    if (fail_at_ == 0 || ++calls_ != fail_at_) return false;
    fail_at_ = 0;
    is_dead_ = fault_ == Fault::power_cut;
    return true;
}

void FaultyDisk::note_write(const std::string& path, std::int64_t offset, std::size_t length) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    struct stat found = {};
    CHECK(::fstat(file, &found) == 0);
    Before before{offset, found.st_size, std::string(length, '\0')};
    const auto there = ::pread(file, before.bytes.data(), length, offset);
    before.bytes.resize(there < 0 ? 0 : static_cast<std::size_t>(there));
    ::close(file);
    unsynced_[path].push_back(std::move(before));
}

void FaultyDisk::note_size(const std::string& path) {
    unsynced_.erase(path);  // A log that starts anew: SQLite syncs it before it leans on it.
}

/// Backwards from the last write: each is taken back, or half of it, or stays.
void FaultyDisk::restore_power(Chance& chance) {
    for (auto& [path, writes] : unsynced_) {
        const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
        if (file < 0) continue;
        const bool loses_all = chance.percent(40);
        for (auto before = writes.rbegin(); before != writes.rend(); ++before) {
            const auto luck = loses_all ? 0 : chance.below(3);
            if (luck == 2) continue;
            const auto half = before->bytes.size() / (luck == 1 ? 2 : 1);
            put_back(file, before->offset, std::string_view(before->bytes).substr(0, half));
            if (loses_all) CHECK(::ftruncate(file, before->size) == 0);
        }
        ::close(file);
    }
    unsynced_.clear();
    is_dead_ = false;
    fail_at_ = 0;
}

}  // namespace trinh::testing
