#include "engine/service/mail_round.h"

#include <algorithm>

#include "engine/base/json_text.h"
#include "engine/service/letter_picture.h"

namespace trinh::service {
namespace {

constexpr int attempts_max = 12;
constexpr Duration first_retry = minutes(1);
constexpr Duration last_retry = hours(6);
constexpr Duration last_start = minutes(1);  ///< Before the lease ends.

/// 1, 2, 4 ... minutes, never more than six hours.
Duration retry_after(int attempts) {
    std::int64_t ms = first_retry.ms;
    for (int i = 1; i < attempts && ms < last_retry.ms; ++i) ms *= 2;
    return {std::min(ms, last_retry.ms)};
}

std::vector<ports::MailRow> claim(const Office& office, int limit, Instant lease_until) {
    {
        // Mostly there is nothing: that must not take a writer's turn.
        auto tx = office.store.begin_read();
        if (!tx->outbox().is_ready(ports::Channel::mail, office.clock.now())) return {};
    }
    auto tx = office.store.begin();
    auto claimed = tx->outbox().claim(ports::Channel::mail, office.clock.now(), limit, lease_until);
    tx->commit();
    return claimed;
}

ports::SendOutcome hand_over(ports::Mailer& mailer, const ports::MailRow& row,
                             std::optional<ports::Attachment> picture) {
    const auto values = parse_json(row.values);
    if (!values || !values->is_object()) {
        return {ports::SendStatus::permanent, "The stored values of this letter cannot be read."};
    }
    return mailer.send({row.message_id, row.to_address, row.to_name, row.letter,
                        values->as_object(), std::move(picture)});
}

/// A server that refuses our settings says nothing about the letter: that is no attempt.
void note_outcome(ports::MailRow& row, const ports::SendOutcome& outcome, Instant now) {
    using ports::SendStatus;
    row.last_error = outcome.detail;
    if (outcome.status != SendStatus::misconfigured) ++row.attempts;
    if (outcome.status == SendStatus::accepted) {
        row.state = ports::MailState::sent;
        row.last_error.clear();
        return;
    }
    const bool is_given_up =
        outcome.status == SendStatus::temporary && row.attempts >= attempts_max;
    if (outcome.status == SendStatus::permanent || is_given_up) row.state = ports::MailState::dead;
    row.not_before = now + retry_after(row.attempts);
}

}  // namespace

void MailRound::save(const std::vector<ports::MailRow>& rows) {
    if (rows.empty()) return;
    auto tx = office_.store.begin();
    for (const auto& row : rows) tx->outbox().save_outcome(row);
    tx->commit();
}

MailReport MailRound::send(ports::Mailer& mailer, int limit) {
    MailReport report;
    const Instant began = office_.clock.now();
    if (began < not_before_) return report;
    const Instant lease_until = began + options_.lease;
    auto claimed = claim(office_, limit, lease_until);
    LetterPictures pictures(office_);
    for (auto row = claimed.begin(); row != claimed.end(); ++row) {
        if (office_.clock.now() + last_start > lease_until) break;
        auto picture = options_.attaches_pictures ? pictures.of(*row) : std::nullopt;
        const auto outcome = hand_over(mailer, *row, std::move(picture));
        note_outcome(*row, outcome, office_.clock.now());
        save({*row});
        ++(row->state == ports::MailState::sent ? report.mails_sent : report.mails_failed);
        if (outcome.status != ports::SendStatus::misconfigured) continue;
        report.is_mail_stopped = true;
        not_before_ = row->not_before;
        for (auto later = row + 1; later != claimed.end(); ++later) later->not_before = began;
        save({row + 1, claimed.end()});
        break;
    }
    return report;
}

}  // namespace trinh::service
