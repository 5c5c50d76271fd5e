// Whatever is changed in an archive, by SQL or byte by byte, its check says so or refuses the file.
#include <fstream>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "engine/service/archive_check.h"
#include "engine/service/archive_reading.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_log_desk.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/engine/service/archive_story.h"

namespace trinh::testing {
namespace {

namespace fs = std::filesystem;

/// What a change was taken for.
struct Verdict {
    bool ok = false;
    std::string said;
};

class ArchiveTamper : public ::testing::Test {
protected:
    ArchiveTamper() {
        office.load_workflows();
        office.load_people();
        cases = close_some(office);
        khanh = office.caller("khanh");
        EXPECT_TRUE(archive(office.office(), khanh));
        key = service::AuditLogDesk(office.office()).public_key().value();
        whole = fs::path(office.archive_folder()) / archive_name;
        changed = folder.path() / archive_name;
    }
    /// A copy, after these statements.
    void change(const std::string& sql) {
        fs::copy_file(whole, changed, fs::copy_options::overwrite_existing);
        sqlite3* opened = nullptr;
        ASSERT_EQ(sqlite3_open(changed.c_str(), &opened), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(opened);
        EXPECT_GT(sqlite3_total_changes(opened), 0) << sql;
        sqlite3_close(opened);
    }
    /// Of the changed copy, by itself.
    Verdict alone() {
        auto opened = office.office().archives->open(changed.string());
        if (!opened) return {false, opened.error().message};
        try {
            const auto view = service::check_archive(**opened, key);
            return {view.at("ok").as_bool(), std::string(view.at("message").as_string())};
        } catch (const ports::StoreFailure& fault) {
            return {false, fault.what()};
        }
    }

    TestOffice office;
    ClosedCases cases;
    service::Caller khanh;
    TemporaryFolder folder;
    fs::path whole, changed;
    std::string key;
};

TEST_F(ArchiveTamper, AWholeOneStandsAloneUnderItsKeyOnly) {
    fs::copy_file(whole, changed);
    EXPECT_TRUE(alone().ok) << alone().said;
    key = audit::SigningKey::generate().public_key().base64();
    EXPECT_NE(alone().said.find("seal"), std::string::npos) << alone().said;
    key = "no key";
    EXPECT_FALSE(alone().ok);
}

TEST_F(ArchiveTamper, EveryChangeOfARowIsFoundWithoutTheStore) {
    const char* changes[] = {
        "update case_file set title = title || 'x' where id = 1",
        "update case_file set drafting_agency = 'so-xd' where id = 1",
        "update case_file set changed_at = changed_at + 1",
        "update case_file set snapshot = replace(snapshot, 'withdrawn', 'drafting')",
        "delete from case_file where id = 1",
        "delete from case_file where id = 1; delete from journal where case_id = 1",
        "update journal set at = at + 1 where sequence = 2",
        "update journal set body = replace(body, 'cuong-so-nn', 'mai') where sequence = 3",
        "delete from journal where sequence = (select max(sequence) from journal)",
        "insert into journal select 99, sequence, at, type, body from journal where case_id = 1",
        "update entry set body = replace(body, 'withdraw', 'accept')",
        "update entry set actor = 'mai' where actor = 'cuong-so-nn'",
        "update entry set leaf = leaf + 1 where leaf = (select max(leaf) from entry)",
        "delete from entry where leaf = (select min(leaf) from entry)",
        "delete from entry",
        "update gap set hash = substr(hash, 2) || 'a'",
        "update gap set hash = 'none'",
        "update gap set size = 3 * size",
        "delete from gap where first = (select max(first) from gap)",
        "insert into gap values (1000000, 1, (select hash from gap limit 1))",
        "update definition set xml = xml || ' '",
        "delete from definition",
        "update name set name = 'Người khác' where id = 'mai'",
        "insert into name values ('x', 'y')",
        "update head set value = 'other.db' where name = 'name'",
        "update head set value = '2030-01-01' where name = 'closed_before'",
        "update head set value = value + 1 where name = 'made_at'",
        "update head set value = 'mai' where name = 'made_by'",
        "update head set value = replace(value, 'cases', 'papers') where name = 'seal'",
        "update head set value = '' where name = 'seal_signature'",
        "update head set value = replace(value, 'T', 'U') where name = 'checkpoint'",
        "delete from head where name = 'checkpoint'"};
    for (const char* sql : changes) {
        change(sql);
        const auto verdict = alone();
        EXPECT_FALSE(verdict.ok) << sql << ": " << verdict.said;
        EXPECT_FALSE(verdict.said.empty()) << sql;
    }
}

TEST_F(ArchiveTamper, AnEntryTakenOutAndItsHashPutInTheGapIsFoundToo) {
    const auto row = office.office().archives->open(whole.string()).value()->entries_from(0, 1)[0];
    const auto hash = audit::to_hex(audit::bytes_of(audit::leaf_hash(row.body)));
    change("delete from entry where leaf = " + std::to_string(row.index) +
           "; insert into gap values (" + std::to_string(row.index) + ", 1, '" + hash + "')");
    EXPECT_NE(alone().said.find("seal lists"), std::string::npos) << alone().said;
}

TEST_F(ArchiveTamper, AnyByteOfTheFileIsFoundByTheStoreThatWroteIt) {
    const auto bytes = fs::file_size(whole);
    for (std::uintmax_t place = 0; place < bytes; place += bytes / 60) {
        std::fstream file(whole, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(place));
        const int byte = file.get();
        const auto put = [&](int value) {
            file.seekp(static_cast<std::streamoff>(place));
            file.put(static_cast<char>(value));
            file.flush();
        };
        put(byte ^ 1);
        try {
            const auto view = service::check_archive_here(office.office(), archive_name);
            EXPECT_FALSE(view && view->at("ok").as_bool()) << "byte " << place;
        } catch (const ports::StoreFailure& fault) {
            EXPECT_NE(std::string(fault.what()), "");
        }
        put(byte);
    }
    EXPECT_TRUE(service::check_archive_here(office.office(), archive_name)->at("ok").as_bool());
}

TEST_F(ArchiveTamper, AChangedFileIsNeverShownAsHistory) {
    change("update journal set body = replace(body, 'cuong-so-nn', 'mai')");
    fs::copy_file(changed, whole, fs::copy_options::overwrite_existing);

    const auto history = service::CaseDesk(office.office()).history(khanh, cases.closed[0]);

    ASSERT_TRUE(history);
    const auto& items = history->at("items").as_array();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_NE(items[0].at("text").as_string().find("đã bị thay đổi"), std::string::npos);
}

TEST_F(ArchiveTamper, AChangedEntryIsNeverShownByAQuery) {
    change("update entry set body = replace(body, 'withdraw', 'accept')");
    service::AuditDesk desk(office.office());
    EXPECT_TRUE(desk.query_archive(khanh, archive_name, {}));
    EXPECT_FALSE(desk.query_archive(khanh, changed.string(), {}));
}

TEST_F(ArchiveTamper, WhatIsNoArchiveIsRefused) {
    std::ofstream(changed) << "not a database";
    EXPECT_FALSE(office.office().archives->open(changed.string()));
    std::ofstream(changed, std::ios::trunc) << "";
    EXPECT_FALSE(office.office().archives->open(changed.string()));
    fs::copy_file(whole, changed, fs::copy_options::overwrite_existing);
    fs::resize_file(changed, fs::file_size(changed) / 2);
    EXPECT_FALSE(alone().ok);
    for (const char* name : {"", ".hidden", "a b.db", "x.part", "tệp.db", "../"}) {
        EXPECT_FALSE(office.office().archives->name_of(name)) << name;
    }
}

TEST_F(ArchiveTamper, AnotherOfficesArchiveIsToldFromOurs) {
    TestOffice other;
    EXPECT_FALSE(service::check_archive_here(other.office(), whole.string())->at("ok").as_bool());
}

}  // namespace
}  // namespace trinh::testing
