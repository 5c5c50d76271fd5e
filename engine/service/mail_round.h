/// MailRound: sends what is ready in the outbox and notes what became of each letter.
///
/// Used by one thread, called again and again, on any number of nodes; every call is bounded and
/// may be cut off at any point: what it claimed and did not send is ready again when its lease
/// ends. So a letter goes out at least once, under a stable Message-ID.
#pragma once

#include <vector>

#include "engine/ports/mailer.h"
#include "engine/service/letter_picture.h"
#include "engine/service/office.h"

namespace trinh::service {

struct MailReport {
    int mails_sent = 0, mails_failed = 0;
    bool is_mail_stopped = false;  ///< The mail server's settings are wrong; see last_error.
};

struct MailOptions {
    bool attaches_pictures = false;  ///< Letters about overdue or new work carry their case's SVG.
    /// How long claimed letters are kept from other senders; none is begun in its last minute.
    Duration lease = minutes(10);
};

class MailRound {
public:
    explicit MailRound(const Office& office, const MailOptions& options = {})
        : office_(office), options_(options) {}

    /// Letters that are ready, at most `limit`; without a mailer they wait. Settings that the mail
    /// server refuses stop all letters for a minute.
    MailReport send(ports::Mailer& mailer, int limit = 50);

private:
    using Rows = std::vector<ports::MailRow>;  ///< What goes out as one letter.

    Result<ports::Letter> letter_of(const Rows& rows, LetterPictures& pictures);
    void save(const Rows& rows);
    void give_back(Rows& rows, Instant not_before);

    Office office_;
    MailOptions options_;
    Instant not_before_;  ///< While the settings are wrong.
};

}  // namespace trinh::service
