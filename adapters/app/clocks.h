/// Clocks: the system's, one shifted by a constant (the demo's), one that a loader sets.
#pragma once

#include <atomic>
#include <chrono>

#include "engine/ports/clock.h"

namespace trinh::app {

/// The system's clock plus an offset, which only the demo ever changes.
class ShiftedClock : public ports::Clock {
public:
    explicit ShiftedClock(Duration offset = {}) : offset_ms_(offset.ms) {}
    [[nodiscard]] Instant now() const override {
        return system_now() + Duration{offset_ms_.load()};
    }
    void set_offset(Duration offset) { offset_ms_.store(offset.ms); }

    static Instant system_now() {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
    }

private:
    std::atomic<std::int64_t> offset_ms_;
};

/// Shows what it was set to: for replaying the sample year.
class SettableClock : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override { return {ms_.load()}; }
    void set(Instant at) { ms_.store(at.ms); }

private:
    std::atomic<std::int64_t> ms_{0};
};

}  // namespace trinh::app
