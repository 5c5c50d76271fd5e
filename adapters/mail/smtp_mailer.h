/// SmtpMailer: renders letters of the outbox and hands them to the office's mail server.
///
/// Not a mail server: one conversation with one relay, kept open between letters.
#pragma once

#include <curl/curl.h>
#include <memory>
#include <string>

#include "adapters/mail/letter_renderer.h"
#include "engine/ports/clock.h"
#include "engine/ports/mailer.h"

namespace trinh::mail {

enum class SmtpSecurity { none, starttls, tls };

struct SmtpOptions {
    std::string host = "localhost";
    int port = 25;
    SmtpSecurity security = SmtpSecurity::starttls;
    std::string user = {};  ///< Empty: no sign-in.
    std::string password = {};
    std::string from_address = {};
    std::string from_name = {};
    std::string ca_file = {};  ///< PEM; empty: the system's certificates.
    int timeout_s = 30;        ///< For one letter, all in all.
};

/// Used by one thread. The renderer and the clock outlive it.
class SmtpMailer : public ports::Mailer {
public:
    SmtpMailer(SmtpOptions options, LetterRenderer& renderer, const ports::Clock& clock);

    ports::SendOutcome send(const ports::Letter& letter) override;

private:
    struct Close {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };

    [[nodiscard]] std::string wrong_setting() const;  ///< Empty when there is none.
    [[nodiscard]] std::string server() const;
    void apply_options();
    ports::SendOutcome hand_over(const std::string& to_address, const std::string& message);

    SmtpOptions options_;
    LetterRenderer& renderer_;
    const ports::Clock& clock_;
    std::unique_ptr<CURL, Close> handle_;
};

}  // namespace trinh::mail
