#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

using ports::FactRow;

void Facts::add(const FactRow& row) {
    session_.run(
        "insert into fact (name, case_id, title, date, counts, note) "
        "values (:name, :case, :title, :date, :counts, :note)",
        {row.name, row.case_id, row.title, row.date, row.counts, row.note});
}

std::vector<FactRow> Facts::between(Date from, Date to) {
    return rows<FactRow, &FactRow::name, &FactRow::case_id, &FactRow::title, &FactRow::date,
                &FactRow::counts, &FactRow::note>(
        session_,
        "select name, case_id, title, date, counts, note from fact "
        "where date >= :from and date <= :to order by date, id",
        {from, to});
}

}  // namespace trinh::sql
