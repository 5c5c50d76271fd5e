/// What record() promises in every store: a change is there whole, or not at all.
#pragma once

#include <atomic>
#include <gmock/gmock.h>
#include <thread>
#include <vector>

#include "engine/ports/case_change.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

template <class Kind>
class ChangeContract : public StoreContract<Kind> {
protected:
    /// A change of every table, of a case that is stored with two deadlines.
    ports::CaseChange a_change(CaseId id) {
        ports::CaseChange change;
        change.after = a_case();
        change.after.id = id;
        change.after.version = 1;
        change.after.stage = "appraising";
        change.after.next_due = day("2023-05-04");
        change.after.snapshot = R"({"n":2})";
        change.is_only_moved = true;
        change.waiting = {{id, "specialist", "so-tu-phap", "lan"}};
        change.deadlines_gone = {{id, "intake", 1, {}, {}, ""}};
        change.deadlines_set = {{id, "appraisal", 2, day("2023-05-04"), {}, "specialist"}};
        change.journal = {{id, 1, at("2023-04-14T08:30Z"), "action_taken", "{}"},
                          {id, 2, at("2023-04-14T08:30Z"), "stepped", "{}"}};
        change.facts = {{"received", id, "Quyết định", day("2023-04-14"), true, "", 0}};
        change.mail = {a_mail("m1")};
        change.entries = {a_leaf(0)};
        change.key = ports::AnsweredRow{"k1", "lan", "hash", 0, "", at("2023-04-14T08:30Z")};
        return change;
    }
    CaseId stored_case() {
        const CaseId id = this->insert_case(a_case());
        this->write([&](ports::Transaction& tx) {
            tx.deadlines().replace(id, {{id, "intake", 1, day("2023-04-18"), {}, "clerk"},
                                        {id, "other", 1, day("2023-04-19"), {}, "clerk"}});
            tx.cases().replace_waiting(id, {{id, "clerk", "so-tu-phap", ""}});
        });
        return id;
    }
    /// What the change would have left behind.
    std::size_t traces(CaseId id) {
        const auto tx = this->read();
        return tx->cases().journal(id).size() +
               tx->facts().after(0, day("2000-01-01"), day("2100-01-01")).size() +
               tx->outbox().list({}, 9).size() + static_cast<std::size_t>(tx->audit().tree().size) +
               (tx->answers().find("lan", "k1") ? 1U : 0U);
    }
};
TYPED_TEST_SUITE_P(ChangeContract);

TYPED_TEST_P(ChangeContract, WritesAllOfIt) {
    const CaseId id = this->stored_case();

    ASSERT_TRUE(this->store().record(this->a_change(id)));

    const auto tx = this->read();
    const auto row = tx->cases().load(id).value();
    EXPECT_EQ(row.version, 2);
    EXPECT_EQ(row.stage, "appraising");
    EXPECT_EQ(row.next_due, day("2023-05-04"));
    EXPECT_EQ(row.snapshot, R"({"n":2})");
    ASSERT_EQ(tx->cases().waiting(id).size(), 1U);
    EXPECT_EQ(tx->cases().waiting(id)[0].person, "lan");
    const auto deadlines = tx->deadlines().of_case(id);
    ASSERT_EQ(deadlines.size(), 2U);
    EXPECT_EQ(deadlines[0].deadline, "appraisal");
    EXPECT_EQ(deadlines[1].deadline, "other");
    EXPECT_EQ(tx->cases().journal(id).size(), 2U);
    EXPECT_EQ(tx->facts().last_id(), 1);
    EXPECT_EQ(tx->outbox().list({}, 9).size(), 1U);
    EXPECT_EQ(tx->audit().tree().size, 1);
    EXPECT_TRUE(tx->answers().find("lan", "k1"));
}

TYPED_TEST_P(ChangeContract, LeavesWhatItDoesNotName) {
    const CaseId id = this->stored_case();
    ports::CaseChange change;
    change.after = a_case();
    change.after.id = id;
    change.after.version = 1;
    change.after.title = "Another title";
    change.is_only_moved = true;

    ASSERT_TRUE(this->store().record(change));

    EXPECT_EQ(this->read()->cases().load(id)->title, a_case().title);
    EXPECT_EQ(this->read()->cases().waiting(id).size(), 1U);
    EXPECT_EQ(this->read()->deadlines().of_case(id).size(), 2U);
    change.after.version = 2;
    change.is_only_moved = false;
    ASSERT_TRUE(this->store().record(change));
    EXPECT_EQ(this->read()->cases().load(id)->title, "Another title");
}

TYPED_TEST_P(ChangeContract, RefusesWhatSomebodyElseOvertook) {
    const CaseId id = this->stored_case();
    for (const bool is_only_moved : {true, false}) {
        auto change = this->a_change(id);
        change.after.version = 3;
        change.is_only_moved = is_only_moved;

        const auto refused = this->store().record(change);

        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().reason, Reason::conflict);
    }
    auto nowhere = this->a_change(CaseId{99});
    EXPECT_EQ(this->store().record(nowhere).error().reason, Reason::not_found);
    EXPECT_EQ(this->traces(id), 0U);
    EXPECT_EQ(this->read()->cases().load(id)->version, 1);
}

TYPED_TEST_P(ChangeContract, IsNotThereWhenAPartOfItFails) {
    const CaseId id = this->stored_case();
    auto change = this->a_change(id);
    change.journal.push_back(change.journal.front());

    EXPECT_THROW((void)this->store().record(change), ports::StoreFailure);

    EXPECT_EQ(this->traces(id), 0U);
    EXPECT_EQ(this->read()->cases().load(id)->version, 1);
    EXPECT_TRUE(this->store().record(this->a_change(id)));
}

TYPED_TEST_P(ChangeContract, HappensOnceWithAKey) {
    const CaseId first = this->stored_case();
    const CaseId second = this->stored_case();
    ASSERT_TRUE(this->store().record(this->a_change(first)));

    EXPECT_THROW((void)this->store().record(this->a_change(second)), ports::StoreFailure);

    EXPECT_EQ(this->read()->cases().load(second)->version, 1);
    EXPECT_EQ(this->read()->audit().tree().size, 1);
}

/// Some go beside, some hold the writer, some meet on one case, some fail: what was answered yes
/// is there, once, and nothing else.
TYPED_TEST_P(ChangeContract, KeepsACrowdApart) {
    constexpr int threads = 6;
    constexpr int rounds = 30;
    const CaseId shared = this->insert_case(a_case());
    std::vector<CaseId> own;
    for (int i = 0; i < threads; ++i) own.push_back(this->insert_case(a_case()));
    std::atomic<int> done = 0, overtaken = 0, failed = 0;
    const auto change_of = [&](CaseId id, int sequence) {
        ports::CaseChange change;
        change.after = this->read()->cases().load(id).value();
        change.is_only_moved = true;
        change.journal = {{id, sequence, at("2023-04-14T08:30Z"), "t", "{}"}};
        change.entries = {a_leaf(0)};
        return change;
    };
    const auto work = [&](int thread) {
        for (int round = 1; round <= rounds; ++round) {
            const CaseId id = own[static_cast<std::size_t>(thread)];
            if (round % 5 == 0) {
                const auto tx = this->store().begin();
                ASSERT_TRUE(ports::write(*tx, change_of(id, round)));
                tx->commit();
                ++done;
                continue;
            }
            ASSERT_TRUE(this->store().record(change_of(id, round)));
            ++done;
            auto contested = change_of(shared, thread * 1000 + round);
            if (round % 7 == 0) contested.journal.push_back(contested.journal.front());
            try {
                this->store().record(contested) ? ++done : ++overtaken;
            } catch (const ports::StoreCollision&) {
                ++overtaken;
            } catch (const ports::StoreFailure&) {
                ++failed;
            }
        }
    };
    std::vector<std::thread> crowd;
    for (int i = 0; i < threads; ++i) crowd.emplace_back(work, i);
    for (auto& thread : crowd) thread.join();

    const auto tx = this->read();
    std::size_t written = tx->cases().journal(shared).size();
    EXPECT_EQ(tx->cases().load(shared)->version, 1 + static_cast<int>(written));
    for (const CaseId id : own) {
        EXPECT_EQ(tx->cases().load(id)->version, 1 + rounds);
        written += tx->cases().journal(id).size();
    }
    EXPECT_EQ(static_cast<int>(written), done);
    EXPECT_EQ(tx->audit().tree().size, done);
    EXPECT_EQ(done + overtaken + failed, threads * (rounds + rounds - rounds / 5));
}

REGISTER_TYPED_TEST_SUITE_P(ChangeContract, WritesAllOfIt, LeavesWhatItDoesNotName,
                            RefusesWhatSomebodyElseOvertook, IsNotThereWhenAPartOfItFails,
                            HappensOnceWithAKey, KeepsACrowdApart);

}  // namespace trinh::testing
