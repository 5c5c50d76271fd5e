/// A disk that is slow: answers come late but right, and who would wait too long is told so.
#include "tests/adapters/sql/slow_disk.h"

#include <gmock/gmock.h>
#include <thread>

#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

namespace {

void insert_case(ports::Store& store) {
    const auto tx = store.begin();
    tx->cases().insert(a_case());
    tx->audit().append(a_leaf(0));
    tx->commit();
}

std::size_t cases_in(ports::Store& store) {
    return store.begin_read()->cases().list({.limit = 1'000}).size();
}

class SlowDiskTest : public ::testing::Test {
protected:
    [[nodiscard]] std::string path() const { return folder_.file("trinh.db"); }

    TemporaryFolder folder_;
    SlowDisk disk_;
};

}  // namespace

TEST_F(SlowDiskTest, AnswersComeLateButRightAndReadersNeverWait) {
    constexpr std::size_t writers = 8;
    const auto store = sql::open_sqlite(path());
    insert_case(*store);
    disk_.stall();
    std::atomic<std::size_t> answered = 0;
    std::vector<std::thread> crowd;

    for (std::size_t i = 0; i < writers; ++i) {
        crowd.emplace_back([&] {
            insert_case(*store);
            ++answered;
        });
    }
    disk_.await_sync();

    EXPECT_EQ(answered, 0U) << "nothing is on the disk yet";
    EXPECT_GE(cases_in(*store), 1U) << "a reader gets through";

    disk_.go_on();
    for (auto& thread : crowd) thread.join();
    EXPECT_EQ(cases_in(*store), 1 + writers);
    EXPECT_EQ(store->begin_read()->audit().tree().size, 1 + writers);
}

TEST_F(SlowDiskTest, WhoWouldWaitTooLongIsToldAndNothingOfHimIsWritten) {
    const auto store = sql::open_sqlite(path(), {.wait_ms = 50});
    disk_.stall();
    std::string first_failed = "has no answer";
    std::thread first([&] { first_failed = failure_of([&] { insert_case(*store); }); });
    disk_.await_sync();

    const auto second_failed = failure_of([&] { insert_case(*store); });

    EXPECT_EQ(second_failed,
              "The database is busy: other acts took too long; try again in a moment.");
    disk_.go_on();
    first.join();
    EXPECT_EQ(first_failed, "") << "who was begun is answered, however late";
    EXPECT_EQ(cases_in(*store), 1U);
    insert_case(*store);
    EXPECT_EQ(cases_in(*store), 2U);
}

}  // namespace trinh::testing
