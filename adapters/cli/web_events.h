/// WebEvents: what a chart on the command line needs to speak HTTP; offered by adapters/app.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "engine/chart/session.h"

namespace trinh::cli {

class WebEvents : public chart::HttpPost {
public:
    /// Events that came in since the last call, in that order.
    virtual std::vector<chart::Arrival> take() = 0;
    /// After a message to somebody else: waits (real time) until an event comes in, not longer.
    virtual void await_reply(std::chrono::milliseconds most) = 0;
};

/// Makes one for the session of this id. Only called for a chart that mentions BasicHTTP.
using OpenWebEvents = std::function<std::unique_ptr<WebEvents>(const std::string& session_id)>;

}  // namespace trinh::cli
