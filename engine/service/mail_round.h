/// MailRound: sends the letters that are ready in the outbox; see OutboxRound.
///
/// A letter goes out at least once, under a stable Message-ID.
#pragma once

#include "engine/service/letter_picture.h"
#include "engine/service/outbox_round.h"

namespace trinh::service {

struct MailReport {
    int mails_sent = 0, mails_failed = 0;
    bool is_mail_stopped = false;  ///< The mail server's settings are wrong; see last_error.
};

struct MailOptions {
    bool attaches_pictures = false;  ///< Letters about overdue or new work carry their case's SVG.
    /// How long claimed letters are kept from other senders; none is begun in its last minute.
    Duration lease = minutes(10);
    int per_minute = 600;  ///< Letters that this sender hands to the mail server.
};

class MailRound {
public:
    explicit MailRound(const Office& office, const MailOptions& options = {})
        : office_(office),
          options_(options),
          round_(office, {ports::Channel::mail, options.lease, options.per_minute}) {}

    /// Letters that are ready, at most `limit`; without a mailer they wait. Settings that the mail
    /// server refuses stop all letters for about a minute.
    MailReport send(ports::Mailer& mailer, int limit = 50);

private:
    Result<ports::Letter> letter_of(const OutboxRows& rows, LetterPictures& pictures);

    Office office_;
    MailOptions options_;
    OutboxRound round_;
};

}  // namespace trinh::service
