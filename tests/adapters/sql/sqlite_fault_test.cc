/// What the SQLite store does when the outside breaks: one clear sentence, and nothing is lost.
#include <csignal>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

void insert_cases(ports::Store& store, int count) {
    for (int i = 0; i < count; ++i) {
        const auto tx = store.begin();
        tx->cases().insert(a_case());
        tx->commit();
    }
}

std::size_t cases_in(ports::Store& store) {
    return store.begin_read()->cases().list({.limit = 1'000'000}).size();
}

/// Runs `work` in a process of its own and gives its wait status.
int status_of_child(const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return status;
}

class SqliteFault : public ::testing::Test {
protected:
    [[nodiscard]] std::string path() const { return folder_.file("trinh.db"); }
    [[nodiscard]] std::string failure_of_open() const {
        return failure_of([this] { const auto store = sql::open_sqlite(path()); });
    }
    void write_file(std::string_view bytes) const { std::ofstream(path()) << bytes; }

    TemporaryFolder folder_;
};

}  // namespace

TEST_F(SqliteFault, LosesNothingThatWasCommittedWhenKilled) {
    constexpr int rounds = 20;
    for (int round = 0; round < rounds; ++round) {
        const int status = status_of_child([this] {
            const auto store = sql::open_sqlite(path());
            insert_cases(*store, 3);
            const auto tx = store->begin();
            tx->cases().insert(a_case());
            tx->audit().append(a_leaf(0));
            ::raise(SIGKILL);
        });
        ASSERT_TRUE(WIFSIGNALED(status));
    }

    const auto store = sql::open_sqlite(path());

    EXPECT_EQ(cases_in(*store), 3U * rounds);
    EXPECT_EQ(store->begin_read()->audit().tree().size, 0);
}

TEST_F(SqliteFault, KeepsWhatItHasWhenTheFileMayNotGrow) {
    const auto store = sql::open_sqlite(path(), {.pages_max = 110});
    std::size_t committed = 0;
    const std::string sentence = failure_of([&] {
        for (; committed < 100'000; ++committed) insert_cases(*store, 1);
    });

    EXPECT_THAT(sentence, HasSubstr("The database cannot grow"));
    EXPECT_THAT(sentence, Not(HasSubstr(path())));
    EXPECT_GT(committed, 10U);
    EXPECT_EQ(cases_in(*store), committed);
    const auto reopened = sql::open_sqlite(path());
    EXPECT_EQ(cases_in(*reopened), committed);
    insert_cases(*reopened, 1);
    EXPECT_EQ(cases_in(*store), committed + 1);
}

TEST_F(SqliteFault, AppliesMigrationsOnce) {
    insert_cases(*sql::open_sqlite(path()), 1);
    insert_cases(*sql::open_sqlite(path()), 1);

    EXPECT_EQ(cases_in(*sql::open_sqlite(path())), 2U);
}

TEST_F(SqliteFault, TakesTurnsWhenTwoProcessesCreateTheFile) {
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
        children.push_back(::fork());
        if (children.back() != 0) continue;
        const bool is_fine =
            failure_of([this] { insert_cases(*sql::open_sqlite(path()), 5); }).empty();
        ::_exit(is_fine ? 0 : 1);
    }
    for (const pid_t child : children) {
        int status = 1;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_EQ(status, 0);
    }

    EXPECT_EQ(cases_in(*sql::open_sqlite(path())), 20U);
}

TEST_F(SqliteFault, RefusesAFileThatIsNoDatabase) {
    write_file("Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc");

    EXPECT_THAT(failure_of_open(), HasSubstr("is not an SQLite database"));
    std::string kept;
    std::getline(std::ifstream(path()) >> std::ws, kept);
    EXPECT_THAT(kept, HasSubstr("Hạnh phúc"));
}

TEST_F(SqliteFault, RefusesAFileThatOnlyBeginsLikeADatabase) {
    write_file(std::string("SQLite format 3\0", 16) + std::string(4080, 'x'));

    EXPECT_THAT(failure_of_open(),
                ::testing::AnyOf(HasSubstr("is not an SQLite database"), HasSubstr("is damaged")));
}

TEST_F(SqliteFault, RefusesAFolderThatIsNotThere) {
    const std::string nowhere = folder_.file("none") + "/trinh.db";
    const std::string sentence = failure_of([&] { const auto store = sql::open_sqlite(nowhere); });

    EXPECT_THAT(sentence, HasSubstr("cannot be opened or created"));
    EXPECT_THAT(sentence, Not(HasSubstr(nowhere)));
    EXPECT_THAT(failure_of([&] { const auto store = sql::open_sqlite("a\"b"); }),
                HasSubstr("quotation marks"));
}

TEST_F(SqliteFault, SaysThatAReadOnlyFileCannotBeWritten) {
    insert_cases(*sql::open_sqlite(path()), 1);
    ASSERT_EQ(::chmod(path().c_str(), 0444), 0);
    ASSERT_EQ(::chmod(folder_.path().c_str(), 0555), 0);

    // Root may write everywhere: the child gives that up first.
    const int status = status_of_child([this] {
        if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
        const std::string sentence = failure_of([this] {
            const auto store = sql::open_sqlite(path());
            insert_cases(*store, 1);
        });
        if (sentence.find("can only be read") == std::string::npos) {
            std::fprintf(stderr, "It said: %s\n", sentence.c_str());
            ::_exit(1);
        }
    });

    ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
    EXPECT_EQ(status, 0);
}

TEST_F(SqliteFault, SaysWhenAnotherProgramHoldsTheFile) {
    const auto store = sql::open_sqlite(path(), {.wait_ms = 50});
    const auto other = sql::open_sqlite(path());
    const auto holding = other->begin();

    EXPECT_THAT(failure_of([&] { const auto tx = store->begin(); }),
                HasSubstr("locked by another program"));
    EXPECT_EQ(cases_in(*store), 0U);
}

TEST_F(SqliteFault, SaysWhenNoConnectionBecomesFree) {
    const auto store = sql::open_sqlite(path(), {.readers = 1, .wait_ms = 50});
    const auto writer = store->begin();
    const auto reader = store->begin_read();

    EXPECT_THAT(failure_of([&] { const auto tx = store->begin(); }), HasSubstr("is busy"));
    EXPECT_THAT(failure_of([&] { const auto tx = store->begin_read(); }), HasSubstr("is busy"));
}

TEST_F(SqliteFault, LetsNobodyElseReadTheFile) {
    insert_cases(*sql::open_sqlite(path()), 1);

    struct stat seen = {};
    ASSERT_EQ(::stat(path().c_str(), &seen), 0);

    EXPECT_EQ(seen.st_mode & 077U, 0U);
}

}  // namespace trinh::testing
