/// LetterMessage: a letter of the outbox as the bytes that leave, whoever carries them.
#pragma once

#include <string>
#include <vector>

#include "adapters/mail/letter_renderer.h"
#include "engine/ports/mailer.h"

namespace trinh::mail {

struct Sender {
    std::string address, name;
};

struct LetterMessage {
    std::string bytes;                 ///< See mime_message().
    std::vector<std::string> missing;  ///< See RenderedLetter.
};

/// Signs with the sender's name where the values say nothing else. An attachment that cannot
/// travel is left out, and `attachment_name` then is "". The addresses and the message id must
/// have passed is_address(). Refuses with not_found when there is no such letter.
Result<LetterMessage> letter_message(const ports::Letter& letter, const Sender& sender,
                                     LetterRenderer& renderer, Instant now);

}  // namespace trinh::mail
