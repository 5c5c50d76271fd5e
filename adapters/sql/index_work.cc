#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

using ports::IndexSnapshotRow;
using ports::IndexStepRow;
using ports::IndexValueRow;

namespace {

std::vector<IndexValueRow> value_rows(Session& session, std::string_view rest,
                                      const Arguments& values) {
    std::string sql =
        "select index_id, on_date, code, person, agency, at, body, id from index_value ";
    sql.append(rest);
    return rows<IndexValueRow, &IndexValueRow::index, &IndexValueRow::on, &IndexValueRow::code,
                &IndexValueRow::person, &IndexValueRow::agency, &IndexValueRow::at,
                &IndexValueRow::body, &IndexValueRow::id>(session, sql, values);
}

}  // namespace

void IndexWork::add_value(const IndexValueRow& row) {
    session_.run(
        "insert into index_value (index_id, on_date, code, person, agency, at, body) "
        "values (:index, :on, :code, :person, :agency, :at, :body)",
        {row.index, row.on, row.code, row.person, row.agency, row.at, row.body});
}

std::vector<IndexValueRow> IndexWork::values(std::string_view index, Date from, Date to) {
    return value_rows(
        session_,
        "where index_id = :index and on_date >= :from and on_date <= :to order by on_date, id",
        {index, from, to});
}

std::vector<IndexValueRow> IndexWork::values_after(std::int64_t id) {
    return value_rows(session_, "where id > :id order by id", {id});
}

std::int64_t IndexWork::add_snapshot(const IndexSnapshotRow& row) {
    const auto number =
        one_number(session_,
                   "insert into index_snapshot (index_id, on_date, at, person, agency, sha256) "
                   "values (:index, :on, :at, :person, :agency, :sha256) returning number",
                   {row.index, row.on, row.at, row.person, row.agency, row.sha256});
    CHECK(number.has_value());
    return *number;
}

std::vector<IndexSnapshotRow> IndexWork::snapshots() {
    return rows<IndexSnapshotRow, &IndexSnapshotRow::number, &IndexSnapshotRow::index,
                &IndexSnapshotRow::on, &IndexSnapshotRow::at, &IndexSnapshotRow::person,
                &IndexSnapshotRow::agency, &IndexSnapshotRow::sha256>(
        session_,
        "select number, index_id, on_date, at, person, agency, sha256 from index_snapshot "
        "order by number desc",
        {});
}

void IndexWork::add_step(const IndexStepRow& row) {
    session_.run(
        "insert into index_step (round, sequence, index_id, at, person, agency, body) "
        "values (:round, :sequence, :index, :at, :person, :agency, :body)",
        {row.round, row.sequence, row.index, row.at, row.person, row.agency, row.body});
}

std::vector<IndexStepRow> IndexWork::steps() {
    return rows<IndexStepRow, &IndexStepRow::round, &IndexStepRow::sequence, &IndexStepRow::index,
                &IndexStepRow::at, &IndexStepRow::person, &IndexStepRow::agency,
                &IndexStepRow::body>(
        session_,
        "select round, sequence, index_id, at, person, agency, body from index_step "
        "order by round, sequence",
        {});
}

}  // namespace trinh::sql
