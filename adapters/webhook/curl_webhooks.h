/// CurlWebhooks: posts signed messages to the addresses of the settings.
///
/// The README of this room describes the request, what answers mean and which addresses it may
/// reach.
#pragma once

#include <string>
#include <vector>

#include "engine/ports/clock.h"
#include "engine/ports/webhook_sender.h"

namespace trinh::webhook {

struct Endpoint {
    std::string url;
    std::string secret;
    bool allows_private = false;  ///< Addresses that are not of the open Internet.
};

struct CurlWebhookOptions {
    int timeout_ms = 10'000;   ///< For one message, all in all.
    std::string ca_file = {};  ///< PEM; empty: the system's certificates.
};

/// What is wrong with the address, as a sentence's end: "must begin with https://"; empty: nothing.
std::string fault_of_url(const std::string& url);

/// What an HTTP answer means; `host` is named in the detail.
ports::SendOutcome outcome_of(long status, const std::string& host);

/// Used by one thread. The clock outlives it.
class CurlWebhooks : public ports::WebhookSender {
public:
    CurlWebhooks(std::vector<Endpoint> endpoints, const ports::Clock& clock,
                 CurlWebhookOptions options = {});

    /// Permanent when the settings do not name the address any more.
    ports::SendOutcome post(const ports::WebhookMessage& message) override;

private:
    ports::SendOutcome post_to(const Endpoint& endpoint, const ports::WebhookMessage& message);

    std::vector<Endpoint> endpoints_;
    const ports::Clock& clock_;
    CurlWebhookOptions options_;
};

}  // namespace trinh::webhook
