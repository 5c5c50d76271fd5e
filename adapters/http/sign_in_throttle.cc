#include "adapters/http/sign_in_throttle.h"

#include <algorithm>

namespace trinh::http {
namespace {

constexpr std::size_t name_max = 100;

std::string pair_key(std::string_view user, std::string_view address) {
    return std::string(user.substr(0, name_max)) + '\n' + std::string(address);
}

}  // namespace

int SignInThrottle::wait_seconds(std::string_view user, std::string_view address, Instant now) {
    const std::lock_guard lock(mutex_);
    auto& by_address = touch(std::string(address), now);
    auto& by_pair = touch(pair_key(user, address), now);
    const auto until = std::max(by_address.blocked_until, by_pair.blocked_until);
    if (until > now) return static_cast<int>(((until - now).ms + 999) / 1000);
    count(by_address, limits_.free_tries_address, now);
    count(by_pair, limits_.free_tries, now);
    return 0;
}

void SignInThrottle::succeeded(std::string_view user, std::string_view address) {
    const std::lock_guard lock(mutex_);
    forget(pair_key(user, address));
    const auto found = by_key_.find(std::string(address));
    if (found == by_key_.end()) return;
    auto& entry = *found->second;
    entry.tries = std::max(0, entry.tries - 1);
    if (entry.tries < limits_.free_tries_address) entry.blocked_until = {};
}

std::size_t SignInThrottle::entries() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

SignInThrottle::Entry& SignInThrottle::touch(const std::string& key, Instant now) {
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        auto& entry = entries_.front();
        if (now - entry.last > limits_.longest) entry = {key, 0, now, {}};
        return entry;
    }
    // Two entries are held at a time by wait_seconds(), so never fewer than two are kept.
    while (entries_.size() >= std::max<std::size_t>(2, limits_.entries_max)) {
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
    entries_.push_front({key, 0, now, {}});
    by_key_[key] = entries_.begin();
    return entries_.front();
}

void SignInThrottle::count(Entry& entry, int free_tries, Instant now) const {
    entry.last = now;
    ++entry.tries;
    if (entry.tries < free_tries) return;
    const int doublings = std::min(entry.tries - free_tries, 20);
    const Duration wait{std::min(limits_.longest.ms, std::int64_t{1000} << doublings)};
    entry.blocked_until = now + wait;
}

void SignInThrottle::forget(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    entries_.erase(found->second);
    by_key_.erase(found);
}

}  // namespace trinh::http
