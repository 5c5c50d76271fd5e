#include "engine/service/outbox_round.h"

#include "engine/service/group_letter.h"

namespace trinh::service {
namespace {

constexpr Duration last_start = minutes(1);  ///< Before the lease ends.

/// Settings that are wrong say nothing about the letter: that is no attempt.
void note_outcome(OutboxRows& rows, const ports::SendOutcome& outcome, Instant now) {
    using ports::SendStatus;
    // All rows of one letter wait for the same time, so that they stay one letter.
    const std::string key = rows.front().message_id;
    for (auto& row : rows) {
        row.last_error = outcome.detail;
        if (outcome.status != SendStatus::misconfigured) ++row.attempts;
        if (outcome.status == SendStatus::accepted) {
            row.state = ports::MailState::sent;
            row.last_error.clear();
            continue;
        }
        const bool is_given_up =
            outcome.status == SendStatus::temporary && row.attempts >= attempts_max;
        if (outcome.status == SendStatus::permanent || is_given_up) {
            row.state = ports::MailState::dead;
        }
        row.not_before = now + retry_after(rows.front().attempts, key);
    }
}

}  // namespace

std::vector<OutboxRows> OutboxRound::claim(int limit, Instant lease_until) {
    const Instant now = office_.clock.now();
    // Mostly there is nothing: that must not take a writer's turn.
    if (!office_.store.begin_read()->outbox().is_ready(options_.channel, now)) return {};
    auto tx = office_.store.begin_behind();
    auto claimed = tx->outbox().claim(options_.channel, now, limit, lease_until);
    tx->commit();
    return letters_of(std::move(claimed));
}

void OutboxRound::save(const OutboxRows& rows) {
    if (rows.empty()) return;
    auto tx = office_.store.begin_behind();
    for (const auto& row : rows) tx->outbox().save_outcome(row);
    tx->commit();
}

OutboxReport OutboxRound::run(const Send& send, const HostOf& host_of, int limit) {
    OutboxReport report;
    const Instant began = office_.clock.now();
    if (began < not_before_) return report;
    const Instant lease_until = began + options_.lease;
    OutboxRows untried;
    for (auto& rows : claim(limit, lease_until)) {
        const Instant now = office_.clock.now();
        if (now + last_start > lease_until) break;
        auto& bucket = pace_.of(host_of(rows.front()));
        if (report.is_stopped || !bucket.take(now)) {
            const Instant again = report.is_stopped ? began : bucket.next_at(now);
            for (auto& row : rows) row.not_before = again;
            untried.insert(untried.end(), rows.begin(), rows.end());
            continue;
        }
        const auto outcome = send(rows);
        note_outcome(rows, outcome, office_.clock.now());
        save(rows);
        ++(outcome.status == ports::SendStatus::accepted ? report.sent : report.failed);
        if (outcome.status != ports::SendStatus::misconfigured) continue;
        report.is_stopped = true;
        not_before_ = rows.front().not_before;
    }
    save(untried);
    return report;
}

}  // namespace trinh::service
