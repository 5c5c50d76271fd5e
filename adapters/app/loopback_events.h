/// LoopbackEvents: a chart that is tried on the command line may send and receive events over
/// HTTP, on this machine only.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/cli/web_events.h"
#include "adapters/http/event_port.h"

namespace trinh::app {

class LoopbackEvents final : public cli::WebEvents {
public:
    explicit LoopbackEvents(std::string session_id)
        : port_(std::move(session_id), {.allows_loopback = true}) {}

    [[nodiscard]] std::string location(std::string_view session_id) const override {
        return port_.location(session_id);
    }
    std::optional<std::string> carry(const chart::OutgoingSend& send,
                                     std::vector<chart::Arrival>& arrived) override {
        return port_.carry(send, arrived);
    }
    std::vector<chart::Arrival> take() override { return port_.take(); }
    void await_reply(std::chrono::milliseconds most) override { port_.await_reply(most); }

private:
    http::EventPort port_;
};

inline std::unique_ptr<cli::WebEvents> open_loopback_events(const std::string& session_id) {
    return std::make_unique<LoopbackEvents>(session_id);
}

}  // namespace trinh::app
