#include "adapters/sql/insert_rows.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

namespace {

using ports::DeadlineRow;

std::vector<DeadlineRow> deadline_rows(Session& session, std::string_view sql,
                                       const Arguments& values) {
    return rows<DeadlineRow, &DeadlineRow::case_id, &DeadlineRow::deadline, &DeadlineRow::entry,
                &DeadlineRow::due, &DeadlineRow::wake_at, &DeadlineRow::owner_role>(session, sql,
                                                                                    values);
}

}  // namespace

void Deadlines::replace(CaseId id, const std::vector<DeadlineRow>& rows) {
    session_.run("delete from deadline where case_id = :id", {id});
    add(id, rows);
}

void Deadlines::change(CaseId id, const std::vector<DeadlineRow>& gone,
                       const std::vector<DeadlineRow>& set) {
    for (const DeadlineRow& row : gone) {
        session_.run(
            "delete from deadline where case_id = :id and deadline = :deadline and entry = :entry",
            {id, row.deadline, row.entry});
    }
    add(id, set);
}

void Deadlines::add(CaseId id, const std::vector<DeadlineRow>& rows) {
    Arguments values;
    for (const DeadlineRow& row : rows) {
        values.insert(values.end(),
                      {id, row.deadline, row.entry, row.due, row.wake_at, row.owner_role});
    }
    insert_rows(session_,
                "insert into deadline (case_id, deadline, entry, due, wake_at, owner_role)", 6,
                values);
}

std::vector<DeadlineRow> Deadlines::of_case(CaseId id) {
    return deadline_rows(session_,
                         "select case_id, deadline, entry, due, wake_at, owner_role from deadline "
                         "where case_id = :id order by deadline, entry",
                         {id});
}

std::vector<DeadlineRow> Deadlines::due(Instant now, int limit) {
    return deadline_rows(session_,
                         "select case_id, deadline, entry, due, wake_at, owner_role from deadline "
                         "where wake_at is not null and wake_at <= :now "
                         "order by wake_at, case_id, deadline, entry limit :limit",
                         {now, limit});
}

std::optional<DeadlineRow> Deadlines::claim(Instant now) {
    // The case is locked, not the row: everybody locks a case before he touches its rows.
    std::string sql =
        "select d.case_id, d.deadline, d.entry, d.due, d.wake_at, d.owner_role from deadline d "
        "join case_file c on c.id = d.case_id where d.wake_at is not null and d.wake_at <= :now "
        "order by d.wake_at, d.case_id, d.deadline, d.entry limit 1";
    sql.append(session_.skip_locked("c"));
    auto found = deadline_rows(session_, sql, {now});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void Deadlines::put_off(const DeadlineRow& row, Instant until) {
    session_.run(
        "update deadline set wake_at = :until where case_id = :case and deadline = :deadline and "
        "entry = :entry and wake_at = :wake",
        {until, row.case_id, row.deadline, row.entry, row.wake_at});
}

}  // namespace trinh::sql
