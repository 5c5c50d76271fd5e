/// The picture a letter carries: where its case stands when the letter is handed over.
///
/// Internal to this room. Drawn when it is sent, so the outbox stays small and a letter that waited
/// shows the case as it is, not as it was; the picture itself says as of when.
#pragma once

#include <optional>

#include "engine/ports/mailer.h"
#include "engine/service/office.h"

namespace trinh::service {

/// The SVG that the receiver would see on the case's page, for letters that ask somebody to act on
/// one case or say that it is overdue; nothing for other letters and when the receiver left, may
/// not see the case, or the drawing fails: a letter never waits for its picture.
std::optional<ports::Attachment> letter_picture(const Office& office, const ports::MailRow& row);

}  // namespace trinh::service
