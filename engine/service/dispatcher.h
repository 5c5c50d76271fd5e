/// Dispatcher: does, at its own pace, what became due: clocks, morning digests, the outbox.
///
/// Called again and again by one thread of adapters/app; every call is bounded and may be cut off
/// at any point: what it left is found again by the next call. A wake that comes twice does nothing
/// the second time; a letter has a stable Message-ID.
#pragma once

#include "engine/service/clock_round.h"
#include "engine/service/daily_checkpoint.h"
#include "engine/service/lookup_round.h"
#include "engine/service/mail_round.h"
#include "engine/service/morning_digests.h"

namespace trinh::service {

class Dispatcher {
public:
    explicit Dispatcher(const Office& office, const MailOptions& options = {})
        : clocks_(office),
          digests_(office),
          checkpoint_(office),
          lookups_(office),
          mail_(office, options) {}

    ClockReport wake_clocks(int limit = 100);                     ///< ClockRound::wake
    int queue_digests();                                          ///< MorningDigests::queue
    int queue_checkpoint() { return checkpoint_.queue(); }        ///< DailyCheckpoint::queue
    int take_in() { return lookups_.run(); }                      ///< LookupRound::run
    MailReport send_mail(ports::Mailer& mailer, int limit = 50);  ///< MailRound::send

private:
    ClockRound clocks_;
    MorningDigests digests_;
    DailyCheckpoint checkpoint_;
    LookupRound lookups_;
    MailRound mail_;
};

}  // namespace trinh::service
