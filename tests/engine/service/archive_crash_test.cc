// An archive is interrupted at every call of the store and of the file: nothing is ever lost, and
// the same command goes on.
#include <filesystem>

#include "engine/service/archive_check.h"
#include "engine/service/audit_log_desk.h"
#include "tests/engine/service/archive_story.h"
#include "tests/support/memory_store.h"

namespace trinh::testing {
namespace {

/// Points at which something may break, counted while a command runs.
struct Breaking {
    int nth = 0, calls = 0;
    void count(const std::string&) {
        if (++calls == nth) throw ports::StoreFailure("The disk failed because a test said so.");
    }
};

class ArchiveCrash : public ::testing::Test {
protected:
    ArchiveCrash() {
        office.load_workflows();
        office.load_people();
        cases = close_some(office);
        khanh = office.caller("khanh");
        EXPECT_TRUE(service::AuditLogDesk(office.office()).checkpoint(khanh));
        before = seen(office, cases, false);
        past = store().published();
    }
    void begin_anew() {
        store().publish(past);
        for (const auto& entry : std::filesystem::directory_iterator(office.archive_folder())) {
            std::filesystem::remove(entry.path());
        }
    }
    MemoryStore& store() { return dynamic_cast<MemoryStore&>(office.store()); }

    /// Runs the command; true: it came to its end.
    bool run(Breaking& breaking) {
        auto surroundings = office.office();
        ToldShelf shelf(*surroundings.archives,
                        [&](const std::string& call) { breaking.count(call); });
        surroundings.archives = &shelf;
        try {
            const auto done = archive(surroundings, khanh);
            EXPECT_TRUE(done) << done.error().message;
            return true;
        } catch (const ports::StoreFailure&) {
            return false;
        }
    }

    /// All is there, and the next try brings it to its end, once.
    void expect_it_goes_on() {
        expect_whole(office, cases, before, false);
        Breaking none;
        const bool was_done = office.store().begin_read()->archives().moved_cases(1) == 2;
        const auto rows = office.store().begin_read()->archives().archives();
        const bool is_listed = !rows.empty() && rows[0].state == ports::ArchiveState::done;
        if (!is_listed || !was_done) {
            EXPECT_TRUE(run(none));
        }
        EXPECT_EQ(office.store().begin_read()->archives().archives().size(), 1U);
        expect_whole(office, cases, before, false);
        const auto whole = service::check_archive_here(office.office(), archive_name);
        ASSERT_TRUE(whole) << whole.error().message;
        EXPECT_TRUE(whole->at("ok").as_bool()) << whole->at("message");
        ports::AuditFilter acts;
        acts.action = "archive.create";
        EXPECT_EQ(office.store().begin_read()->audit().query(acts).rows.size(), 1U);
    }

    TestOffice office;
    std::shared_ptr<const MemoryTables> past;
    ClosedCases cases;
    service::Caller khanh;
    std::string before;
};

TEST_F(ArchiveCrash, AtEveryCallOfTheFile) {
    begin_anew();
    Breaking whole;
    ASSERT_TRUE(run(whole));
    ASSERT_GT(whole.calls, 10);
    for (int nth = 1; nth <= whole.calls; ++nth) {
        begin_anew();
        Breaking breaking{nth};

        EXPECT_FALSE(run(breaking)) << nth;

        expect_it_goes_on();
        if (HasFailure()) FAIL() << "broken at call " << nth;
    }
}

TEST_F(ArchiveCrash, AtEveryCallOfTheStore) {
    begin_anew();
    store().fail_at(0);
    Breaking none;
    ASSERT_TRUE(run(none));
    const int calls = store().calls();
    ASSERT_GT(calls, 50);
    for (int nth = 1; nth <= calls; ++nth) {
        begin_anew();
        store().fail_at(nth);

        EXPECT_FALSE(run(none)) << nth;

        store().fail_at(0);
        expect_it_goes_on();
        if (HasFailure()) FAIL() << "broken at call " << nth;
    }
}

}  // namespace
}  // namespace trinh::testing
