/// Send pace: when what failed is tried again, and how much goes to one host in a minute.
///
/// Internal to this room; pure. Instants come from the caller.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/instant.h"

namespace trinh::service {

constexpr int attempts_max = 12;  ///< Then a row is dead, until somebody has it tried again.

/// After 1, 2, 4 ... minutes, never more than six hours, each up to a fifth shorter or longer, so
/// that what failed together does not come back together; the same for the same key and attempt.
/// `attempts`: how many there were; 0 counts as one.
Duration retry_after(int attempts, std::string_view key);

/// Fills evenly and holds at most one minute's worth, which is there at the start.
class TokenBucket {
public:
    /// `per_minute` is at least 1.
    explicit TokenBucket(int per_minute);
    /// Takes one if there is one. A clock that goes back adds nothing.
    bool take(Instant now);
    /// Now, or when the next one will be there if nobody takes it before.
    [[nodiscard]] Instant next_at(Instant now);

private:
    void fill(Instant now);

    std::int64_t per_minute_;
    std::int64_t level_;  ///< One token is 60,000: every millisecond adds per_minute_.
    Instant filled_at_;
};

/// One bucket a host; hosts come from the settings, so there are few.
class HostPace {
public:
    explicit HostPace(int per_minute) : per_minute_(per_minute) {}
    TokenBucket& of(const std::string& host);

private:
    int per_minute_;
    std::map<std::string, TokenBucket> buckets_;
};

}  // namespace trinh::service
