#include "engine/service/mail_round.h"

#include <algorithm>

#include "engine/base/json_text.h"
#include "engine/service/group_letter.h"
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

Result<ports::Letter> single_letter(const ports::MailRow& row) {
    auto values = parse_json(row.values);
    if (!values || !values->is_object()) {
        return Refusal{Reason::invalid_input, "The stored values of this letter cannot be read.",
                       "Không đọc được nội dung thư đã lưu."};
    }
    return ports::Letter{row.message_id, row.to_address, row.to_name, row.letter,
                         std::move(values->as_object())};
}

ports::SendOutcome hand_over(ports::Mailer& mailer, const Result<ports::Letter>& letter) {
    if (!letter) return {ports::SendStatus::permanent, letter.error().message};
    return mailer.send(*letter);
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

void MailRound::save(const Rows& rows) {
    auto tx = office_.store.begin();
    for (const auto& row : rows) tx->outbox().save_outcome(row);
    tx->commit();
}

Result<ports::Letter> MailRound::letter_of(const Rows& rows, LetterPictures& pictures) {
    if (rows.size() > 1) return group_letter(office_, rows);
    auto letter = single_letter(rows.front());
    if (letter && options_.attaches_pictures) letter->attachment = pictures.of(rows.front());
    return letter;
}

void MailRound::give_back(Rows& rows, Instant not_before) {
    for (auto& row : rows) row.not_before = not_before;
    save(rows);
}

MailReport MailRound::send(ports::Mailer& mailer, int limit) {
    MailReport report;
    const Instant began = office_.clock.now();
    if (began < not_before_) return report;
    const Instant lease_until = began + options_.lease;
    auto letters = letters_of(claim(office_, limit, lease_until));
    LetterPictures pictures(office_);
    for (auto letter = letters.begin(); letter != letters.end(); ++letter) {
        if (office_.clock.now() + last_start > lease_until) break;
        const auto outcome = hand_over(mailer, letter_of(*letter, pictures));
        for (auto& row : *letter) note_outcome(row, outcome, office_.clock.now());
        save(*letter);
        const bool is_sent = outcome.status == ports::SendStatus::accepted;
        ++(is_sent ? report.mails_sent : report.mails_failed);
        if (outcome.status != ports::SendStatus::misconfigured) continue;
        report.is_mail_stopped = true;
        not_before_ = letter->front().not_before;
        while (++letter != letters.end()) give_back(*letter, began);
        break;
    }
    return report;
}

}  // namespace trinh::service
