#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

using ports::DefinitionRow;

void Definitions::save(const DefinitionRow& row) {
    session_.run(
        "insert into definition (hash, process, added_at, xml) "
        "values (:hash, :process, :at, :xml) on conflict (hash) do nothing",
        {row.hash, row.process, row.added_at, row.xml});
}

std::vector<DefinitionRow> Definitions::all() {
    return rows<DefinitionRow, &DefinitionRow::hash, &DefinitionRow::process, &DefinitionRow::xml,
                &DefinitionRow::added_at>(
        session_, "select hash, process, xml, added_at from definition order by added_at, hash",
        {});
}

}  // namespace trinh::sql
