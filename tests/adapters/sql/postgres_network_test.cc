/// The network between a program and its PostgreSQL is cut: silently, at the answer to a commit,
/// and again and again under load.
#include <atomic>
#include <chrono>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <set>
#include <thread>

#include "engine/ports/case_change.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/support/socket_relay.h"

namespace trinh::testing {

namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

class PostgresNetwork : public ::testing::Test {
protected:
    void SetUp() override {
        require_postgres();
        if (IsSkipped() || HasFatalFailure()) return;
        near_ = PostgresServer::shared().new_schema();
        far_ = near_;
        const auto begin = near_.connection.find("host=") + 5;
        const auto end = near_.connection.find(' ', begin);
        relay_ = std::make_unique<SocketRelay>(folder_.path(),
                                               near_.connection.substr(begin, end - begin));
        far_.connection.replace(begin, end - begin, folder_.path());
        far_.statement_ms = 500;  // The silence that counts as lost follows from it.
        far_.idle_ms = 1'000;
        store_ = sql::open_postgres(far_);
        id_ = add_case();
    }
    CaseId add_case() {
        const auto tx = store_->begin();
        const CaseId id = tx->cases().insert(a_case());
        tx->commit();
        return id;
    }
    /// One act: its number stands in the journal, and in the trail.
    [[nodiscard]] ports::CaseChange act(int number) {
        const auto row = store_->begin_read()->cases().load(id_);
        ports::CaseChange change;
        change.after = *row;
        change.is_only_moved = true;
        change.journal = {{id_, row->version, {}, "acted", std::to_string(number)}};
        auto entry = a_leaf(number);
        entry.case_id = id_;
        change.entries = {entry};
        return change;
    }
    /// The journal as the server has it, whatever the network does.
    [[nodiscard]] std::multiset<std::string> kept() {
        std::multiset<std::string> found;
        const auto direct = sql::open_postgres(near_);
        for (const auto& row : direct->begin_read()->cases().journal(id_)) found.insert(row.body);
        return found;
    }

    TemporaryFolder folder_;
    sql::PostgresOptions near_, far_;
    std::unique_ptr<SocketRelay> relay_;
    std::unique_ptr<ports::Store> store_;
    CaseId id_;
};

}  // namespace

TEST_F(PostgresNetwork, ASilentServerIsGivenUpAndTheNextConnectionWorks) {
    const auto tx = store_->begin();
    ASSERT_TRUE(tx->cases().load(id_));
    relay_->fall_silent();

    const auto told = failure_of([&] { static_cast<void>(tx->cases().load(id_)); });
    relay_->reset();

    EXPECT_THAT(told, HasSubstr("connection to the database broke: nothing was written"));
    EXPECT_EQ(failure_of([&] { ASSERT_TRUE(store_->record(act(1))); }), "");
    EXPECT_EQ(kept().count("1"), 1U);
}

TEST_F(PostgresNetwork, AnAnswerThatIsLostLeavesTheActWholeAndSaysToLook) {
    const auto change = act(1);
    relay_->lose_answers();

    const auto told = failure_of([&] { static_cast<void>(store_->record(change)); });
    relay_->reset();

    EXPECT_THAT(told, HasSubstr("look whether it took effect"));
    EXPECT_EQ(kept().count("1"), 1U);  // It arrived; only the answer did not.
    EXPECT_EQ(store_->begin_read()->audit().tree().size, 1);
    const auto again = store_->record(change);  // On the version it was thought out for.
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, Reason::conflict);
    EXPECT_EQ(kept().count("1"), 1U);
}

TEST_F(PostgresNetwork, NoActIsLostOrDoubledWhenTheConnectionsBreakUnderLoad) {
    constexpr int acts = 300;
    std::set<std::string> answered;
    std::atomic<int> done = 0;
    std::string wrong;
    std::thread officer([&] {
        for (int number = 0; number < acts; ++number) {
            const auto told = failure_of([&] {
                if (store_->record(act(number))) answered.insert(std::to_string(number));
            });
            const bool is_clear = told.empty() ||
                                  told.find("connection to the database broke") != told.npos ||
                                  told.find("cannot be reached") != told.npos ||
                                  // The server has not noticed yet that who held the case is gone.
                                  told.find("took too long and the act was ended") != told.npos;
            if (!is_clear) wrong = told;
            ++done;
        }
    });
    int cuts = 0;
    for (int next = 0; done < acts;) {
        if (done < next) {
            std::this_thread::yield();
            continue;
        }
        relay_->reset();
        ++cuts;
        next = done + 7;
    }
    officer.join();

    const auto rows = kept();
    EXPECT_EQ(wrong, "");
    EXPECT_GT(answered.size(), static_cast<std::size_t>(acts / 2));
    for (const auto& number : answered) EXPECT_EQ(rows.count(number), 1U) << number;
    for (const auto& number : rows) EXPECT_EQ(rows.count(number), 1U) << number;
    EXPECT_EQ(store_->begin_read()->audit().tree().size, static_cast<std::int64_t>(rows.size()));
    std::cout << fmt::format("{} cuts, {} of {} acts answered, {} kept\n", cuts, answered.size(),
                             acts, rows.size());
}

}  // namespace trinh::testing
