/// What those who run the database do to it while acts go on: a newer program's migration, a dump
/// and its restoration, tables cut into partitions.
#include <atomic>
#include <gmock/gmock.h>
#include <thread>

#include "adapters/sql/migrations.h"
#include "adapters/sql/postgres_dialect.h"
#include "engine/audit/merkle.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

namespace {

using ::testing::HasSubstr;

class PostgresUpkeep : public ::testing::Test {
protected:
    void SetUp() override {
        require_postgres();
        if (IsSkipped() || HasFatalFailure()) return;
        options_ = PostgresServer::shared().new_schema();
        store_ = sql::open_postgres(options_);
    }
    /// A newer program, which knows these migrations as well.
    void migrate_to(std::vector<sql::Migration> more) const {
        std::vector<sql::Migration> known(sql::embedded_migrations().begin(),
                                          sql::embedded_migrations().end());
        known.insert(known.end(), more.begin(), more.end());
        const sql::PostgresDialect dialect(options_);
        sql::Session session(dialect);
        sql::migrate(session, known);
    }
    void run(const std::vector<std::string>& statements) const {
        const sql::PostgresDialect dialect(options_);
        sql::Session session(dialect);
        session.begin(sql::Access::write);
        for (const auto& statement : statements) session.run(statement);
        session.commit();
    }

    sql::PostgresOptions options_;
    std::unique_ptr<ports::Store> store_;
};

/// A case, its journal, its deadline and its entry in the trail, in one transaction.
CaseId open_case(ports::Store& store) {
    const auto tx = store.begin();
    const CaseId id = tx->cases().insert(a_case());
    tx->cases().append_journal({{id, 1, {}, "case_opened", "{}"}});
    tx->cases().replace_waiting(id, {{id, "clerk", "so-tu-phap", ""}});
    tx->deadlines().replace(id, {{id, "appraisal", 1, {}, at("2023-05-04T01:00Z"), "head"}});
    auto entry = a_leaf(id.number);
    entry.case_id = id;
    tx->audit().append(entry);
    tx->commit();
    return id;
}

/// Cases are opened by another thread as long as this lives.
class Load {
public:
    explicit Load(ports::Store& store)
        : thread_([this, &store] {
              while (!is_over_) {
                  failure_ = failure_of([&] { open_case(store); });
                  if (!failure_.empty()) return;
                  ++opened_;
              }
          }) {}
    void wait_for_more(int count) {
        const int goal = opened_ + count;
        while (opened_ < goal && failure_.empty()) std::this_thread::yield();
    }
    std::string end() {
        is_over_ = true;
        thread_.join();
        return failure_;
    }
    [[nodiscard]] int opened() const { return opened_; }

private:
    std::atomic<bool> is_over_ = false;
    std::atomic<int> opened_ = 0;
    std::string failure_;
    std::thread thread_;
};

/// Every case has its journal and its entry, and the tree is that of the entries.
void expect_whole(ports::Store& store, int least) {
    const auto tx = store.begin_read();
    const auto tree = tx->audit().tree();
    const auto entries = tx->audit().read_from(0, 1'000'000);
    const auto cases = tx->cases().list({.limit = 1'000'000});
    audit::Edge edge;
    for (const auto& entry : entries) edge.append(audit::leaf_hash(entry.body));
    EXPECT_EQ(tree.size, edge.size());
    EXPECT_EQ(tree.subtree_hashes, edge.to_hex());
    EXPECT_EQ(cases.size(), entries.size());
    EXPECT_GE(cases.size(), static_cast<std::size_t>(least));
    for (const auto& row : cases) EXPECT_EQ(tx->cases().journal(row.id).size(), 1U);
}

}  // namespace

TEST_F(PostgresUpkeep, ServersOfTheVersionBeforeGoOnWhileANewOneMigrates) {
    const sql::Migration adds{
        "9001_urgency", "sum-1",
        "alter table case_file add column urgency BIGINT not null default 0;\n"
        "create index case_by_urgency on case_file (urgency, id);\n"
        "alter table audit_waiting add column device TEXT not null default '';\n"
        "alter table audit_entry add column device TEXT not null default '';\n"};
    const sql::Migration breaks{"9002_break_titles", "sum-2",
                                "alter table case_file drop column urgency;\n"};
    Load load(*store_);
    load.wait_for_more(20);

    migrate_to({adds});
    load.wait_for_more(20);
    const auto started_late = sql::open_postgres(options_);  // The old program, once more.
    const CaseId late = open_case(*started_late);
    load.wait_for_more(20);
    EXPECT_EQ(load.end(), "");

    EXPECT_TRUE(store_->begin_read()->cases().load(late));
    expect_whole(*store_, 61);
    migrate_to({adds, breaks});
    EXPECT_THAT(failure_of([&] { static_cast<void>(sql::open_postgres(options_)); }),
                HasSubstr("newer version of this program (migration \"9002_break_titles\""));
}

TEST_F(PostgresUpkeep, ADumpTakenUnderLoadBecomesAWorkingStore) {
    auto& server = PostgresServer::shared();
    const auto schema = options_.connection.substr(options_.connection.rfind('=') + 1);
    Load load(*store_);
    load.wait_for_more(20);
    const int before = load.opened();
    server.run_tool("pg_dump",
                    {"-Fc", "-n", schema, "-f", server.tool_file("trinh.dump"), "-d", "@"});
    load.wait_for_more(5);
    EXPECT_EQ(load.end(), "");

    const PostgresServer other(PostgresServer::Disk::may_lose);
    other.run_tool("pg_restore", {"--exit-on-error", "-d", "@", server.tool_file("trinh.dump")});
    const auto restored = sql::open_postgres(other.schema(schema));
    expect_whole(*restored, before);
    const CaseId next = open_case(*restored);

    EXPECT_EQ(restored->begin_read()->cases().list({.limit = 1}).front().id, next);
    expect_whole(*restored, before + 1);
}

TEST_F(PostgresUpkeep, WorksOnPartitionedTables) {
    for (int i = 0; i < 10; ++i) open_case(*store_);
    static_cast<void>(store_->begin_read()->audit().tree());  // Nothing waits.
    std::vector<std::string> cut;
    const auto replace = [&](const std::string& table, const std::string& by,
                             const std::string& key, const std::vector<std::string>& parts) {
        cut.push_back("alter table " + table + " rename to " + table + "_whole");
        cut.push_back("create table " + table + " (like " + table +
                      "_whole including defaults including identity) partition by " + by);
        int number = 0;
        for (const auto& part : parts) {
            cut.push_back("create table " + table + "_" + std::to_string(++number) +
                          " partition of " + table + " " + part);
        }
        cut.push_back("insert into " + table + " select * from " + table + "_whole");
        cut.push_back("drop table " + table + "_whole");
        cut.push_back("alter table " + table + " add primary key (" + key + ")");
    };
    std::vector<std::string> fourths;
    for (int i = 0; i < 4; ++i) {
        fourths.push_back("for values with (modulus 4, remainder " + std::to_string(i) + ")");
    }
    replace("journal", "hash (case_id)", "case_id, sequence", fourths);
    replace("case_waiting", "hash (case_id)", "case_id, place", fourths);
    replace("deadline", "hash (case_id)", "case_id, deadline, entry", fourths);
    replace("audit_entry", "range (leaf)", "leaf",
            {"for values from (0) to (15)", "for values from (15) to (10000000)", "default"});
    run(cut);

    for (int i = 0; i < 10; ++i) open_case(*store_);
    EXPECT_EQ(store_->begin_read()->deadlines().due(at("2023-05-05T01:00Z"), 100).size(), 20U);
    ASSERT_TRUE(store_->begin()->deadlines().claim(at("2023-05-05T01:00Z")));
    expect_whole(*store_, 20);
    expect_whole(*sql::open_postgres(options_), 20);
}

}  // namespace trinh::testing
