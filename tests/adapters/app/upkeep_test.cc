// Backup while others write, restore into an empty folder, and what the machine itself says.
#include <boost/json/array.hpp>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <thread>

#include "adapters/app/backup.h"
#include "adapters/app/machine_checks.h"
#include "adapters/app/program.h"
#include "engine/service/audit_log_desk.h"

namespace trinh::app {
namespace {

namespace fs = std::filesystem;
using ports::CheckLevel;

void execute(const fs::path& database, const std::string& sql) {
    sqlite3* opened = nullptr;
    ASSERT_EQ(sqlite3_open(database.c_str(), &opened), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(opened);
}

/// A state folder with a checkpoint and a file, and room for backups beside it.
class UpkeepTest : public ::testing::Test {
protected:
    UpkeepTest() {
        std::string pattern = (fs::temp_directory_path() / "trinh-upkeep-XXXXXX").string();
        EXPECT_NE(mkdtemp(pattern.data()), nullptr);
        root = pattern;
        auto program = at("state");
        EXPECT_TRUE(program->load_people(TRINH_SOURCE_DIR "/samples/department.json"));
        sign(*program);
        kept = program->office().vault.keep("a draft");
    }
    ~UpkeepTest() override { fs::remove_all(root); }

    std::unique_ptr<Program> at(const char* folder) {
        Settings settings;
        settings.home = TRINH_SOURCE_DIR;
        settings.state = root / folder;
        return std::make_unique<Program>(settings);
    }
    static void sign(Program& program) {
        service::Caller son;
        son.person.id = "son";
        son.person.roles = {"auditor"};
        EXPECT_TRUE(service::AuditLogDesk(program.office()).checkpoint(son));
    }
    std::string backup() {
        const auto done = at("state")->backup((root / "backup").string());
        return done ? std::string() : done.error().message;
    }
    std::string restore(const char* folder) {
        const auto done = at(folder)->restore((root / "backup").string());
        return done ? std::string() : done.error().message;
    }

    fs::path root;
    std::string kept;
};

TEST_F(UpkeepTest, WhatWasBackedUpIsRestoredWhole) {
    ASSERT_EQ(backup(), "");
    ASSERT_EQ(restore("again"), "");

    auto again = at("again");
    const auto office = again->office();
    EXPECT_EQ(office.store.begin_read()->audit().tree().size, 1);
    EXPECT_EQ(*office.vault.fetch(kept), "a draft");
    EXPECT_FALSE(fs::exists(root / "again.restoring"));
    EXPECT_EQ(fs::status(root / "again" / "audit-key").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(UpkeepTest, ASecondBackupCopiesOnlyWhatIsMissing) {
    ASSERT_EQ(backup(), "");
    auto program = at("state");
    static_cast<void>(program->office().vault.keep("another draft"));

    const auto second = program->backup((root / "backup").string());

    ASSERT_TRUE(second);
    EXPECT_EQ(second->at("copied").as_int64(), 1);
    EXPECT_EQ(second->at("files").to_number<int>(), 2);
}

TEST_F(UpkeepTest, IsOneMomentWhileOthersWrite) {
    auto program = at("state");
    const auto office = program->office();
    std::atomic<bool> is_done = false;
    std::thread writer([&] {
        while (!is_done) sign(*program);
    });
    std::string refused;
    for (int i = 0; i < 5 && refused.empty(); ++i) refused = backup();
    is_done = true;
    writer.join();

    EXPECT_EQ(refused, "");
    EXPECT_EQ(restore("again"), "");
    auto again = at("again");
    EXPECT_GT(again->office().store.begin_read()->audit().tree().size, 1);
}

TEST_F(UpkeepTest, RefusesFoldersThatHoldSomethingElse) {
    fs::create_directories(root / "other");
    std::ofstream(root / "other" / "letter.txt") << "x";
    EXPECT_FALSE(at("state")->backup((root / "other").string()));
    EXPECT_FALSE(at("state")->backup((root / "state" / "inside").string()));
    EXPECT_FALSE(at("nowhere")->backup((root / "backup").string()));
    EXPECT_NE(restore("again"), "") << "no backup was made";
    ASSERT_EQ(backup(), "");
    EXPECT_NE(restore("state").find("is not empty"), std::string::npos);
}

TEST_F(UpkeepTest, RefusesABackupThatWasChanged) {
    ASSERT_EQ(backup(), "");
    execute(root / "backup" / "trinh.db", "update audit_entry set actor = 'mai'");
    EXPECT_NE(restore("again").find("not what it says"), std::string::npos);
    EXPECT_FALSE(fs::exists(root / "again"));
    EXPECT_FALSE(fs::exists(root / "again.restoring"));
}

TEST_F(UpkeepTest, RefusesABackupWhoseTailWasCutOff) {
    sign(*at("state"));
    ASSERT_EQ(backup(), "");
    execute(root / "backup" / "trinh.db",
            "delete from audit_entry; delete from audit_checkpoint;"
            "update audit_tree set size = 0, subtree_hashes = ''");
    EXPECT_NE(restore("again").find("cut"), std::string::npos);
}

TEST_F(UpkeepTest, RefusesABackupWithADamagedFile) {
    ASSERT_EQ(backup(), "");
    const auto file = root / "backup" / "drafts" / kept.substr(0, 2) / kept.substr(2, 2) / kept;
    std::ofstream(file) << "changed";
    EXPECT_NE(restore("again").find("is damaged"), std::string::npos);
}

TEST_F(UpkeepTest, TheMachineSaysWhatIsWrong) {
    static_cast<void>(at("state")->office());
    for (const auto& line : at("state")->machine_checks()) {
        const bool is_ours = line.name != "disk";
        EXPECT_TRUE(!is_ours || line.level == CheckLevel::ok) << line.found;
    }
    EXPECT_EQ(disk_line({.capacity = 1, .free = 0, .available = 0}).level, CheckLevel::fault);
    fs::permissions(root / "state" / "audit-key", fs::perms::others_read, fs::perm_options::add);
    EXPECT_NE(rights_line(root / "state").found.find("audit-key"), std::string::npos);
    fs::permissions(root / "state", fs::perms::others_write, fs::perm_options::add);
    EXPECT_EQ(rights_line(root / "state").level, CheckLevel::fault);
    EXPECT_EQ(at("nowhere")->machine_checks().front().name, "state");
}

TEST_F(UpkeepTest, ADamagedDatabaseIsNamed) {
    ASSERT_EQ(backup(), "");
    const auto file = root / "backup" / "trinh.db";
    execute(file, "PRAGMA journal_mode=DELETE");
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(fs::file_size(file) / 2 / 4096 * 4096));
    bytes << std::string(8'192, '\xff');
    bytes.close();

    EXPECT_EQ(database_line(file).level, CheckLevel::fault);
    EXPECT_NE(restore("again").find("The database is damaged"), std::string::npos);
}

}  // namespace
}  // namespace trinh::app
