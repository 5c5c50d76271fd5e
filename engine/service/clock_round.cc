#include "engine/service/clock_round.h"

#include "engine/casework/decide.h"
#include "engine/service/case_law.h"
#include "engine/service/linked_cases.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

/// How long a clock waits that could not do its work; any act on its case sets it going at once.
constexpr Duration after_failure = minutes(5);
constexpr Duration after_refusal = hours(24);

const ActNote by_clock{"clock", {}, "clock", {}, {}};

Result<casework::Decision> decided(const casework::Law& law, const casework::Case& subject,
                                   const ports::DeadlineRow& row, Instant now) {
    if (row.deadline == casework::pending_send_row) {
        return casework::decide_pending(law, subject, now);
    }
    return casework::decide_wake(law, subject, {row.deadline, row.entry}, now);
}

bool is_same(const ports::DeadlineRow& one, const ports::DeadlineRow& other) {
    return one.case_id == other.case_id && one.deadline == other.deadline &&
           one.entry == other.entry;
}

}  // namespace

ClockReport ClockRound::wake(int limit) {
    ClockReport report;
    std::optional<ports::DeadlineRow> tried;  // Failed once: a second try comes before a delay.
    for (int i = 0; i < limit; ++i) {
        std::optional<ports::DeadlineRow> claimed;
        try {
            if (!wake_next(claimed, report)) return report;
        } catch (const ports::StoreFailure& fault) {
            if (!claimed) throw;
            if (!tried || !is_same(*tried, *claimed)) {
                tried = claimed;
                continue;
            }
            put_off(*claimed, after_failure);
            ++report.put_off;
            report.failure = fault.what();
        }
    }
    report.is_cut_off = true;
    return report;
}

bool ClockRound::wake_next(std::optional<ports::DeadlineRow>& claimed, ClockReport& report) {
    auto tx = office_.store.begin_behind();
    const Instant now = office_.clock.now();
    claimed = tx->deadlines().claim(now);
    if (!claimed) return false;
    const auto row = tx->cases().load_for_update(claimed->case_id);
    CHECK(row.has_value());  // A deadline row belongs to a case.
    auto law = law_of_case(office_, *tx, row->definition_hash);
    if (!law) throw ports::StoreFailure(law.error().message);
    const auto subject = read_case(*row);
    Directory names(*tx);
    auto decision = decided(*law, subject, *claimed, now);
    if (!decision) {  // The row was stale: it is put right.
        rewrite_deadlines({office_, *law, *tx, names, now}, subject);
        tx->deadlines().put_off(*claimed, now + after_failure);  // Should it still be there.
        tx->commit();
        return true;
    }
    LinkedCases linked(office_, *tx, names, {"clock", "", {}, "clock"}, now);
    const auto saved = linked.record(*law, subject, row->version, *decision, by_clock);
    if (!saved) {
        tx.reset();  // What was written of it goes.
        hold(*claimed, saved.error());
        ++report.held;
        return true;
    }
    tx->commit();
    ++report.woken;
    return true;
}

void ClockRound::put_off(const ports::DeadlineRow& row, Duration time) {
    auto tx = office_.store.begin_behind();
    tx->deadlines().put_off(row, office_.clock.now() + time);
    tx->commit();
}

void ClockRound::hold(const ports::DeadlineRow& row, const Refusal& reason) {
    auto tx = office_.store.begin_behind();
    const Instant now = office_.clock.now();
    const auto stored = tx->cases().load_for_update(row.case_id);
    auto law = stored ? law_of_case(office_, *tx, stored->definition_hash)
                      : Result<casework::Law>(stored.error());
    if (!law) throw ports::StoreFailure(law.error().message);
    const auto subject = read_case(*stored);
    auto decision = casework::decide_held(subject, {row.deadline, row.entry}, reason, now);
    Directory names(*tx);
    auto saved = record_change({office_, *law, *tx, names, now}, subject, stored->version, decision,
                               by_clock);
    CHECK(saved.has_value());  // The version was read in this transaction.
    for (const auto& own : deadline_rows(*law, decision.after)) {
        if (is_same(own, row)) tx->deadlines().put_off(own, now + after_refusal);
    }
    tx->commit();
}

}  // namespace trinh::service
