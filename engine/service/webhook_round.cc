#include "engine/service/webhook_round.h"

#include <string_view>

namespace trinh::service {
namespace {

/// "hooks.example:8443" of "https://hooks.example:8443/trinh".
std::string host_of(const ports::MailRow& row) {
    std::string_view rest = row.to_address;
    const auto scheme = rest.find("://");
    if (scheme != std::string_view::npos) rest.remove_prefix(scheme + 3);
    return std::string(rest.substr(0, rest.find('/')));
}

}  // namespace

OutboxReport WebhookRound::send(ports::WebhookSender& sender, int limit) {
    const auto post = [&](const OutboxRows& rows) {
        const auto& row = rows.front();
        return sender.post({row.message_id, row.to_address, row.values});
    };
    return round_.run(post, host_of, limit);
}

}  // namespace trinh::service
