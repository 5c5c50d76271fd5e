/// The picture a letter carries: where its case stands when the letter is handed over.
///
/// Internal to this room. Drawn when it is sent, so the outbox stays small and a letter that waited
/// shows the case as it is, not as it was; the picture itself says as of when.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "engine/ports/mailer.h"
#include "engine/service/office.h"

namespace trinh::service {

/// The pictures of one pass over the outbox: a case that several receivers are told of is drawn
/// once.
class LetterPictures {
public:
    explicit LetterPictures(const Office& office) : office_(office) {}

    /// The SVG that the receiver would see on the case's page, for letters that ask somebody to act
    /// on one case or say that it is overdue; nothing for other letters and when the receiver left,
    /// may not see the case, or the drawing fails: a letter never waits for its picture.
    std::optional<ports::Attachment> of(const ports::MailRow& row);

private:
    Result<std::string> drawn(const ports::MailRow& row);

    const Office& office_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::string> drawn_;  ///< By case and version.
};

}  // namespace trinh::service
