/// EventPort: the place where sessions of charts are reached over HTTP (SCXML, Appendix C.2), and
/// from where their messages leave. Listens on this machine only.
///
/// An event that was accepted (200) waits in the port until the session's owner takes it; the
/// answer never waits for the chart. Threads: the listener's own, and the owner's.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/http/event_poster.h"
#include "adapters/http/router.h"
#include "adapters/http/server.h"
#include "engine/chart/session.h"

namespace trinh::http {

class EventPort final : public chart::HttpPost {
public:
    /// Listens at once, on any free port of 127.0.0.1. Throws std::runtime_error when it cannot.
    /// `session_id`: whose events are taken, and those of the charts it invokes.
    EventPort(std::string session_id, PosterLimits limits);
    ~EventPort() override;

    [[nodiscard]] std::string location(std::string_view session_id) const override;
    std::optional<std::string> carry(const chart::OutgoingSend& send,
                                     std::vector<chart::Arrival>& arrived) override;

    /// What was accepted since the last call, in that order.
    std::vector<chart::Arrival> take();
    /// Waits until something is there, but not after a message to somebody else had time to be
    /// answered by an event; at once when there was no such message.
    void await_reply(std::chrono::milliseconds most);

private:
    Response accept(const Request& request);

    const std::string session_id_;
    const PosterLimits limits_;
    bool owes_reply_ = false;  ///< A message went to somebody else and nothing came since.

    std::mutex lock_;
    std::condition_variable has_arrived_;
    std::vector<chart::Arrival> arrived_;

    // Behind what its handler uses: the server ends first.
    Router router_;
    std::unique_ptr<Site> site_;
    std::unique_ptr<Server> server_;
    std::string base_;
};

}  // namespace trinh::http
