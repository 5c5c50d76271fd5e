/// EventPoster: one POST of an event to an address a chart named, with limits all around.
///
/// A chart's author chooses the address, so it is not trusted: only plain http, only to the
/// targets that were allowed, no redirect is followed, no proxy asked. Blocks its caller.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/event_message.h"

namespace trinh::http {

struct PosterLimits {
    /// This machine's own loopback addresses. Off where others' charts run: whatever listens
    /// there trusts the machine.
    bool allows_loopback = false;
    /// Further targets, each "host:port" as an address names them, in lower case.
    std::vector<std::string> hosts = {};
    std::size_t body_max = std::size_t{256} << 10;   ///< Of what is sent.
    std::size_t answer_max = std::size_t{64} << 10;  ///< Of what comes back; it is not used.
    std::chrono::milliseconds time_max{5'000};       ///< For all of it.
};

/// A full sentence when it was not delivered: not allowed, not reached, or not answered with 2xx.
std::optional<std::string> post_event(std::string_view address, const EventMessage& message,
                                      const PosterLimits& limits);

}  // namespace trinh::http
