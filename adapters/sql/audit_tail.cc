#include "adapters/sql/audit_tail.h"

#include <algorithm>

#include "adapters/sql/rows.h"
#include "adapters/sql/trail_entries.h"
#include "engine/ports/store.h"

namespace trinh::sql {

namespace {

struct StoredTree {
    std::int64_t size = 0;
    std::string hashes;
};

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

ports::AuditTreeRow read_tree(Session& session, std::string_view lock) {
    std::string sql = "select size, subtree_hashes from audit_tree where id = 1";
    sql.append(lock);
    auto found = rows<StoredTree, &StoredTree::size, &StoredTree::hashes>(session, sql, {});
    CHECK(found.size() == 1);
    return {found[0].size, split(found[0].hashes)};
}

void AuditTail::lock(Session& session) {
    if (edge_) return;
    const auto tree = read_tree(session, session.row_lock());
    auto edge = audit::Edge::from_hex(tree.size, tree.subtree_hashes);
    if (!edge) {
        throw ports::StoreFailure(
            "The head of the trail cannot be read: run \"trinh audit verify\" and restore a "
            "backup.");
    }
    edge_ = std::move(edge.value());
    size_before_ = tree.size;
}

std::int64_t AuditTail::grow(Session& session, const std::vector<audit::Hash>& leaves) {
    lock(session);
    const auto first = edge_->size();
    for (const auto& leaf : leaves) edge_->append(leaf);
    return first;
}

void AuditTail::append(Session& session, const std::vector<ports::AuditRow>& entries) {
    if (entries.empty()) return;
    lock(session);
    insert_entries(session, edge_->size(), entries);
    std::vector<audit::Hash> leaves;  // They count only when every entry was written.
    for (const auto& entry : entries) leaves.push_back(audit::leaf_hash(entry.body));
    grow(session, leaves);
}

void AuditTail::save(Session& session) {
    if (!edge_ || edge_->size() == size_before_) return;
    const auto size = one_number(session,
                                 "update audit_tree set size = :size, subtree_hashes = :hashes "
                                 "where id = 1 and size = :before returning size",
                                 {edge_->size(), joined(edge_->to_hex()), size_before_});
    CHECK(size.has_value());  // The row is ours since append() read it.
}

}  // namespace trinh::sql
