#include "engine/service/send_pace.h"

#include <algorithm>

#include "engine/base/check.h"

namespace trinh::service {
namespace {

constexpr Duration first_retry = minutes(1);
constexpr Duration last_retry = hours(6);
constexpr std::int64_t token = 60'000;

/// FNV-1a: the same on every machine, and spread enough for a waiting time.
std::uint64_t spread(std::string_view key, int attempts) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 1'099'511'628'211U; };
    for (const char c : key) add(static_cast<unsigned char>(c));
    add(static_cast<unsigned char>(attempts));
    return hash ^ (hash >> 32U);
}

}  // namespace

Duration retry_after(int attempts, std::string_view key) {
    std::int64_t ms = first_retry.ms;
    for (int i = 1; i < attempts && ms < last_retry.ms; ++i) ms *= 2;
    ms = std::min(ms, last_retry.ms);
    const auto permille = static_cast<std::int64_t>(spread(key, attempts) % 401) - 200;
    return {ms + ms * permille / 1'000};
}

TokenBucket::TokenBucket(int per_minute) : per_minute_(per_minute), level_(per_minute * token) {
    CHECK(per_minute >= 1);
}

void TokenBucket::fill(Instant now) {
    const auto elapsed = std::clamp<std::int64_t>((now - filled_at_).ms, 0, token);
    filled_at_ = now;
    level_ = std::min(level_ + elapsed * per_minute_, per_minute_ * token);
}

bool TokenBucket::take(Instant now) {
    fill(now);
    if (level_ < token) return false;
    level_ -= token;
    return true;
}

Instant TokenBucket::next_at(Instant now) {
    fill(now);
    if (level_ >= token) return now;
    return now + Duration{(token - level_ + per_minute_ - 1) / per_minute_};
}

TokenBucket& HostPace::of(const std::string& host) {
    return buckets_.try_emplace(host, per_minute_).first->second;
}

}  // namespace trinh::service
