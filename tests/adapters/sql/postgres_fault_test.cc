/// What the PostgreSQL store does when the server goes away: one clear sentence, and nothing that
/// was answered is lost.
#include <atomic>
#include <csignal>
#include <gmock/gmock.h>

#include "adapters/sql/postgres_dialect.h"
#include "adapters/sql/rows.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

namespace {

using ::testing::HasSubstr;

void insert_case(ports::Store& store) {
    const auto tx = store.begin();
    tx->cases().insert(a_case());
    tx->audit().append(a_leaf(0));
    tx->commit();
}

std::size_t cases_in(ports::Store& store) {
    return store.begin_read()->cases().list({.limit = 1'000'000}).size();
}

/// A server of its own, because it is stopped; synced, because what it kept is looked at.
class PostgresFault : public ::testing::Test {
protected:
    void SetUp() override {
        require_postgres();
        if (IsSkipped() || HasFatalFailure()) return;
        server_ = std::make_unique<PostgresServer>(PostgresServer::Disk::is_synced);
        options_ = server_->new_schema();
        store_ = sql::open_postgres(options_);
    }

    std::unique_ptr<PostgresServer> server_;
    sql::PostgresOptions options_;
    std::unique_ptr<ports::Store> store_;
};

}  // namespace

TEST_F(PostgresFault, LosesNothingThatWasCommittedWhenTheServerCrashes) {
    std::size_t kept = 0;
    for (const int signal : {SIGQUIT, SIGKILL, SIGQUIT}) {
        for (int i = 0; i < 5; ++i) insert_case(*store_);
        kept += 5;
        const auto tx = store_->begin();
        tx->cases().insert(a_case());

        server_->stop(signal);
        const std::string in_the_middle = failure_of([&] { tx->cases().insert(a_case()); });
        const std::string afterwards = failure_of([&] { tx->commit(); });

        EXPECT_THAT(in_the_middle, HasSubstr("connection to the database broke"));
        EXPECT_THAT(in_the_middle, HasSubstr("try again"));
        EXPECT_THAT(afterwards, HasSubstr("nothing was written"));
        EXPECT_THAT(failure_of([&] { insert_case(*store_); }), HasSubstr("cannot be reached"));
        server_->start();
        EXPECT_EQ(cases_in(*store_), kept);
        EXPECT_EQ(store_->begin_read()->audit().tree().size, static_cast<std::int64_t>(kept));
    }
}

TEST_F(PostgresFault, SaysThatALostCommitMayHaveTakenEffect) {
    const auto tx = store_->begin();
    tx->cases().insert(a_case());
    server_->stop(SIGQUIT);

    EXPECT_THAT(failure_of([&] { tx->commit(); }), HasSubstr("look whether it took effect"));
}

TEST_F(PostgresFault, GoesOnWithoutARefusalAfterARestart) {
    std::vector<std::unique_ptr<ports::Transaction>> open;
    for (int i = 0; i < 4; ++i) open.push_back(store_->begin());
    open.clear();  // Four connections wait in the pool.
    server_->stop(SIGINT);
    server_->start();

    EXPECT_EQ(failure_of([&] { insert_case(*store_); }), "");
    EXPECT_EQ(cases_in(*store_), 1U);
}

TEST_F(PostgresFault, SurvivesTheEndOfOneConnection) {
    insert_case(*store_);
    const sql::PostgresDialect dialect(options_);
    sql::Session session(dialect);
    const auto tx = store_->begin();
    tx->cases().insert(a_case());
    const auto ended =
        sql::one_number(session,
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity "
                        "where application_name = 'trinh' and pid <> pg_backend_pid()",
                        {});

    EXPECT_GE(ended.value_or(0), 1);
    EXPECT_THAT(failure_of([&] { tx->commit(); }), HasSubstr("broke"));
    EXPECT_EQ(failure_of([&] { insert_case(*store_); }), "");
    EXPECT_EQ(cases_in(*store_), 2U);
}

TEST_F(PostgresFault, DoesNotCallARolledBackActASuccess) {
    const auto tx = store_->begin();
    tx->cases().insert(a_case());
    tx->cases().append_journal({{CaseId{99}, 1, {}, "t", "{}"}});
    EXPECT_THROW((void)tx->cases().load(CaseId{1}), ports::StoreFailure);

    EXPECT_THROW(tx->commit(), ports::StoreFailure);

    EXPECT_EQ(cases_in(*store_), 0U);
}

TEST_F(PostgresFault, EndsAnActThatWasLeftOpen) {
    options_.idle_ms = 100;
    const auto forgetful = sql::open_postgres(options_);
    insert_case(*store_);
    const auto left = forgetful->begin();
    ASSERT_TRUE(left->cases().load_for_update(CaseId{1}));

    const auto tx = store_->begin();
    EXPECT_TRUE(
        tx->cases().load_for_update(CaseId{1}));  // Waits until the database ends the other.

    EXPECT_NE(failure_of([&] { left->commit(); }), "");
}

TEST_F(PostgresFault, TakesOneOfTwoActsBackThatWaitForEachOther) {
    insert_case(*store_);
    insert_case(*store_);
    const auto one = store_->begin();
    const auto other = store_->begin();
    ASSERT_TRUE(one->cases().load_for_update(CaseId{1}));
    ASSERT_TRUE(other->cases().load_for_update(CaseId{2}));
    std::string first, second;
    std::atomic<int> collisions = 0;
    const auto take = [&](ports::Transaction& tx, std::int64_t id) {
        try {
            static_cast<void>(tx.cases().load_for_update(CaseId{id}));
        } catch (const ports::StoreCollision&) {
            ++collisions;
            throw;
        }
    };
    std::thread waiting([&] { first = failure_of([&] { take(*one, 2); }); });
    second = failure_of([&] { take(*other, 1); });
    waiting.join();

    EXPECT_EQ(collisions, 1);

    EXPECT_THAT(first + second, HasSubstr("Another act came in the way"));
    EXPECT_TRUE(first.empty() || second.empty());
}

}  // namespace trinh::testing
