/// WebhookRound: posts the messages to other programs that are ready in the outbox; see
/// OutboxRound. A message goes out at least once, under a stable delivery id.
#pragma once

#include "engine/ports/webhook_sender.h"
#include "engine/service/outbox_round.h"

namespace trinh::service {

class WebhookRound {
public:
    explicit WebhookRound(const Office& office, int per_minute = 600)
        : round_(office, {ports::Channel::webhook, minutes(10), per_minute}) {}

    /// At most `limit` messages; the rate holds for each host by itself.
    OutboxReport send(ports::WebhookSender& sender, int limit = 20);

private:
    OutboxRound round_;
};

}  // namespace trinh::service
