#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

using ports::AnsweredRow;

Result<AnsweredRow> Answers::find(std::string_view person, std::string_view key) {
    auto found =
        rows<AnsweredRow, &AnsweredRow::key, &AnsweredRow::person, &AnsweredRow::request_hash,
             &AnsweredRow::status, &AnsweredRow::body, &AnsweredRow::at>(
            session_,
            "select answer_key, person, request_hash, status, body, at from answered "
            "where person = :person and answer_key = :key",
            {person, key});
    if (!found.empty()) return std::move(found.front());
    return Refusal{Reason::not_found, "No request with this idempotency key was answered yet."};
}

void Answers::add(const AnsweredRow& row) {
    session_.run(
        "insert into answered (person, answer_key, request_hash, status, body, at) "
        "values (:person, :key, :hash, :status, :body, :at)",
        {row.person, row.key, row.request_hash, row.status, row.body, row.at});
}

void Answers::complete(const AnsweredRow& row) {
    session_.run(
        "update answered set status = :status, body = :body "
        "where person = :person and answer_key = :key",
        {row.status, row.body, row.person, row.key});
}

void Answers::remove_before(Instant at) {
    session_.run("delete from answered where at < :at", {at});
}

}  // namespace trinh::sql
