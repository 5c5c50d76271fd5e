/// Dispatcher: does, at its own pace, what became due: clocks, morning digests, the outbox.
///
/// Called again and again by one thread of adapters/app; every call is bounded and may be cut off
/// at any point: what it left is found again by the next call. A wake that comes twice does nothing
/// the second time; a letter has a stable Message-ID.
#pragma once

#include "engine/ports/mailer.h"
#include "engine/service/office.h"

namespace trinh::service {

struct DispatchReport {
    int clocks_woken = 0, digests_queued = 0, mails_sent = 0, mails_failed = 0;
    bool is_mail_stopped = false;  ///< The mail server's settings are wrong; see last_error.
    [[nodiscard]] bool did_something() const {
        return clocks_woken + digests_queued + mails_sent + mails_failed > 0;
    }
};

struct DispatchOptions {
    bool attaches_pictures = false;  ///< Letters about overdue or new work carry their case's SVG.
};

class Dispatcher {
public:
    explicit Dispatcher(const Office& office, const DispatchOptions& options = {})
        : office_(office), options_(options) {}

    /// Clocks that are due, each in a transaction of its own; at most `limit`.
    int wake_clocks(int limit = 100);
    /// On a working day after the morning hour: one digest a person who has work; once a day.
    int queue_digests();
    /// Letters that are ready; without a mailer they wait.
    DispatchReport send_mail(ports::Mailer& mailer, int limit = 50);

private:
    Office office_;
    DispatchOptions options_;
    Date digests_done_;
};

}  // namespace trinh::service
