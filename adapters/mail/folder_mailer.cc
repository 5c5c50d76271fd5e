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
      from_address_(std::move(from_address)),
      from_name_(std::move(from_name)),
      renderer_(renderer),
      clock_(clock) {
    std::filesystem::create_directories(folder_);
}

SendOutcome FolderMailer::send(const ports::Letter& letter) {
    if (!is_address(letter.to_address) || !is_address(letter.message_id)) {
        return {SendStatus::permanent, "'" + letter.to_address + "' is not a mail address."};
    }
    auto rendered = renderer_.render(letter.letter, letter.values, clock_.now());
    if (!rendered) return {SendStatus::permanent, rendered.error().message};
    const std::string bytes = mime_message(
        {letter.message_id, clock_.now(), from_name_, from_address_, letter.to_name,
         letter.to_address, rendered->subject, rendered->text, rendered->html, rendered->calendar});
    std::ofstream file(folder_ / (letter.message_id + ".eml"), std::ios::binary);
    file << bytes;
    file.flush();
    if (!file) return {SendStatus::temporary, "The mail tray's folder cannot be written."};
    return {SendStatus::accepted, {}};
}

}  // namespace trinh::mail
