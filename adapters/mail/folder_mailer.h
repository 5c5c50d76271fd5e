/// FolderMailer: writes letters as .eml files instead of sending them: the demo's mail tray.
#pragma once

#include <filesystem>
#include <string>

#include "adapters/mail/letter_message.h"
#include "engine/ports/clock.h"
#include "engine/ports/mailer.h"

namespace trinh::mail {

/// Used by one thread. The renderer and the clock outlive it. Sending a letter again writes the
/// same file again.
class FolderMailer : public ports::Mailer {
public:
    /// Makes the folder when it is absent; throws std::filesystem::filesystem_error if it cannot.
    FolderMailer(std::filesystem::path folder, std::string from_address, std::string from_name,
                 LetterRenderer& renderer, const ports::Clock& clock);

    ports::SendOutcome send(const ports::Letter& letter) override;

private:
    std::filesystem::path folder_;
    Sender sender_;
    LetterRenderer& renderer_;
    const ports::Clock& clock_;
};

}  // namespace trinh::mail
