#include "engine/service/dispatcher.h"

#include "engine/casework/decide.h"
#include "engine/service/case_law.h"
#include "engine/service/linked_cases.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

/// One clock in one transaction. False when the row was stale: it is put right.
bool wake_one(const Office& office, const ports::DeadlineRow& due) {
    auto tx = office.store.begin();
    const Instant now = office.clock.now();
    auto row = tx->cases().load_for_update(due.case_id);
    if (!row) return false;
    auto law = law_of_case(office, *tx, row->definition_hash);
    if (!law) return false;
    const auto subject = read_case(*row);
    auto decision = due.deadline == casework::pending_send_row
                        ? casework::decide_pending(*law, subject, now)
                        : casework::decide_wake(*law, subject, {due.deadline, due.entry}, now);
    Directory names(*tx);
    const Recording recording{office, *law, *tx, names, now};
    if (!decision) {
        rewrite_deadlines(recording, subject);
        tx->commit();
        return false;
    }
    const ActNote note{"clock", {}, "clock", {}, {}};
    LinkedCases linked(office, *tx, names, {"clock", "", {}, "clock"}, now);
    auto saved = linked.record(*law, subject, row->version, *decision, note);
    if (!saved) return false;
    tx->commit();
    return true;
}

}  // namespace

int Dispatcher::wake_clocks(int limit) {
    std::vector<ports::DeadlineRow> due;
    {
        auto tx = office_.store.begin_read();
        due = tx->deadlines().due(office_.clock.now(), limit);
    }
    int woken = 0;
    std::string failure;
    for (const auto& row : due) {
        try {
            woken += wake_one(office_, row) ? 1 : 0;
        } catch (const ports::StoreFailure& fault) {
            failure = fault.what();  // One case must not hold up the clocks of the others.
        }
    }
    if (!failure.empty() && woken == 0) throw ports::StoreFailure(failure);
    return woken;
}

int Dispatcher::queue_digests() {
    return digests_.queue();
}

MailReport Dispatcher::send_mail(ports::Mailer& mailer, int limit) {
    return mail_.send(mailer, limit);
}

}  // namespace trinh::service
