/// What transactions must do in every store: all or nothing, one writer, steady views.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

template <class Kind>
class TransactionContract : public StoreContract<Kind> {};
TYPED_TEST_SUITE_P(TransactionContract);

TYPED_TEST_P(TransactionContract, ForgetsWhatWasNotCommitted) {
    {
        const auto tx = this->store().begin();
        tx->cases().insert(a_case());
        tx->audit().append(a_leaf(0));
    }

    EXPECT_TRUE(this->read()->cases().list({}).empty());
    EXPECT_EQ(this->read()->audit().tree().size, 0);
}

TYPED_TEST_P(TransactionContract, SeesItsOwnChangesBeforeTheCommit) {
    const auto tx = this->store().begin();

    const CaseId id = tx->cases().insert(a_case());

    EXPECT_TRUE(tx->cases().load(id));
    EXPECT_FALSE(this->read()->cases().load(id));
}

TYPED_TEST_P(TransactionContract, KeepsAReadersViewWhileAWriterCommits) {
    const CaseId first = this->insert_case(a_case());
    const auto reader = this->read();
    ASSERT_TRUE(reader->cases().load(first));

    const CaseId second = this->insert_case(a_case());

    EXPECT_FALSE(reader->cases().load(second));
    EXPECT_TRUE(this->read()->cases().load(second));
}

TYPED_TEST_P(TransactionContract, GoesOnAfterAFailureInAnotherTransaction) {
    const CaseId id = this->insert_case(a_case());
    EXPECT_TRUE(this->fails([](auto& tx) {
        tx.cases().insert(a_case());
        tx.cases().append_journal({{CaseId{99}, 1, {}, "t", "{}"}});
    }));

    EXPECT_TRUE(this->read()->cases().load(id));
    EXPECT_EQ(this->read()->cases().list({}).size(), 1U);
    EXPECT_GT(this->insert_case(a_case()).number, 1);  // A number may be lost, never given twice.
}

TYPED_TEST_P(TransactionContract, LetsManyThreadsWriteOneAfterTheOther) {
    const CaseId id = this->insert_case(a_case());
    constexpr int threads = 4;
    constexpr int rounds = 25;
    std::atomic<int> refused = 0;
    std::vector<std::thread> crowd;
    for (int i = 0; i < threads; ++i) {
        crowd.emplace_back([&] {
            for (int round = 0; round < rounds; ++round) {
                const auto tx = this->store().begin();
                if (!tx->cases().update(tx->cases().load_for_update(id).value())) ++refused;
                const auto size = tx->audit().tree().size;
                tx->audit().append(a_leaf(size));
                tx->commit();
                if (this->read()->audit().tree().size <= size) ++refused;
            }
        });
    }
    for (std::thread& thread : crowd) thread.join();

    EXPECT_EQ(refused, 0);
    EXPECT_EQ(this->read()->cases().load(id)->version, 1 + threads * rounds);
    EXPECT_EQ(this->read()->audit().tree().size, threads * rounds);
}

TYPED_TEST_P(TransactionContract, KeepsTextThatLooksLikeSql) {
    ports::CaseRow row = a_case();
    row.title = "'); drop table case_file; -- :x ?1 \" \\ %s\n\t“Đ”";
    const CaseId id = this->insert_case(row);

    EXPECT_EQ(this->read()->cases().load(id)->title, row.title);
}

REGISTER_TYPED_TEST_SUITE_P(TransactionContract, ForgetsWhatWasNotCommitted,
                            SeesItsOwnChangesBeforeTheCommit, KeepsAReadersViewWhileAWriterCommits,
                            GoesOnAfterAFailureInAnotherTransaction,
                            LetsManyThreadsWriteOneAfterTheOther, KeepsTextThatLooksLikeSql);

}  // namespace trinh::testing
