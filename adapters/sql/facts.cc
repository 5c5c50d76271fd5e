#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {
namespace {

using ports::FactRow;

std::vector<FactRow> fact_rows(Session& session, std::string_view rest, const Arguments& values) {
    std::string sql = "select name, case_id, title, date, counts, note, id from fact ";
    sql.append(rest);
    return rows<FactRow, &FactRow::name, &FactRow::case_id, &FactRow::title, &FactRow::date,
                &FactRow::counts, &FactRow::note, &FactRow::id>(session, sql, values);
}

}  // namespace

void Facts::write() {
    if (added_.empty()) return;
    const std::string_view turn = session_.dialect().take_turns();
    if (!turn.empty()) session_.run(turn);
    for (const FactRow& row : added_) {
        session_.run(
            "insert into fact (name, case_id, title, date, counts, note) "
            "values (:name, :case, :title, :date, :counts, :note)",
            {row.name, row.case_id, row.title, row.date, row.counts, row.note});
    }
}

std::vector<FactRow> Facts::between(Date from, Date to) {
    return fact_rows(session_, "where date >= :from and date <= :to order by date, id", {from, to});
}

std::vector<FactRow> Facts::after(std::int64_t id, Date from, Date to) {
    // No column but an expression: the planner stays on the primary key; few rows are new, a year
    // has many.
    return fact_rows(session_,
                     "where id > :id and date || '' >= :from and date || '' <= :to order by id",
                     {id, from, to});
}

std::vector<FactRow> Facts::named(std::string_view name, Date from, Date to) {
    return fact_rows(session_,
                     "where date >= :from and date <= :to and name = :name order by date, id",
                     {from, to, name});
}

std::int64_t Facts::last_id() {
    return one_number(session_, "select coalesce(max(id), 0) from fact", {}).value_or(0);
}

}  // namespace trinh::sql
