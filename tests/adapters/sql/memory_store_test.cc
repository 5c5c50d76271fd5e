#include "tests/support/memory_store.h"

#include <gtest/gtest.h>

#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

namespace {

/// Four calls: begin, insert, append, commit.
void open_case(ports::Store& store) {
    const auto tx = store.begin();
    tx->cases().insert(a_case());
    tx->audit().append(a_leaf(0));
    tx->commit();
}

}  // namespace

TEST(MemoryStore, FailsAtEveryCallOnceAndKeepsNothingOfIt) {
    MemoryStore store;
    open_case(store);
    for (int nth = 1; nth <= 4; ++nth) {
        store.fail_at(nth);
        EXPECT_THROW(open_case(store), ports::StoreFailure) << nth;
        EXPECT_EQ(store.calls(), nth);
        EXPECT_EQ(store.begin_read()->cases().list({}).size(), 1U) << nth;
        EXPECT_EQ(store.begin_read()->audit().tree().size, 1) << nth;
    }
    store.fail_at(0);

    open_case(store);

    EXPECT_EQ(store.calls(), 4);
    EXPECT_EQ(store.begin_read()->cases().list({}).size(), 2U);
}

}  // namespace trinh::testing
