/// Outcome: what one step of a session did; StepLimits: what it may cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/event.h"

namespace trinh::chart {

/// One <log>, or a note of the interpreter ("error.execution in ...", with line).
struct LogLine {
    std::string label, text;
    int line = 0;
};

/// Events in order. Keeps their storage when it is cleared, so that steps need none of their own.
class EventList {
public:
    /// A blank event at the end. References to events stay valid while others are added.
    Event& add();
    void shrink_to(std::size_t count) { count_ = count; }
    void clear() { count_ = 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] const Event& operator[](std::size_t at) const { return kept_[at]; }
    [[nodiscard]] Event& operator[](std::size_t at) { return kept_[at]; }
    [[nodiscard]] auto begin() const { return kept_.begin(); }
    [[nodiscard]] auto end() const { return kept_.begin() + static_cast<std::ptrdiff_t>(count_); }

private:
    std::deque<Event> kept_;
    std::size_t count_ = 0;
};

/// What one macrostep did, for the trail and for explanations.
struct Outcome {
    bool was_handled = false;  ///< False: no transition took the event, and nothing changed.
    /// State ids in the order it happened; they live as long as the chart.
    std::vector<std::string_view> exited, entered;
    std::vector<std::uint32_t> taken;  ///< Transition indexes in the order taken.
    std::vector<LogLine> log;
    std::vector<OutgoingSend> outgoing;
    EventList raised;                    ///< Internal events that were processed, errors included.
    std::vector<std::uint32_t> untaken;  ///< Which of `raised` no transition took.

    void clear();
};

struct StepLimits {
    int microsteps_max = 1'000;
    std::size_t queue_max = 1'000;
    std::size_t data_bytes_max = 1'048'576;
    std::size_t events_max = 10'000;         ///< Events between sessions in one call.
    std::size_t operations_max = 1'000'000;  ///< Executable content in one macrostep.
    int invoke_depth_max = 8;                ///< Charts that invoke charts that invoke ...
    /// Somebody takes Outcome::outgoing. If not, such a <send> is an error.communication at once.
    bool carries_sends = false;
    HttpPost* http = nullptr;  ///< Takes BasicHTTP messages; null: they are outgoing as others.
};

}  // namespace trinh::chart
