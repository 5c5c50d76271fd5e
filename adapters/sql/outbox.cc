#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

namespace {

using ports::MailRow;
using ports::MailState;

/// As the table has it: the state is a word there.
struct StoredMail : MailRow {
    std::string state_word;
};

constexpr std::string_view columns =
    "id, message_id, to_person, to_address, to_name, letter, letter_values, case_id, queued_at, "
    "not_before, attempts, state, last_error";

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
                       &StoredMail::last_error>(session, sql, values);
    std::vector<MailRow> found;
    found.reserve(stored.size());
    for (StoredMail& row : stored) {
        row.state = state_of(row.state_word);
        found.push_back(std::move(row));
    }
    return found;
}

}  // namespace

bool Outbox::queue(const MailRow& row) {
    return one_number(session_,
                      "insert into outbox (message_id, to_person, to_address, to_name, letter, "
                      "letter_values, case_id, queued_at, not_before, attempts, state, last_error) "
                      "values (:message, :person, :address, :name, :letter, :values, :case, "
                      ":queued, :not_before, :attempts, :state, :error) "
                      "on conflict (message_id) do nothing returning id",
                      {row.message_id, row.to_person, row.to_address, row.to_name, row.letter,
                       row.values, row.case_id, row.queued_at, row.not_before, row.attempts,
                       word_of(row.state), row.last_error})
        .has_value();
}

std::vector<MailRow> Outbox::ready(Instant now, int limit) {
    return mail_rows(session_,
                     "where state = 'pending' and not_before <= :now "
                     "order by not_before, id limit :limit",
                     {now, limit});
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
