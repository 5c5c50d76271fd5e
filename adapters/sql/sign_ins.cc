#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

using ports::WebSessionRow;

void SignIns::add(const WebSessionRow& row) {
    session_.run(
        "insert into web_session (token_hash, person, csrf, created_at, expires_at) "
        "values (:token, :person, :csrf, :created, :expires)",
        {row.token_hash, row.person, row.csrf, row.created_at, row.expires_at});
}

Result<WebSessionRow> SignIns::find(std::string_view token_hash) {
    auto found = rows<WebSessionRow, &WebSessionRow::token_hash, &WebSessionRow::person,
                      &WebSessionRow::csrf, &WebSessionRow::created_at, &WebSessionRow::expires_at>(
        session_,
        "select token_hash, person, csrf, created_at, expires_at from web_session "
        "where token_hash = :token",
        {token_hash});
    if (!found.empty()) return std::move(found.front());
    return Refusal{Reason::not_found, "There is no such session: sign in again.",
                   "Phiên làm việc không còn hiệu lực. Đề nghị đăng nhập lại."};
}

void SignIns::remove(std::string_view token_hash) {
    session_.run("delete from web_session where token_hash = :token", {token_hash});
}

void SignIns::remove_expired(Instant now) {
    session_.run("delete from web_session where expires_at <= :now", {now});
}

}  // namespace trinh::sql
