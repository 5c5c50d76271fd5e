/// The same queries as on SQLite must find their rows by an index on PostgreSQL.
#include <gmock/gmock.h>

#include "adapters/sql/postgres_dialect.h"
#include "adapters/sql/rows.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/adapters/sql/large_queries.h"

namespace trinh::sql {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Line {
    std::string text;
};

/// One schema for all. The tables are nearly empty, so the planner is told to read one whole only
/// when it has no other way.
class PostgresPlan : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override { testing::require_postgres(); }
    static std::string plan_of(const std::string& sql,
                               std::initializer_list<const char*> before = {}) {
        static const PostgresOptions options = [] {
            auto made = testing::PostgresServer::shared().new_schema();
            static_cast<void>(open_postgres(made));
            return made;
        }();
        const PostgresDialect dialect(options);
        Session session(dialect);
        session.begin(Access::write);
        session.run("set local enable_seqscan = off");
        for (const char* statement : before) session.run(statement);
        std::string plan;
        for (const Line& line : rows<Line, &Line::text>(session, "explain " + sql, {})) {
            plan += line.text + "\n";
        }
        return plan;
    }
};

}  // namespace

TEST_P(PostgresPlan, SearchesByAnIndexInTheOrderAsked) {
    const std::string plan = plan_of(GetParam());

    EXPECT_THAT(plan, HasSubstr("Index Cond"));
    EXPECT_THAT(plan, Not(HasSubstr("Seq Scan")));
}

INSTANTIATE_TEST_SUITE_P(Queries, PostgresPlan, ::testing::ValuesIn(large_queries));

TEST_F(PostgresPlan, OfMyWorkReadsOnlyCasesThatWaitForThePerson) {
    const std::string plan = plan_of(
        my_work_query,
        {"insert into case_file (version, process, definition_hash, title, folded_title, "
         "drafting_agency, department, stage, is_closed, opened_at, changed_at, snapshot) "
         "select 1, 'p', 'h', 't', 't', 'a', 'd', 's', 0, 0, 0, '' from generate_series(1, 5000)",
         "insert into case_waiting (case_id, place, role, agency, person) "
         "select id, 0, 'r' || id % 200, 'a', '' from case_file",
         "analyze case_file", "analyze case_waiting"});

    EXPECT_THAT(plan, HasSubstr("case_file_pkey"));
    EXPECT_THAT(plan, Not(HasSubstr("Seq Scan")));
}

}  // namespace trinh::sql
