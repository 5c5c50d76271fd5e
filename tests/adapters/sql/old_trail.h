/// old_trail: a trail as it was written before it became lean goes on after the migration.
#pragma once

#include <algorithm>
#include <gmock/gmock.h>

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/tables.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::sql {

/// A session that somebody else begins and commits.
class BorrowedWork : public Work {
public:
    explicit BorrowedWork(Session& session) : session_(session) {}
    [[nodiscard]] Session& session() override { return session_; }
    void commit(const std::vector<ports::AuditRow>&) override {}

private:
    Session& session_;
};

inline void write_old_trail(Session& session, std::int64_t entries) {
    audit::Edge edge;
    session.begin(Access::write);
    for (std::int64_t i = 0; i < entries; ++i) {
        audit::Entry entry = testing::an_entry(i);
        if (i % 2 == 0) entry.on_behalf_of = "hoa";
        if (i == 7) entry.agency = "";
        const auto row = testing::a_leaf(entry);
        session.run(
            "insert into audit_entry (leaf, at, actor, on_behalf_of, agency, case_id, action, "
            "folded_text, body) values (:l, :t, :a, :o, :g, :c, :n, 'quyet dinh', :b)",
            {i, row.at, row.actor, row.on_behalf_of, row.agency, row.case_id, row.action,
             row.body});
        edge.append(audit::leaf_hash(row.body));
    }
    std::string hashes;
    for (const auto& hash : edge.to_hex()) hashes.append(hashes.empty() ? "" : " ").append(hash);
    session.run("update audit_tree set size = :size, subtree_hashes = :hashes", {entries, hashes});
    session.commit();
}

/// On a database without tables.
inline void expect_old_trail_goes_on(Session& session) {
    constexpr std::int64_t entries = 300;
    const auto known = embedded_migrations();
    const auto lean = std::ranges::find_if(known, [](const Migration& migration) {
        return migration.name.find("lean_trail") != std::string_view::npos;
    });
    ASSERT_NE(lean, known.end());
    migrate(session, known.first(static_cast<std::size_t>(lean - known.begin())));
    write_old_trail(session, entries);

    migrate(session, known);

    session.begin(Access::write);
    AuditTail tail;
    tail.append(session, {testing::a_leaf(entries)});
    tail.save(session);
    session.commit();
    for (const int stretches : {0, 1}) {
        session.begin(Access::write);
        BorrowedWork work(session);
        Audit audit(work);
        EXPECT_EQ(audit.catch_up(stretches), stretches);
        const auto rows = audit.read_from(0, 1'000);
        ASSERT_EQ(rows.size(), 301U);
        audit::Edge edge;
        for (const auto& row : rows) {
            const auto entry = audit::read_entry(row.body);
            ASSERT_TRUE(entry) << row.index;
            EXPECT_EQ(entry->actor, row.actor);
            EXPECT_EQ(entry->on_behalf_of, row.on_behalf_of);
            EXPECT_EQ(entry->agency, row.agency);
            EXPECT_EQ(entry->action, row.action);
            EXPECT_EQ(entry->at, row.at);
            edge.append(audit::leaf_hash(row.body));
        }
        EXPECT_EQ(edge.to_hex(), audit.tree().subtree_hashes);
        EXPECT_EQ(audit.query({.on_behalf_of = "hoa", .limit = 500}).rows.size(), 150U);
        EXPECT_EQ(audit.query({.folded_text = "quyet dinh 123"}).rows.size(), 1U);
        session.commit();
    }
}

}  // namespace trinh::sql
