#include "adapters/mail/folder_mailer.h"

#include <fstream>
#include <utility>

#include "adapters/mail/mime.h"

namespace trinh::mail {

using ports::SendOutcome;
using ports::SendStatus;

FolderMailer::FolderMailer(std::filesystem::path folder, std::string from_address,
                           std::string from_name, LetterRenderer& renderer,
                           const ports::Clock& clock)
    : folder_(std::move(folder)),
      sender_{std::move(from_address), std::move(from_name)},
      renderer_(renderer),
      clock_(clock) {
    std::filesystem::create_directories(folder_);
}

SendOutcome FolderMailer::send(const ports::Letter& letter) {
    if (!is_address(letter.to_address) || !is_address(letter.message_id)) {
        return {SendStatus::permanent, "'" + letter.to_address + "' is not a mail address."};
    }
    const auto message = letter_message(letter, sender_, renderer_, clock_.now());
    if (!message) return {SendStatus::permanent, message.error().message};
    std::ofstream file(folder_ / (letter.message_id + ".eml"), std::ios::binary);
    file << message->bytes;
    file.flush();
    if (!file) return {SendStatus::temporary, "The mail tray's folder cannot be written."};
    return {SendStatus::accepted, {}};
}

}  // namespace trinh::mail
