#include <fmt/format.h>
#include <set>

#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

namespace {

using ports::Channel;
using ports::MailRow;
using ports::MailState;

/// As the table has it: state and channel are words there.
struct StoredMail : MailRow {
    std::string state_word, channel_word;
};

constexpr std::string_view columns =
    "id, message_id, to_person, to_address, to_name, letter, letter_values, case_id, queued_at, "
    "not_before, attempts, state, last_error, channel, batch, together";

const char* word_of(Channel channel) {
    return channel == Channel::mail ? "mail" : "webhook";
}

Channel channel_of(std::string_view word) {
    if (word == "mail") return Channel::mail;
    CHECK(word == "webhook");
    return Channel::webhook;
}

const char* word_of(MailState state) {
    switch (state) {
        case MailState::pending:
            return "pending";
        case MailState::sent:
            return "sent";
        case MailState::dead:
            return "dead";
    }
    CHECK(false);
    return "";
}

MailState state_of(std::string_view word) {
    if (word == "pending") return MailState::pending;
    if (word == "sent") return MailState::sent;
    CHECK(word == "dead");
    return MailState::dead;
}

std::vector<MailRow> mail_rows(Session& session, std::string_view rest, const Arguments& values) {
    std::string sql = "select ";
    sql.append(columns).append(" from outbox ").append(rest);
    auto stored = rows<StoredMail, &StoredMail::id, &StoredMail::message_id, &StoredMail::to_person,
                       &StoredMail::to_address, &StoredMail::to_name, &StoredMail::letter,
                       &StoredMail::values, &StoredMail::case_id, &StoredMail::queued_at,
                       &StoredMail::not_before, &StoredMail::attempts, &StoredMail::state_word,
                       &StoredMail::last_error, &StoredMail::channel_word, &StoredMail::batch,
                       &StoredMail::together>(session, sql, values);
    std::vector<MailRow> found;
    found.reserve(stored.size());
    for (StoredMail& row : stored) {
        row.state = state_of(row.state_word);
        row.channel = channel_of(row.channel_word);
        found.push_back(std::move(row));
    }
    return found;
}

/// Rows that the transaction holds from now on; without those that another one holds.
std::vector<MailRow> rows_to_take(Session& session, std::string_view rest,
                                  const Arguments& values) {
    return mail_rows(session, std::string(rest).append(session.skip_locked()), values);
}

}  // namespace

bool Outbox::queue(const MailRow& row) {
    const std::string sql =
        "insert into outbox (message_id, to_person, to_address, to_name, letter, letter_values, "
        "case_id, queued_at, not_before, attempts, state, last_error, channel, batch) "
        "values (:message, :person, :address, :name, :letter, :values, :case, :queued, "
        ":not_before, :attempts, :state, :error, :channel, :batch) "
        "on conflict (message_id) do nothing";
    const Arguments values{row.message_id,       row.to_person, row.to_address,     row.to_name,
                           row.letter,           row.values,    row.case_id,        row.queued_at,
                           row.not_before,       row.attempts,  word_of(row.state), row.last_error,
                           word_of(row.channel), row.batch};
    if (session_.is_silent()) {
        session_.run(sql, values);
        return true;
    }
    return one_number(session_, sql + " returning id", values).has_value();
}

/// The row and all that goes with it, in the order of their numbers.
std::vector<MailRow> Outbox::companions(const MailRow& row, Instant now) {
    if (row.together) {
        return rows_to_take(session_,
                            "where together = :together and state = 'pending' and "
                            "not_before <= :now order by id limit :limit",
                            {*row.together, now, ports::batch_rows_max});
    }
    return rows_to_take(session_,
                        "where batch = :batch and batch <> '' and together is null and "
                        "to_person = :person and state = 'pending' order by id limit :limit",
                        {row.batch, row.to_person, ports::batch_rows_max});
}

std::vector<MailRow> Outbox::claim(Channel channel, Instant now, int limit, Instant lease_until) {
    const auto first = rows_to_take(session_,
                                    "where channel = :channel and state = 'pending' and "
                                    "not_before <= :now order by not_before, id limit :limit",
                                    {word_of(channel), now, limit});
    std::vector<MailRow> claimed;
    std::set<MailId> taken;
    for (const MailRow& row : first) {
        if (taken.contains(row.id)) continue;
        auto letter = row.batch.empty() ? std::vector<MailRow>{row} : companions(row, now);
        for (MailRow& part : letter) {
            part.not_before = lease_until;
            if (!part.batch.empty()) part.together = part.together.value_or(letter.front().id);
            session_.run(
                "update outbox set not_before = :lease, together = :together where id = :id",
                {part.not_before, part.together, part.id});
            taken.insert(part.id);
            claimed.push_back(std::move(part));
        }
    }
    return claimed;
}

bool Outbox::is_ready(Channel channel, Instant now) {
    return one_number(session_,
                      "select id from outbox where channel = :channel and state = 'pending' and "
                      "not_before <= :now limit 1",
                      {word_of(channel), now})
        .has_value();
}

Result<MailRow> Outbox::find(MailId id) {
    auto found = mail_rows(session_, "where id = :id", {id});
    if (!found.empty()) return std::move(found.front());
    return Refusal{Reason::not_found, fmt::format("There is no letter {}.", id.number),
                   fmt::format("Không có thư số {}.", id.number)};
}

void Outbox::save_outcome(const MailRow& row) {
    session_.run(
        "update outbox set attempts = :attempts, state = :state, not_before = :not_before, "
        "last_error = :error where id = :id",
        {row.attempts, word_of(row.state), row.not_before, row.last_error, row.id});
}

std::vector<MailRow> Outbox::of_case(CaseId id, std::string_view letter, int limit) {
    return mail_rows(session_,
                     "where case_id = :case and letter = :letter order by id desc limit :limit",
                     {id, letter, limit});
}

std::vector<MailRow> Outbox::list(std::optional<MailState> state, int limit) {
    if (!state) return mail_rows(session_, "order by id desc limit :limit", {limit});
    return mail_rows(session_, "where state = :state order by id desc limit :limit",
                     {word_of(*state), limit});
}

}  // namespace trinh::sql
