#include <algorithm>
#include <iterator>

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/insert_rows.h"
#include "adapters/sql/like.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

namespace {

using ports::AuditRow;
using ports::AuditTreeRow;
using ports::CheckpointRow;

constexpr std::string_view columns =
    "leaf, at, actor, on_behalf_of, agency, case_id, action, folded_text, body";

std::vector<AuditRow> audit_rows(Session& session, std::string_view rest, const Arguments& values) {
    std::string sql = "select ";
    sql.append(columns).append(" from audit_entry ").append(rest);
    return rows<AuditRow, &AuditRow::index, &AuditRow::at, &AuditRow::actor,
                &AuditRow::on_behalf_of, &AuditRow::agency, &AuditRow::case_id, &AuditRow::action,
                &AuditRow::folded_text, &AuditRow::body>(session, sql, values);
}

}  // namespace

AuditTreeRow Audit::tree() {
    work_.settle_trail();
    return read_tree(session_, "");
}

void Audit::append(const AuditRow& row) {
    appended_.push_back(row);
}

std::vector<AuditRow> Audit::query(const ports::AuditFilter& filter) {
    work_.settle_trail();
    std::string rest = "where leaf >= 0";
    Arguments values;
    const auto ask = [&](std::string_view condition, Argument value) {
        rest.append(" and ").append(condition);
        values.push_back(std::move(value));
    };
    if (filter.case_id) ask("case_id = :case", *filter.case_id);
    if (!filter.actor.empty()) ask("actor = :actor", filter.actor);
    if (!filter.agency.empty()) ask("agency = :agency", filter.agency);
    if (!filter.action.empty()) ask("action = :action", filter.action);
    if (filter.from) ask("at >= :from", *filter.from);
    if (filter.before) ask("at < :before", *filter.before);
    if (filter.below_index) ask("leaf < :below", *filter.below_index);
    if (!filter.folded_text.empty()) {
        ask("folded_text like :pattern escape '!'", like_anywhere(filter.folded_text));
    }
    values.push_back(filter.limit);
    return audit_rows(session_, rest + " order by leaf desc limit :limit", values);
}

std::vector<AuditRow> Audit::read_from(std::int64_t index, int limit) {
    work_.settle_trail();
    auto found =
        audit_rows(session_, "where leaf >= :leaf order by leaf limit :limit", {index, limit});
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
