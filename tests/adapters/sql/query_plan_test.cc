/// Every query that can meet many rows must find its rows by an index, never by reading a table.
#include <gmock/gmock.h>

#include "adapters/sql/migrations.h"
#include "adapters/sql/pool.h"
#include "adapters/sql/sqlite_dialect.h"
#include "adapters/sql/tables.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/adapters/sql/large_queries.h"

namespace trinh::sql {

namespace {

/// How SQLite would run a statement, in its own words.
class QueryPlan : public ::testing::TestWithParam<const char*> {
protected:
    QueryPlan() {
        dialect_.prepare_file();
        session_ = std::make_unique<Session>(dialect_);
        migrate(*session_, embedded_migrations());
    }
    std::string plan_of(const std::string& sql) {
        std::array<Cell, 4> cells{Cell{}, Cell{}, Cell{}, Cell{true, false, 0, {}}};
        std::string plan;
        session_->select("explain query plan " + sql, {}, cells,
                         [&] { plan += cells[3].text + "\n"; });
        return plan;
    }

    testing::TemporaryFolder folder_;
    SqliteDialect dialect_{folder_.file("t.db"), {}};
    std::unique_ptr<Session> session_;
};

}  // namespace

TEST_P(QueryPlan, SearchesByAnIndexInTheOrderAsked) {
    const std::string plan = plan_of(GetParam());

    EXPECT_THAT(plan, ::testing::HasSubstr("SEARCH"));
    EXPECT_THAT(plan, ::testing::Not(::testing::HasSubstr("SCAN")));
    // The last columns of an order may be sorted among equals; a whole answer may not.
    EXPECT_THAT(plan, ::testing::Not(::testing::HasSubstr("USE TEMP B-TREE FOR ORDER BY")));
}

INSTANTIATE_TEST_SUITE_P(Queries, QueryPlan, ::testing::ValuesIn(large_queries));

TEST_F(QueryPlan, OfMyWorkReadsOnlyCasesThatWaitForThePerson) {
    const std::string plan = plan_of(my_work_query);

    EXPECT_THAT(plan, ::testing::ContainsRegex("SEARCH case_file USING .*id=\\?"));
    EXPECT_THAT(plan, ::testing::Not(::testing::HasSubstr("SCAN")));
}

}  // namespace trinh::sql
