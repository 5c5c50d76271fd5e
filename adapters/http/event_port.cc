#include "adapters/http/event_port.h"

#include <algorithm>
#include <iterator>

#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

constexpr std::size_t waiting_max = 1'000;

/// "/" separates the charts that were invoked; in an address it would separate its parts.
std::string as_segment(std::string_view session_id) {
    std::string out(session_id);
    std::ranges::replace(out, '/', '~');
    return percent_encoded(out);
}

std::string from_segment(std::string_view segment) {
    std::string out(segment);
    std::ranges::replace(out, '~', '/');
    return out;
}

}  // namespace

EventPort::EventPort(std::string session_id, PosterLimits limits)
    : session_id_(std::move(session_id)), limits_(std::move(limits)) {
    for (const char* method : {"GET", "POST", "PUT"})
        router_.add(method, "/sessions/{session}/basichttp",
                    [this](const Request& request) { return accept(request); });
    site_ = std::make_unique<Site>(router_, nullptr, SiteOptions{});
    ServerOptions options;
    options.port = 0;
    options.threads = 1;
    options.connections_max = 64;
    options.body_max = limits_.body_max;
    options.grace = std::chrono::milliseconds(500);
    server_ = std::make_unique<Server>(*site_, options);
    server_->start();
    base_ = "http://127.0.0.1:" + std::to_string(server_->port()) + "/sessions/";
}

EventPort::~EventPort() = default;

std::string EventPort::location(std::string_view session_id) const {
    return base_ + as_segment(session_id) + "/basichttp";
}

std::optional<std::string> EventPort::carry(const chart::OutgoingSend& send,
                                            std::vector<chart::Arrival>& arrived) {
    auto trouble = post_event(send.target, event_message(send), limits_);
    if (!trouble && !send.target.starts_with(base_)) owes_reply_ = true;
    auto taken = take();
    std::ranges::move(taken, std::back_inserter(arrived));
    return trouble;
}

std::vector<chart::Arrival> EventPort::take() {
    const std::lock_guard held(lock_);
    if (!arrived_.empty()) owes_reply_ = false;
    return std::exchange(arrived_, {});
}

void EventPort::await_reply(std::chrono::milliseconds most) {
    if (!std::exchange(owes_reply_, false)) return;
    std::unique_lock held(lock_);
    has_arrived_.wait_for(held, most, [this] { return !arrived_.empty(); });
}

Response EventPort::accept(const Request& request) {
    const std::string session = from_segment(request.parameter("session"));
    if (session != session_id_ && !session.starts_with(session_id_ + '/'))
        return problem(404, "not_found", "There is no session '" + session + "' here.");
    if (request.method == "HEAD")
        return problem(405, "invalid_input", "An event is not sent with HEAD; use POST.");
    const std::string_view from = request.header("sec-fetch-site");
    if (request.is_safe() && !from.empty() && from != "none")
        return problem(403, "not_permitted", "A page may not send an event.");
    auto event = event_of(request);
    if (!event) return problem(400, "invalid_input", event.error().message);
    const std::lock_guard held(lock_);
    if (arrived_.size() >= waiting_max) return unavailable(1);
    arrived_.push_back({session, std::move(event.value())});
    has_arrived_.notify_one();
    return {200, "text/plain", ""};
}

}  // namespace trinh::http
