#include "adapters/sql/migrations.h"

#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>
#include <set>

#include "adapters/sql/pool.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/sqlite_dialect.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/adapters/sql/old_trail.h"

namespace trinh::sql {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Migration first{"0001_one", "sum-1", "create table one (n BIGINT);\n"};
constexpr Migration second{"0002_two", "sum-2", "-- Why.\ncreate table two (n BIGINT);\n"};
constexpr Migration broken{"0003_bad", "sum-3", "create table three (n BIGINT);\nnot sql;\n"};

class Migrations : public ::testing::Test {
protected:
    Migrations() { dialect_.prepare_file(); }

    std::string failure_of(std::span<const Migration> known) {
        try {
            Session session(dialect_);
            migrate(session, known);
        } catch (const ports::StoreFailure& failure) {
            return failure.what();
        }
        return "";
    }
    std::int64_t tables(const char* name) {
        Session session(dialect_);
        return one_number(session, dialect_.count_tables(), {name}).value_or(-1);
    }
    void run(const char* sql) {
        Session session(dialect_);
        session.begin(Access::write);
        session.run(sql);
        session.commit();
    }

    testing::TemporaryFolder folder_;
    SqliteDialect dialect_{folder_.file("t.db"), {}};
};

}  // namespace

TEST(MigrationText, IsCutIntoStatementsWithoutComments) {
    EXPECT_THAT(statements_of("-- a; b\ncreate table t (\n    n BIGINT\n);\n\n  \ninsert into t;"),
                ElementsAre("create table t (\n    n BIGINT\n)", "insert into t"));
    EXPECT_THAT(statements_of("no end"), ElementsAre("no end"));
    EXPECT_THAT(statements_of("-- only words\n"), ElementsAre());
}

TEST(MigrationText, UsesOnlyTypesThatEveryDatabaseReadsAlike) {
    const std::set<std::string> types{"TEXT", "BIGINT", "INTEGER", "PRIMARY", "KEY"};
    ASSERT_FALSE(embedded_migrations().empty());
    for (const Migration& migration : embedded_migrations()) {
        EXPECT_EQ(migration.sha256.size(), 64U);
        for (const std::string& statement : statements_of(migration.text)) {
            std::string word;
            for (const char sign : statement + " ") {
                if (std::isalpha(static_cast<unsigned char>(sign)) != 0) {
                    word += sign;
                    continue;
                }
                const bool is_shouted =
                    std::ranges::all_of(word, [](unsigned char c) { return std::isupper(c) != 0; });
                EXPECT_TRUE(word.empty() || !is_shouted || types.contains(word)) << word;
                word.clear();
            }
        }
    }
}

TEST_F(Migrations, RunOnConnectionsThatKeepWhatTheyPromise) {
    Session session(dialect_);

    EXPECT_EQ(one_number(session, "PRAGMA synchronous", {}), 2);  // FULL
    EXPECT_EQ(one_number(session, "PRAGMA foreign_keys", {}), 1);
    EXPECT_EQ(one_number(session, "PRAGMA busy_timeout", {}), SqliteOptions{}.wait_ms);
    EXPECT_EQ(one_number(session,
                         "select count(*) from pragma_journal_mode "
                         "where journal_mode = 'wal'",
                         {}),
              1);
}

TEST_F(Migrations, AreAppliedOnceAndInSteps) {
    EXPECT_EQ(failure_of(std::array{first}), "");
    EXPECT_EQ(failure_of(std::array{first, second}), "");
    EXPECT_EQ(failure_of(std::array{first, second}), "");

    EXPECT_EQ(tables("one") + tables("two"), 2);
    EXPECT_EQ(tables("schema_migration"), 1);
}

TEST_F(Migrations, AreAppliedAllOrNot) {
    EXPECT_NE(failure_of(std::array{first, broken}), "");

    EXPECT_EQ(tables("%"), 0);
    EXPECT_EQ(failure_of(std::array{first}), "");
}

TEST_F(Migrations, OfANewerProgramAreLivedWithUnlessTheyBreak) {
    Migration breaking = second;
    breaking.name = "0003_break_two";
    breaking.text = "drop table one;\n";
    ASSERT_EQ(failure_of(std::array{first, second}), "");
    EXPECT_EQ(failure_of(std::array{first}), "");
    ASSERT_EQ(failure_of(std::array{first, second, breaking}), "");

    EXPECT_EQ(failure_of(std::array{first, second, breaking}), "");
    EXPECT_THAT(failure_of(std::array{first, second}), HasSubstr("newer version of this program"));
    EXPECT_THAT(failure_of(std::array{first}), HasSubstr("\"0003_break_two\""));
}

TEST_F(Migrations, WithAnotherTextAreRefused) {
    ASSERT_EQ(failure_of(std::array{first}), "");
    Migration edited = first;
    edited.sha256 = "sum-9";

    EXPECT_THAT(failure_of(std::array{edited}), HasSubstr("with another text"));
}

TEST_F(Migrations, KeepATrailThatWasWrittenBeforeItWasLean) {
    Session session(dialect_);

    expect_old_trail_goes_on(session);
}

TEST_F(Migrations, RunOnlyWhatIsMeantForTheirDatabase) {
    constexpr Migration choosy{"0001_choosy", "sum-1",
                               "only on sqlite: create table ours (n BIGINT);\n"
                               "only on postgres: create table theirs (n BIGINT);\n"};

    EXPECT_EQ(failure_of(std::array{choosy}), "");

    EXPECT_EQ(tables("ours"), 1);
    EXPECT_EQ(tables("theirs"), 0);
}

TEST_F(Migrations, LeaveTheDatabaseOfAnotherProgramAlone) {
    run("create table holiday_photos (id BIGINT)");

    EXPECT_THAT(failure_of(embedded_migrations()), HasSubstr("belongs to another program"));
    EXPECT_EQ(tables("%"), 1);
}

}  // namespace trinh::sql
