/// FaultyDisk: the disk under SQLite in this program: a write or sync that fails, or a power cut at
/// it, after which what was not synced is lost, kept or torn, each page by chance.
///
/// Registered as SQLite's default way to files; it lets everything through until it is told
/// otherwise. One database at a time, used by one thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/simulation/chance.h"

namespace trinh::testing {

class FaultyDisk {
public:
    /// The one disk; the first call puts it under SQLite.
    static FaultyDisk& get();

    enum class Fault { one_error, power_cut };
    /// The nth write, sync or truncation from now on meets the fault.
    void fail_at(int nth, Fault fault);
    /// No fault any more that has not come yet.
    void calm() { fail_at_ = 0; }
    [[nodiscard]] bool is_dead() const { return is_dead_; }
    /// After a power cut, with every file closed: what was not synced is as chance wants it.
    void restore_power(Chance& chance);
    /// Forgets what the files of an earlier database were.
    void forget() { unsynced_.clear(); }
    /// What it says to every write, for as long as it lasts.
    enum class Trouble { none, is_full, is_read_only };
    std::atomic<Trouble> trouble = Trouble::none;
    /// Called in every sync, which lasts as long as it does; may be empty.
    std::function<void()> on_sync;

    // For the files only.
    [[nodiscard]] bool meets_fault();
    void note_write(const std::string& path, std::int64_t offset, std::size_t length);
    void note_size(const std::string& path);
    void note_sync(const std::string& path) { unsynced_.erase(path); }

private:
    FaultyDisk() = default;
    /// What lay there before; a change of the size only when `bytes` is empty.
    struct Before {
        std::int64_t offset = 0, size = 0;
        std::string bytes;
    };

    std::map<std::string, std::vector<Before>> unsynced_;
    int calls_ = 0, fail_at_ = 0;
    Fault fault_ = Fault::one_error;
    bool is_dead_ = false;
};

}  // namespace trinh::testing
