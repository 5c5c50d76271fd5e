#include "adapters/app/webhook_settings.h"

#include <fmt/format.h>
#include <fstream>
#include <set>

namespace trinh::app {
namespace {

constexpr std::size_t secret_bytes_min = 16;
constexpr std::size_t webhooks_max = 20;

std::string at(const toml::node& node, const std::string& what) {
    return fmt::format("{}: {}", node.source().begin.line, what);
}

std::string first_line(const std::string& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

std::string read_events(const toml::table& table, std::vector<std::string>& events) {
    const auto* list = table["events"].as_array();
    if (list != nullptr) {
        for (const auto& entry : *list) {
            if (const auto text = entry.value_exact<std::string>()) events.push_back(*text);
        }
    }
    const bool is_whole = list != nullptr && !events.empty() && events.size() == list->size();
    return is_whole ? "" : at(table, "'webhook.events' must be a list of texts; [\"*\"] is all.");
}

std::string read_one(const toml::table& table, WebhookSetting& setting) {
    static const std::set<std::string_view> known{"url", "secret_file", "events", "allow_private"};
    for (const auto& [key, value] : table) {
        if (known.contains(key.str())) continue;
        return at(value, fmt::format("'webhook.{}' is not a setting.", key.str()));
    }
    auto& endpoint = setting.endpoint;
    endpoint.url = table["url"].value_exact<std::string>().value_or("");
    if (const auto fault = webhook::fault_of_url(endpoint.url); !fault.empty()) {
        return at(table, fmt::format("'webhook.url' {}.", fault));
    }
    endpoint.secret = first_line(table["secret_file"].value_exact<std::string>().value_or(""));
    if (endpoint.secret.size() < secret_bytes_min) {
        return at(table, fmt::format("'webhook.secret_file' must name a file whose first line has "
                                     "at least {} characters.",
                                     secret_bytes_min));
    }
    const auto allows = table["allow_private"];
    if (allows && !allows.is_boolean()) {
        return at(*allows.node(), "'webhook.allow_private' is not of the expected type.");
    }
    endpoint.allows_private = allows.value_or(false);
    return read_events(table, setting.events);
}

}  // namespace

std::string read_webhooks(const toml::table& settings, std::vector<WebhookSetting>& webhooks) {
    const auto node = settings["webhook"];
    if (!node) return {};
    const auto* list = node.as_array();
    if (list == nullptr || !list->is_array_of_tables() || list->size() > webhooks_max) {
        return at(
            *node.node(),
            fmt::format("'webhook' is written as [[webhook]], at most {} times.", webhooks_max));
    }
    std::set<std::string> urls;
    for (const auto& entry : *list) {
        WebhookSetting setting;
        if (auto fault = read_one(*entry.as_table(), setting); !fault.empty()) return fault;
        if (!urls.insert(setting.endpoint.url).second) {
            return at(entry, "'webhook.url' stands in the file twice.");
        }
        webhooks.push_back(std::move(setting));
    }
    return {};
}

}  // namespace trinh::app
