/// webhook_settings: the [[webhook]] tables of the settings file.
#pragma once

#include <string>
#include <toml++/toml.h>
#include <vector>

#include "adapters/webhook/curl_webhooks.h"

namespace trinh::app {

struct WebhookSetting {
    webhook::Endpoint endpoint;
    std::vector<std::string> events;
};

/// Adds what the tables say. Empty when all is well, else "line: what is wrong" of the first fault.
/// The secret is the first line of `secret_file`.
std::string read_webhooks(const toml::table& settings, std::vector<WebhookSetting>& webhooks);

}  // namespace trinh::app
