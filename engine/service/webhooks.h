/// Webhooks: what other programs hear of a recorded act; queued in the act's transaction.
///
/// Internal to this room. The body is described in adapters/webhook/README.md.
#pragma once

#include <string_view>

#include "engine/ports/webhook_sender.h"
#include "engine/service/record.h"

namespace trinh::service {

/// One row of the outbox for each target that asked for this action.
void queue_webhooks(const Recording& recording, const casework::Decision& decision,
                    const ActNote& note);

[[nodiscard]] bool wants(const ports::WebhookTarget& target, std::string_view action);

}  // namespace trinh::service
