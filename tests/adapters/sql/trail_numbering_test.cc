/// How entries of acts on PostgreSQL come to their places in the trail, and how their statements
/// travel.
#include "adapters/sql/trail_numbering.h"

#include <csignal>
#include <gmock/gmock.h>
#include <map>
#include <thread>

#include "adapters/sql/postgres_dialect.h"
#include "adapters/sql/postgres_pipeline.h"
#include "adapters/sql/rows.h"
#include "engine/audit/merkle.h"
#include "engine/ports/case_change.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {
namespace {

using ::testing::HasSubstr;

class TrailNumberingTest : public ::testing::Test {
protected:
    void SetUp() override {
        require_postgres();
        if (IsSkipped() || HasFatalFailure()) return;
        options_ = PostgresServer::shared().new_schema();
        store_ = sql::open_postgres(options_);
    }

    CaseId insert_case() {
        const auto tx = store_->begin();
        const CaseId id = tx->cases().insert(a_case());
        tx->commit();
        return id;
    }

    sql::PostgresOptions options_;
    std::unique_ptr<ports::Store> store_;
};

/// The next act on the case, with one entry that says which it is.
void act(ports::Store& store, CaseId id, int nth) {
    ports::CaseChange change;
    change.after = store.begin_read()->cases().load(id).value();
    change.is_only_moved = true;
    change.entries = {a_leaf(nth)};
    change.entries[0].case_id = id;
    ASSERT_TRUE(store.record(change));
}

}  // namespace

TEST_F(TrailNumberingTest, KeepsTheOrderOfEachCaseWhicheverServerActs) {
    constexpr int acts = 40;
    std::vector<CaseId> cases;
    for (int i = 0; i < 4; ++i) cases.push_back(insert_case());
    const auto other = sql::open_postgres(options_);
    std::vector<std::thread> crowd;
    for (const CaseId id : cases) {
        crowd.emplace_back([&, id] {
            for (int i = 0; i < acts; ++i) act(i % 2 == 0 ? *store_ : *other, id, i);
        });
    }
    std::thread reader([&] {
        std::int64_t size = 0;
        while (size < acts * 4) size = other->begin_read()->audit().tree().size;
    });
    for (auto& thread : crowd) thread.join();
    reader.join();

    const auto tx = store_->begin_read();
    const auto rows = tx->audit().read_from(0, 1000);
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(acts) * cases.size());
    audit::Edge edge;
    std::map<std::int64_t, int> next;
    for (const auto& row : rows) {
        EXPECT_EQ(row.index, edge.size());
        EXPECT_EQ(row.body, a_leaf(next[row.case_id->number]++).body);
        edge.append(audit::leaf_hash(row.body));
    }
    EXPECT_EQ(tx->audit().tree().subtree_hashes, edge.to_hex());
}

TEST_F(TrailNumberingTest, NumbersWhatAServerThatDiedLeft) {
    const sql::PostgresDialect dialect(options_);
    sql::Session dead(dialect);
    dead.begin(sql::Access::write);
    sql::leave_waiting(dead, {a_leaf(0), a_leaf(1), a_leaf(2)});
    dead.commit();

    EXPECT_EQ(store_->begin_read()->audit().tree().size, 3);

    EXPECT_EQ(store_->begin_read()->audit().query({}).rows.front().body, a_leaf(2).body);
}

TEST_F(TrailNumberingTest, MissesNoActBeforeTheLookAtTheTrail) {
    const CaseId id = insert_case();
    const auto early = store_->begin_read();
    ASSERT_TRUE(early->cases().load(id));
    act(*store_, id, 0);

    const auto late = store_->begin_read();
    ASSERT_TRUE(late->cases().load(id));

    EXPECT_EQ(late->audit().tree().size, 1);
    EXPECT_EQ(late->audit().query({}).rows.size(), 1U);
}

TEST_F(TrailNumberingTest, LeavesNothingWaitingWhenTheServerStops) {
    act(*store_, insert_case(), 0);

    store_.reset();

    const sql::PostgresDialect dialect(options_);
    sql::Session session(dialect);
    EXPECT_FALSE(sql::is_any_waiting(session));
    EXPECT_EQ(sql::one_number(session, "select size from audit_tree where id = 1", {}), 1);
}

TEST(PostgresPipeline, PutsNumbersWhereNamesStand) {
    EXPECT_EQ(sql::with_numbers("a = :a and b like '%:x' and c = any(:c_1::bigint[]) limit :n"),
              "a = $1 and b like '%:x' and c = any($2::bigint[]) limit $3");
    EXPECT_EQ(sql::with_numbers("select 'it''s :x', :y"), "select 'it''s :x', $1");
}

TEST_F(TrailNumberingTest, ManyStatementsBeforeAQuestionArriveInOrder) {
    const sql::PostgresDialect dialect(options_);
    sql::Session session(dialect);
    session.begin(sql::Access::write);
    constexpr int many = 1300;  // More than one message takes.
    for (int i = 0; i < many; ++i) {
        session.run(
            "insert into definition (hash, process, added_at, xml) values (:h, 'p', :a, '')",
            {std::to_string(i), i});
    }
    session.run("update definition set process = :p where added_at = 7", {"seven"});

    EXPECT_EQ(sql::one_number(session, "select count(*) from definition", {}), many);
    EXPECT_EQ(
        sql::one_number(session, "select added_at from definition where process = :p", {"seven"}),
        7);
    session.roll_back();
    session.begin(sql::Access::read);
    EXPECT_EQ(sql::one_number(session, "select count(*) from definition", {}), 0);
}

TEST_F(TrailNumberingTest, AStatementThatFailsIsToldAtTheNextQuestion) {
    const sql::PostgresDialect dialect(options_);
    sql::Session session(dialect);
    session.begin(sql::Access::write);
    session.run("insert into audit_tree (id, size, subtree_hashes) values (1, 0, '')");
    session.run("update audit_tree set size = 5");

    EXPECT_THAT(failure_of([&] { (void)sql::one_number(session, "select 1", {}); }),
                HasSubstr("contradicts another one"));

    EXPECT_TRUE(session.is_broken());
    EXPECT_EQ(store_->begin_read()->audit().tree().size, 0);
}

TEST(PostgresRecord, GoesOnAfterARestartAndSaysWhatIsOpen) {
    require_postgres();
    if (::testing::Test::IsSkipped() || ::testing::Test::HasFatalFailure()) return;
    PostgresServer server(PostgresServer::Disk::is_synced);
    const auto store = sql::open_postgres(server.new_schema());
    const auto tx = store->begin();
    const CaseId id = tx->cases().insert(a_case());
    tx->commit();
    act(*store, id, 0);
    server.stop(SIGINT);
    ports::CaseChange change;
    change.after = a_case();
    change.after.id = id;
    change.after.version = 2;
    change.entries = {a_leaf(1)};

    EXPECT_THAT(failure_of([&] { (void)store->record(change); }), HasSubstr("cannot be reached"));
    server.start();

    EXPECT_TRUE(store->record(change));
    EXPECT_EQ(store->begin_read()->audit().tree().size, 2);
}

}  // namespace trinh::testing
