#include <algorithm>
#include <iterator>

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/insert_rows.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"
#include "adapters/sql/trail_catch_up.h"
#include "adapters/sql/trail_entries.h"
#include "adapters/sql/trail_query.h"

namespace trinh::sql {

namespace {

using ports::AuditRow;
using ports::AuditTreeRow;
using ports::CheckpointRow;

}  // namespace

AuditTreeRow Audit::tree() {
    work_.settle_trail();
    return read_tree(session_, "");
}

void Audit::append(const AuditRow& row) {
    appended_.push_back(row);
}

ports::AuditPage Audit::query(const ports::AuditFilter& filter) {
    work_.settle_trail();
    return TrailQuery(session_, filter).run();
}

std::vector<AuditRow> Audit::read_from(std::int64_t index, int limit) {
    work_.settle_trail();
    auto found = read_entries(session_, "where e.leaf >= :leaf order by e.leaf limit :limit",
                              {index, limit});
    auto moved = rows<AuditRow, &AuditRow::index, &AuditRow::moved_hash>(
        session_,
        "select leaf, hash from archived_entry where leaf >= :leaf order by leaf limit :limit",
        {index, limit});
    if (moved.empty()) return found;
    std::ranges::move(moved, std::back_inserter(found));
    std::ranges::sort(found, {}, &AuditRow::index);
    if (std::ssize(found) > limit) found.resize(static_cast<std::size_t>(limit));
    return found;
}

void Audit::move_out(const std::vector<ports::MovedEntry>& entries) {
    Arguments values;
    for (const auto& entry : entries) values.insert(values.end(), {entry.index, entry.hash});
    insert_rows(session_, "insert into archived_entry (leaf, hash)", 2, values);
    for (const auto& entry : entries) {
        session_.run("delete from audit_entry where leaf = :leaf", {entry.index});
    }
}

int Audit::catch_up(int stretches) {
    return trail_catch_up(session_, stretches);
}

std::vector<std::string> Audit::tile_roots(int level, std::int64_t first, int limit) {
    return trail_tile_roots(session_, level, first, limit);
}

void Audit::add_checkpoint(const CheckpointRow& row) {
    session_.run(
        "insert into audit_checkpoint (size, root, signature, key_id, at) "
        "values (:size, :root, :signature, :key, :at)",
        {row.size, row.root, row.signature, row.key_id, row.at});
}

std::vector<CheckpointRow> Audit::checkpoints() {
    work_.settle_trail();
    return rows<CheckpointRow, &CheckpointRow::size, &CheckpointRow::root,
                &CheckpointRow::signature, &CheckpointRow::key_id, &CheckpointRow::at>(
        session_, "select size, root, signature, key_id, at from audit_checkpoint order by id", {});
}

}  // namespace trinh::sql
