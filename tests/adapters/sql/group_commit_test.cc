/// What writers that share one commit are promised: each is kept or refused on its own, nobody is
/// told yes for what is not there, and the trail has no gap.
#include <algorithm>
#include <atomic>
#include <gmock/gmock.h>
#include <set>
#include <thread>

#include "adapters/sql/group_writer.h"
#include "adapters/sql/sqlite_dialect.h"
#include "engine/audit/merkle.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

namespace {

constexpr int writers = 8;

enum class End { commit, abandon, fail };

End end_of(int writer, int round) {
    const int turn = (writer * 7 + round * 3) % 5;
    return turn == 0 ? End::abandon : turn == 1 ? End::fail : End::commit;
}

std::string title_of(int writer, int round) {
    return "act " + std::to_string(writer) + "." + std::to_string(round);
}

/// One act; true when the store said it is kept.
bool act(ports::Store& store, const std::string& title, End end) {
    try {
        const auto tx = store.begin();
        ports::CaseRow row = a_case();
        row.title = title;
        tx->cases().insert(row);
        auto leaf = a_leaf(0);
        leaf.body = title;
        tx->audit().append(leaf);
        if (end == End::abandon) return false;
        if (end == End::fail) tx->cases().append_journal({{CaseId{999'999}, 1, {}, "t", "{}"}});
        tx->commit();
        return true;
    } catch (const ports::StoreFailure&) {
        return false;
    }
}

/// Runs `writers` threads at once and gives the titles that the store said are kept.
template <class EndOf>
std::multiset<std::string> kept_by_crowd(ports::Store& store, int rounds, EndOf end) {
    std::vector<std::multiset<std::string>> kept(writers);
    std::vector<std::thread> crowd;
    for (int writer = 0; writer < writers; ++writer) {
        crowd.emplace_back([&, writer] {
            for (int round = 0; round < rounds; ++round) {
                const auto title = title_of(writer, round);
                if (act(store, title, end(writer, round))) {
                    kept[static_cast<std::size_t>(writer)].insert(title);
                }
            }
        });
    }
    for (auto& thread : crowd) thread.join();
    std::multiset<std::string> all;
    for (const auto& one : kept) all.insert(one.begin(), one.end());
    return all;
}

std::multiset<std::string> titles_in(ports::Store& store) {
    std::multiset<std::string> titles;
    for (const auto& row : store.begin_read()->cases().list({.limit = 1'000'000})) {
        titles.insert(row.title);
    }
    return titles;
}

/// The trail holds exactly these, in leaf order without a gap, and its edge is that of its leaves.
void expect_trail_of(ports::Store& store, const std::multiset<std::string>& titles) {
    const auto tx = store.begin_read();
    audit::Edge edge;
    std::multiset<std::string> bodies;
    for (const auto& row : tx->audit().read_from(0, 1'000'000)) {
        EXPECT_EQ(row.index, edge.size());
        edge.append(audit::leaf_hash(row.body));
        bodies.insert(row.body);
    }
    EXPECT_EQ(bodies, titles);
    EXPECT_EQ(tx->audit().tree().size, edge.size());
    EXPECT_EQ(tx->audit().tree().subtree_hashes, edge.to_hex());
}

}  // namespace

class GroupCommit : public ::testing::Test {
protected:
    [[nodiscard]] std::string path() const { return folder_.file("trinh.db"); }

private:
    TemporaryFolder folder_;
};

TEST_F(GroupCommit, KeepsExactlyWhatWasAnswered) {
    const auto store = sql::open_sqlite(path());
    constexpr int rounds = 60;

    const auto kept = kept_by_crowd(*store, rounds, end_of);

    EXPECT_GT(kept.size(), 100U);
    EXPECT_LT(kept.size(), static_cast<std::size_t>(writers * rounds));
    EXPECT_EQ(titles_in(*store), kept);
    expect_trail_of(*store, kept);
}

TEST_F(GroupCommit, TellsNobodyYesForWhatAFullDiskTook) {
    sql::SqliteOptions options;
    options.pages_max = 150;
    const auto store = sql::open_sqlite(path(), options);

    const auto kept = kept_by_crowd(*store, 200, [](int, int) { return End::commit; });

    EXPECT_GT(kept.size(), 10U);
    EXPECT_LT(kept.size(), static_cast<std::size_t>(writers * 200));
    EXPECT_EQ(titles_in(*store), kept);
    expect_trail_of(*store, kept);
}

TEST_F(GroupCommit, SharesTheDatabaseWithAnotherProgramThatWrites) {
    const auto store = sql::open_sqlite(path());
    const auto other = sql::open_sqlite(path());
    std::multiset<std::string> kept_by_other;
    std::thread neighbour([&] {
        for (int i = 0; i < 50; ++i) {
            const auto title = "other " + std::to_string(i);
            if (act(*other, title, End::commit)) kept_by_other.insert(title);
        }
    });

    auto kept = kept_by_crowd(*store, 40, end_of);

    neighbour.join();
    kept.insert(kept_by_other.begin(), kept_by_other.end());
    EXPECT_EQ(kept_by_other.size(), 50U);
    EXPECT_EQ(titles_in(*store), kept);
    expect_trail_of(*store, kept);
}

TEST_F(GroupCommit, AMemberSeesWhatThoseBeforeItWroteAndNobodyElseDoes) {
    const auto store = sql::open_sqlite(path());
    const CaseId id = [&] {
        const auto tx = store->begin();
        const auto inserted = tx->cases().insert(a_case());
        tx->commit();
        return inserted;
    }();
    auto first = store->begin();
    ASSERT_TRUE(first->cases().update(first->cases().load_for_update(id).value()));
    std::atomic<bool> has_begun = false;
    std::int64_t seen = 0;
    std::thread second([&] {
        has_begun = true;
        const auto tx = store->begin();  // Waits until `first` ends its turn.
        seen = tx->cases().load_for_update(id)->version;
    });
    while (!has_begun) std::this_thread::yield();
    EXPECT_EQ(store->begin_read()->cases().load(id)->version, 1);

    first->commit();

    second.join();
    EXPECT_EQ(seen, 2);
    EXPECT_EQ(store->begin_read()->cases().load(id)->version, 2);
}

/// Threads that want a writer's turn, in the order in which they wait for it.
class Line {
public:
    explicit Line(sql::GroupWriter& writer) : writer_(writer), first_(writer.begin()) {}

    /// One more waits: an officer 'o', or a clock 'c' that nobody waits for.
    void join(char name) {
        const auto before = writer_.waiting();
        threads_.emplace_back([this, name] {
            const auto work = name == 'c' ? writer_.begin_behind() : writer_.begin();
            order_ += name;
            work->commit({});
        });
        while (writer_.waiting() == before) std::this_thread::yield();
    }
    /// The first gives up its turn; who had it then, in order.
    std::string served() {
        first_.reset();
        for (auto& thread : threads_) thread.join();
        return order_;
    }

private:
    sql::GroupWriter& writer_;
    std::unique_ptr<sql::Work> first_;
    std::vector<std::thread> threads_;
    std::string order_;  // Only who has the turn writes it.
};

TEST_F(GroupCommit, LetsClocksWaitBehindOfficers) {
    const sql::SqliteDialect dialect(path(), {});
    sql::GroupWriter writer(dialect, 10'000);
    Line line(writer);
    for (const char name : std::string("ccooco")) line.join(name);

    EXPECT_EQ(line.served(), "oooccc");
}

TEST_F(GroupCommit, LeavesAClockNotBehindForGood) {
    const sql::SqliteDialect dialect(path(), {});
    sql::GroupWriter writer(dialect, 10'000);
    Line line(writer);
    const std::string before(sql::GroupWriter::patience_max, 'o');
    for (const char name : "c" + before + "oo") line.join(name);

    EXPECT_EQ(line.served(), before + "coo");
}

}  // namespace trinh::testing
