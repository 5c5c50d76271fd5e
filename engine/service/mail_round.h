/// MailRound: sends what is ready in the outbox and notes what became of each letter.
///
/// Used by one thread, called again and again; every call is bounded and may be cut off at any
/// point: what it left is found again by the next call. A letter has a stable Message-ID.
#pragma once

#include "engine/ports/mailer.h"
#include "engine/service/office.h"

namespace trinh::service {

struct MailReport {
    int mails_sent = 0, mails_failed = 0;
    bool is_mail_stopped = false;  ///< The mail server's settings are wrong; see last_error.
};

struct MailOptions {
    bool attaches_pictures = false;  ///< Letters about overdue or new work carry their case's SVG.
};

class MailRound {
public:
    explicit MailRound(const Office& office, const MailOptions& options = {})
        : office_(office), options_(options) {}

    /// Letters that are ready, at most `limit`; without a mailer they wait.
    MailReport send(ports::Mailer& mailer, int limit = 50);

private:
    Office office_;
    MailOptions options_;
};

}  // namespace trinh::service
