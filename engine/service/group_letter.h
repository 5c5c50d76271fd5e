/// Group letters: several reminders to one person about the cases of one campaign, as one letter.
///
/// Internal to this room. The keys are documented in workflows/letters/README.md.
#pragma once

#include <string>
#include <vector>

#include "engine/ports/mailer.h"
#include "engine/service/office.h"

namespace trinh::service {

/// A reminder waits for others of the same kind and day about cases of the same campaign.
void put_in_batch(const Office& office, ports::MailRow& row, boost::json::object& values,
                  std::int64_t campaign, Date today);

/// The rows of each letter: those that were claimed together, else one.
std::vector<std::vector<ports::MailRow>> letters_of(std::vector<ports::MailRow> claimed);

/// The one letter that says what these rows say, nearest deadline first. Its Message-ID is that of
/// the batch and its first row: the same when it is sent again. Refuses with invalid_input when
/// the stored values of one cannot be read.
Result<ports::Letter> group_letter(const Office& office, const std::vector<ports::MailRow>& rows);

}  // namespace trinh::service
