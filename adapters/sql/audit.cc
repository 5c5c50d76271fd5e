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

struct StoredTree {
    std::int64_t size = 0;
    std::string hashes;
};

std::vector<AuditRow> audit_rows(Session& session, std::string_view rest, const Arguments& values) {
    std::string sql = "select ";
    sql.append(columns).append(" from audit_entry ").append(rest);
    return rows<AuditRow, &AuditRow::index, &AuditRow::at, &AuditRow::actor,
                &AuditRow::on_behalf_of, &AuditRow::agency, &AuditRow::case_id, &AuditRow::action,
                &AuditRow::folded_text, &AuditRow::body>(session, sql, values);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace

AuditTreeRow Audit::tree() {
    std::string sql = "select size, subtree_hashes from audit_tree where id = 1";
    sql.append(session_.row_lock());
    auto found = rows<StoredTree, &StoredTree::size, &StoredTree::hashes>(session_, sql, {});
    CHECK(found.size() == 1);
    return {found[0].size, split(found[0].hashes)};
}

void Audit::append(const AuditRow& row, const AuditTreeRow& tree_after) {
    CHECK(tree_after.size == row.index + 1);
    session_.run(
        "insert into audit_entry (leaf, at, actor, on_behalf_of, agency, case_id, action, "
        "folded_text, body) values (:leaf, :at, :actor, :behalf, :agency, :case, :action, :folded, "
        ":body)",
        {row.index, row.at, row.actor, row.on_behalf_of, row.agency, row.case_id, row.action,
         row.folded_text, row.body});
    const auto size = one_number(session_,
                                 "update audit_tree set size = :size, subtree_hashes = :hashes "
                                 "where id = 1 and size = :before returning size",
                                 {tree_after.size, joined(tree_after.subtree_hashes), row.index});
    CHECK(size.has_value());  // The caller read tree() in this transaction and appended at its end.
}

std::vector<AuditRow> Audit::query(const ports::AuditFilter& filter) {
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
    return audit_rows(session_, "where leaf >= :leaf order by leaf limit :limit", {index, limit});
}

void Audit::add_checkpoint(const CheckpointRow& row) {
    session_.run(
        "insert into audit_checkpoint (size, root, signature, key_id, at) "
        "values (:size, :root, :signature, :key, :at)",
        {row.size, row.root, row.signature, row.key_id, row.at});
}

std::vector<CheckpointRow> Audit::checkpoints() {
    return rows<CheckpointRow, &CheckpointRow::size, &CheckpointRow::root,
                &CheckpointRow::signature, &CheckpointRow::key_id, &CheckpointRow::at>(
        session_, "select size, root, signature, key_id, at from audit_checkpoint order by id", {});
}

}  // namespace trinh::sql
