/// What archives, moved history and legal holds must do in every store.
#pragma once

#include <gmock/gmock.h>

#include "engine/audit/merkle.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

inline ports::ArchiveRow an_archive(const std::string& name) {
    ports::ArchiveRow row;
    row.name = name;
    row.made_at = at("2024-02-01T08:30Z");
    row.made_by = "phuong";
    row.closed_before = day("2020-01-01");
    row.process = "appraisal-ppc-decision";
    return row;
}

template <class Kind>
class ArchiveContract : public StoreContract<Kind> {
protected:
    std::int64_t add(const std::string& name) {
        return this->write(
            [&](ports::Transaction& tx) { return tx.archives().add(an_archive(name)); });
    }
    static std::string hash_of(std::int64_t leaf) {
        return audit::to_hex(audit::bytes_of(audit::leaf_hash(a_leaf(leaf).body)));
    }
};
TYPED_TEST_SUITE_P(ArchiveContract);

TYPED_TEST_P(ArchiveContract, ListsArchivesAndChangesThemFromTheStateTheyAreIn) {
    using ports::ArchiveState;
    const auto id = this->add("one.trinh");
    EXPECT_THROW(this->add("one.trinh"), ports::StoreFailure);
    auto row = an_archive("one.trinh");
    row.id = id;
    row.state = ArchiveState::moving;
    row.sha256 = "abc";
    row.bytes = 4'096;
    row.cases = 1;
    row.journal_rows = 2;
    row.entries = 3;
    const auto save = [&](ArchiveState before) {
        return this->write([&](ports::Transaction& tx) {
            const auto saved = tx.archives().save(row, before);
            return saved ? Reason::not_found : saved.error().reason;
        });
    };

    EXPECT_EQ(save(ArchiveState::moving), Reason::conflict);
    EXPECT_EQ(save(ArchiveState::writing), Reason::not_found);

    const auto all = this->read()->archives().archives();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].id, id);
    EXPECT_EQ(all[0].name, "one.trinh");
    EXPECT_EQ(all[0].made_at, row.made_at);
    EXPECT_EQ(all[0].made_by, "phuong");
    EXPECT_EQ(all[0].closed_before, day("2020-01-01"));
    EXPECT_EQ(all[0].process, "appraisal-ppc-decision");
    EXPECT_EQ(all[0].state, ArchiveState::moving);
    EXPECT_EQ(all[0].sha256, "abc");
    EXPECT_EQ(all[0].bytes, 4'096);
    EXPECT_EQ(all[0].cases, 1);
    EXPECT_EQ(all[0].journal_rows, 2);
    EXPECT_EQ(all[0].entries, 3);

    row.state = ArchiveState::done;
    EXPECT_EQ(save(ArchiveState::moving), Reason::not_found);
    EXPECT_EQ(this->read()->archives().archives()[0].state, ArchiveState::done);
}

TYPED_TEST_P(ArchiveContract, ForgetsAnArchiveThatNothingWasMovedTo) {
    const auto id = this->add("one.trinh");
    const auto other = this->add("two.trinh");

    auto row = an_archive("one.trinh");
    row.id = id;
    EXPECT_TRUE(this->write([&](ports::Transaction& tx) { return tx.archives().remove(row); }));
    EXPECT_FALSE(this->write([&](ports::Transaction& tx) { return tx.archives().remove(row); }));
    row.id = other;
    row.state = ports::ArchiveState::moving;
    this->write([&](ports::Transaction& tx) {
        EXPECT_TRUE(tx.archives().save(row, ports::ArchiveState::writing));
    });
    EXPECT_FALSE(this->write([&](ports::Transaction& tx) { return tx.archives().remove(row); }));

    const auto all = this->read()->archives().archives();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].id, other);
    EXPECT_EQ(all[0].state, ports::ArchiveState::moving);
}

TYPED_TEST_P(ArchiveContract, SaysInWhichArchiveACaseLies) {
    const CaseId id = this->insert_case(a_case());
    const CaseId other = this->insert_case(a_case());
    const auto archive = this->add("one.trinh");
    const ports::ArchivedCaseRow row{id, archive, at("2024-02-01T09:00Z"), 12, 9, "digest"};

    this->write([&](ports::Transaction& tx) { tx.archives().add_case(row); });

    const auto found = this->read()->archives().of_case(id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->case_id, id);
    EXPECT_EQ(found->archive, archive);
    EXPECT_EQ(found->moved_at, row.moved_at);
    EXPECT_EQ(found->journal_rows, 12);
    EXPECT_EQ(found->entries, 9);
    EXPECT_EQ(found->journal_digest, "digest");
    EXPECT_FALSE(this->read()->archives().of_case(other));
    EXPECT_EQ(this->read()->archives().moved_cases(archive), 1);
    EXPECT_EQ(this->read()->archives().moved_cases(archive + 1), 0);
    EXPECT_THROW(this->write([&](ports::Transaction& tx) { tx.archives().add_case(row); }),
                 ports::StoreFailure);
}

TYPED_TEST_P(ArchiveContract, KeepsOnlyTheHashesOfMovedEntries) {
    this->write([&](ports::Transaction& tx) {
        for (std::int64_t i = 0; i < 40; ++i) tx.audit().append(a_leaf(i));
    });
    const auto before = this->read()->audit().tree();
    std::vector<ports::MovedEntry> moved;
    for (std::int64_t i = 1; i < 40; i += 2) moved.push_back({i, this->hash_of(i)});

    this->write([&](ports::Transaction& tx) {
        tx.audit().move_out({});
        tx.audit().move_out(moved);
    });
    this->write([&](ports::Transaction& tx) { tx.audit().append(a_leaf(40)); });

    const auto rows = this->read()->audit().read_from(0, 1'000);
    ASSERT_EQ(rows.size(), 41U);
    audit::Edge edge;
    for (std::int64_t i = 0; i < 41; ++i) {
        const auto& row = rows[static_cast<std::size_t>(i)];
        const bool is_moved = i % 2 == 1 && i < 40;
        EXPECT_EQ(row.index, i);
        EXPECT_EQ(row.body, is_moved ? "" : a_leaf(i).body);
        EXPECT_EQ(row.actor, is_moved ? "" : "lan");
        EXPECT_EQ(row.moved_hash, is_moved ? this->hash_of(i) : "");
        if (i == 40) {
            EXPECT_EQ(edge.to_hex(), before.subtree_hashes);
        }
        edge.append(audit::leaf_hash(a_leaf(i).body));
    }
    EXPECT_EQ(this->read()->audit().tree().subtree_hashes, edge.to_hex());
    EXPECT_EQ(this->read()->audit().read_from(3, 2).at(1).index, 4);
    EXPECT_EQ(this->read()->audit().query({.actor = "lan", .limit = 100}).rows.size(), 21U);
    EXPECT_EQ(this->read()->audit().query({.limit = 2}).rows.at(1).index, 38);
    EXPECT_THROW(this->write([&](ports::Transaction& tx) { tx.audit().move_out({moved[0]}); }),
                 ports::StoreFailure)
        << "an entry is moved once";
}

TYPED_TEST_P(ArchiveContract, RemovesTheJournalOfOneCaseAndKeepsItsRow) {
    const CaseId id = this->insert_case(a_case());
    const CaseId other = this->insert_case(a_case());
    this->write([&](ports::Transaction& tx) {
        for (const CaseId each : {id, other}) {
            tx.cases().append_journal({{each, 1, at("2023-04-14T08:30Z"), "case_opened", "{}"}});
        }
    });

    this->write([&](ports::Transaction& tx) { tx.cases().remove_journal(id); });

    EXPECT_TRUE(this->read()->cases().journal(id).empty());
    EXPECT_EQ(this->read()->cases().journal(other).size(), 1U);
    EXPECT_EQ(this->read()->cases().load(id)->snapshot, a_case().snapshot);
}

TYPED_TEST_P(ArchiveContract, KeepsHoldsAndHowTheyEnded) {
    const CaseId id = this->insert_case(a_case());
    const CaseId other = this->insert_case(a_case());
    const auto hold = [&](CaseId of, const char* reason) {
        return this->write([&](ports::Transaction& tx) {
            return tx.archives().add_hold({0, of, reason, "quang", at("2024-01-05T08:00Z")});
        });
    };
    const auto first = hold(id, "Thanh tra");
    const auto second = hold(id, "Khiếu nại");
    const auto third = hold(other, "Tố tụng");

    this->write([&](ports::Transaction& tx) {
        ports::HoldRow ended;
        ended.id = first;
        ended.released_by = "phuong";
        ended.released_at = at("2024-03-01T08:00Z");
        ended.release_reason = "Đã có kết luận";
        tx.archives().release(ended);
    });

    const auto of_case = this->read()->archives().holds_of(id);
    ASSERT_EQ(of_case.size(), 2U);
    EXPECT_EQ(of_case[0].case_id, id);
    EXPECT_EQ(of_case[0].reason, "Thanh tra");
    EXPECT_EQ(of_case[0].placed_by, "quang");
    EXPECT_EQ(of_case[0].placed_at, at("2024-01-05T08:00Z"));
    EXPECT_EQ(of_case[0].released_by, "phuong");
    EXPECT_EQ(of_case[0].released_at, at("2024-03-01T08:00Z"));
    EXPECT_EQ(of_case[0].release_reason, "Đã có kết luận");
    EXPECT_EQ(of_case[1].released_at, std::nullopt);
    const auto standing = this->read()->archives().standing_holds({});
    ASSERT_EQ(standing.size(), 2U);
    EXPECT_EQ(standing[0].id, second);
    EXPECT_EQ(standing[1].id, third);
    EXPECT_EQ(this->read()->archives().standing_holds(id).size(), 1U);
}

REGISTER_TYPED_TEST_SUITE_P(ArchiveContract, ListsArchivesAndChangesThemFromTheStateTheyAreIn,
                            ForgetsAnArchiveThatNothingWasMovedTo, SaysInWhichArchiveACaseLies,
                            KeepsOnlyTheHashesOfMovedEntries,
                            RemovesTheJournalOfOneCaseAndKeepsItsRow, KeepsHoldsAndHowTheyEnded);

}  // namespace trinh::testing
