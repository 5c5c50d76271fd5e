/// SignInThrottle: slows down whoever guesses passwords, by user name and by address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/base/instant.h"

namespace trinh::http {

struct ThrottleLimits {
    int free_tries = 5;              ///< Per user and address, before waiting begins.
    int free_tries_address = 50;     ///< Per address over all users: an office shares one.
    Duration longest = minutes(15);  ///< Waits double from one second up to this; forgotten after.
    std::size_t entries_max = 10'000;
};

/// Safe to share between threads. Memory is bounded: the entry untouched longest goes first.
class SignInThrottle {
public:
    explicit SignInThrottle(ThrottleLimits limits = {}) : limits_(limits) {}

    /// Whole seconds to wait before the next try, or 0: try now. A permitted try counts as failed
    /// until succeeded() is called, so that parallel guesses do not slip through.
    int wait_seconds(std::string_view user, std::string_view address, Instant now);
    void succeeded(std::string_view user, std::string_view address);
    [[nodiscard]] std::size_t entries() const;

private:
    struct Entry {
        std::string key;
        int tries = 0;
        Instant last, blocked_until;
    };
    using Entries = std::list<Entry>;  ///< Latest touched first.

    Entry& touch(const std::string& key, Instant now);
    void count(Entry& entry, int free_tries, Instant now) const;
    void forget(const std::string& key);

    ThrottleLimits limits_;
    mutable std::mutex mutex_;
    Entries entries_;
    std::map<std::string, Entries::iterator> by_key_;
};

}  // namespace trinh::http
