/// WebhookSender: hands one message to another program over HTTP and tells how that went.
#pragma once

#include <string>
#include <vector>

#include "engine/ports/mailer.h"

namespace trinh::ports {

/// What one address wants to hear.
struct WebhookTarget {
    std::string url;
    /// Actions as the trail names them: "case.open", "accept", "clock.overdue"; "clock.*" is every
    /// one that begins so, "*" is all.
    std::vector<std::string> events;
};

struct WebhookMessage {
    std::string delivery;  ///< Stable over retries: the receiver drops what it has seen.
    std::string url;
    std::string body;  ///< JSON, sent as it is.
};

/// Used by one thread.
class WebhookSender {
public:
    virtual ~WebhookSender() = default;
    /// Never throws for what a server answers or when it is out of reach: that is an outcome.
    virtual SendOutcome post(const WebhookMessage& message) = 0;
};

}  // namespace trinh::ports
