/// Letters: who gets one, and the values its template shows; rows for the act's transaction.
///
/// Internal to this room. The keys are documented in workflows/letters/README.md.
#pragma once

#include "engine/casework/effect.h"
#include "engine/service/record.h"

namespace trinh::service {

/// One row of the outbox for each letter and reader.
std::vector<ports::MailRow> letters_of(const Recording& recording,
                                       const casework::Decision& decision);

/// One row of a letter about a clock: case, stage, deadline, due day, what remains, why, link.
casework::json::object letter_item(const Recording& recording, const casework::Case& subject,
                                   const casework::Clock* clock);

/// Values every letter has: the person addressed, today, the address of the page.
casework::json::object letter_head(const Office& office, const ports::PersonRow& person,
                                   Date today);

}  // namespace trinh::service
