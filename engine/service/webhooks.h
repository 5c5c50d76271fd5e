/// Webhooks: what other programs hear of a recorded act; rows for the act's transaction.
///
/// Internal to this room. The body is described in adapters/webhook/README.md.
#pragma once

#include <string_view>

#include "engine/ports/webhook_sender.h"
#include "engine/service/record.h"

namespace trinh::service {

/// Adds one row of the outbox for each target that asked for this action.
void add_webhooks(const Recording& recording, const casework::Decision& decision,
                  const ActNote& note, std::vector<ports::MailRow>& rows);

[[nodiscard]] bool wants(const ports::WebhookTarget& target, std::string_view action);

}  // namespace trinh::service
