#include "adapters/mail/letter_message.h"

#include <utility>

#include "adapters/mail/mime.h"

namespace trinh::mail {

Result<LetterMessage> letter_message(const ports::Letter& letter, const Sender& sender,
                                     LetterRenderer& renderer, Instant now) {
    const bool is_attached = letter.attachment && can_attach(*letter.attachment);
    boost::json::object values = letter.values;
    if (!values.contains("sender_vi")) values["sender_vi"] = sender.name;
    values["attachment_name"] = is_attached ? letter.attachment->file_name : "";
    auto rendered = renderer.render(letter.letter, values, now);
    if (!rendered) return rendered.error();
    MimeLetter whole{letter.message_id,
                     now,
                     sender.name,
                     sender.address,
                     letter.to_name,
                     letter.to_address,
                     std::move(rendered->subject),
                     std::move(rendered->text),
                     std::move(rendered->html),
                     std::move(rendered->calendar)};
    if (is_attached) whole.attachment = letter.attachment;
    return LetterMessage{mime_message(whole), std::move(rendered->missing)};
}

}  // namespace trinh::mail
