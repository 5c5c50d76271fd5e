#include "engine/service/audit_desk.h"

#include <boost/json/array.hpp>
#include <filesystem>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "adapters/sql/sql_store.h"
#include "engine/service/lookup_round.h"
#include "engine/service/trail.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

using service::AuditDesk;
using Indexes = std::vector<std::int64_t>;

Indexes indexes(const service::json::object& answer) {
    Indexes found;
    for (const auto& item : answer.at("items").as_array()) {
        found.push_back(item.at("index").as_int64());
    }
    return found;
}

class AuditQueryTest : public ::testing::TestWithParam<StoreKind> {
protected:
    AuditQueryTest() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
        first = play(office, until_assigned());  // Entries 0 to 9.
        do_step(office.office(), office.clock(), second,
                {"2024-05-14T08:00", "lan-so-xd", "open", "Quy chế thẩm định giá đất"});
        do_step(
            office.office(), office.clock(), second,
            {"2024-05-14T09:00", "lan-so-xd", "plan-meeting", R"({"meeting_date":"2024-07-19"})"});
    }

    Indexes ask(const ports::AuditFilter& filter, const char* person = "son") {
        auto answer = AuditDesk(office.office()).query(office.caller(person), filter);
        EXPECT_TRUE(answer) << answer.error().message;
        return answer ? indexes(*answer) : Indexes{};
    }

    TestOffice office;
    CaseId first, second;
};

TEST_P(AuditQueryTest, EveryFilterAsksForItsOwn) {
    EXPECT_EQ(ask({}), (Indexes{11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}));
    EXPECT_EQ(ask({.case_id = second}), (Indexes{11, 10}));
    EXPECT_EQ(ask({.actor = "mai"}), (Indexes{8, 7}));
    EXPECT_EQ(ask({.agency = "so-xd"}), (Indexes{11, 10}));
    EXPECT_EQ(ask({.action = "plan-meeting"}), (Indexes{11, 1}));
    EXPECT_EQ(ask({.action = "case.open"}), (Indexes{10, 0}));
    EXPECT_EQ(ask({.from = at("2024-05-14T08:00")}), (Indexes{11, 10}));
    EXPECT_EQ(ask({.from = at("2024-05-13T09:00"), .before = at("2024-05-13T10:00")}),
              (Indexes{8, 7}));
    EXPECT_EQ(ask({.case_id = first, .actor = "mai", .action = "accept"}), Indexes{8});
    EXPECT_EQ(ask({.case_id = second, .actor = "mai"}), Indexes{});
    EXPECT_EQ(ask({.actor = "nobody"}), Indexes{});
}

TEST_P(AuditQueryTest, TextIsFoundWithAndWithoutMarks) {
    EXPECT_EQ(ask({.folded_text = "tham dinh"}), (Indexes{11, 10}));
    EXPECT_EQ(ask({.folded_text = "Thẩm ĐỊNH"}), (Indexes{11, 10}));
    EXPECT_EQ(ask({.folded_text = "an toan dap", .limit = 1}), Indexes{9});
    EXPECT_EQ(ask({.folded_text = "100%"}), Indexes{}) << "A sign of LIKE is only a sign.";
    EXPECT_EQ(ask({.folded_text = "an_toan"}), Indexes{});
}

TEST_P(AuditQueryTest, PagesWithoutGapsOrDoubles) {
    for (const int size : {1, 2, 3, 4, 5, 12, 50}) {
        Indexes all;
        ports::AuditFilter filter;
        filter.limit = size;
        for (int page = 0; page < 20; ++page) {
            auto answer = AuditDesk(office.office()).query(office.caller("son"), filter);
            ASSERT_TRUE(answer);
            for (const auto index : indexes(*answer)) all.push_back(index);
            if (answer->at("next").is_null()) break;
            filter.below_index = answer->at("next").as_int64();
        }
        EXPECT_EQ(all, (Indexes{11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0})) << "pages of " << size;
    }
}

TEST_P(AuditQueryTest, OfficersSeeOnlyWhatTheyDidThemselves) {
    EXPECT_EQ(ask({}, "mai"), (Indexes{8, 7}));
    EXPECT_EQ(ask({}, "lan-so-xd"), (Indexes{11, 10}));
    EXPECT_EQ(ask({.case_id = first}, "lan-so-xd"), Indexes{});
    EXPECT_EQ(ask({}, "minh"), Indexes{});
    EXPECT_EQ(ask({.actor = "mai"}, "mai"), (Indexes{8, 7}));
    const auto refused = AuditDesk(office.office()).query(office.caller("mai"), {.actor = "hung"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::not_permitted);
    for (const char* reader : {"quang", "ha", "hung", "khanh", "son"}) {
        EXPECT_EQ(ask({}, reader).size(), 12U) << reader;
    }
}

TEST_P(AuditQueryTest, AnUntouchedLogIsWhole) {
    const auto verdict = AuditDesk(office.office()).verify();
    EXPECT_TRUE(verdict.at("ok").as_bool()) << verdict.at("message").as_string();
    EXPECT_EQ(verdict.at("size").as_int64(), 12);
}

INSTANTIATE_TEST_SUITE_P(Stores, AuditQueryTest, ::testing::ValuesIn(every_store()));

/// A log on the disk that somebody with the file in his hands changes behind the program's back.
class TamperTest : public ::testing::Test {
protected:
    TamperTest() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "trinh-audit-XXXXXX").string();
        EXPECT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        store_ = sql::open_sqlite(folder_ + "/trinh.db");
        model_.load_workflows();
        model_.load_people();
        {
            auto from = model_.store().begin_read();
            auto to = store_->begin();
            for (const auto& row : from->people().agencies()) to->people().save_agency(row);
            for (const auto& row : from->people().people()) to->people().save_person(row);
            to->commit();
        }
        CaseId id;
        for (const auto& step : until_assigned()) do_step(office(), clock_, id, step);
    }
    ~TamperTest() override {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    service::Office office() { return {*store_, clock_, vault_, passwords_, model_.shelf()}; }
    ports::Store& store() { return *store_; }
    service::json::object verify() { return AuditDesk(office()).verify(); }

    void tamper(const std::string& sql) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open((folder_ + "/trinh.db").c_str(), &db), SQLITE_OK);
        char* said = nullptr;
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &said), SQLITE_OK)
            << (said == nullptr ? "" : said);
        EXPECT_GT(sqlite3_total_changes(db), 0) << "Nothing was changed by: " << sql;
        sqlite3_free(said);
        sqlite3_close(db);
    }

    /// The log is not whole any more, and both sentences say it with `words`.
    void expect_broken(const std::string& words) {
        const auto verdict = verify();
        EXPECT_FALSE(verdict.at("ok").as_bool());
        const std::string message(verdict.at("message").as_string());
        EXPECT_NE(message.find(words), std::string::npos) << message;
        EXPECT_FALSE(verdict.at("message_vi").as_string().empty());
    }

    void checkpoint() {
        const auto verdict = verify();
        auto tx = store_->begin();
        tx->audit().add_checkpoint({verdict.at("size").as_int64(),
                                    std::string(verdict.at("root").as_string()), "signature", "key",
                                    clock_.now()});
        tx->commit();
    }

private:
    TestOffice model_;
    ManualClock clock_;
    MemoryVault vault_;
    PlainPasswords passwords_;
    std::string folder_;
    std::unique_ptr<ports::Store> store_;
};

TEST_F(TamperTest, NothingChangedIsWhole) {
    EXPECT_TRUE(verify().at("ok").as_bool());
    checkpoint();
    EXPECT_TRUE(verify().at("ok").as_bool());
}

TEST_F(TamperTest, OneByteOfOneEntryIsNoticed) {
    tamper("update audit_entry set inputs = replace(inputs, '\"215\"', '\"216\"') where leaf = 7");
    expect_broken("was changed");
}

TEST_F(TamperTest, EveryColumnOfAnEntryIsNoticed) {
    for (const char* change :
         {"actor = actor + 1", "at = at + 1", "agency = actor", "case_id = null",
          "on_behalf_of = actor", "frame = frame - 1", "frame = 4711", "note = 'x'"}) {
        tamper(std::string("update audit_entry set ") + change + " where leaf = 8");
        expect_broken("was changed");
    }
}

TEST_F(TamperTest, AnActionThatDiffersFromItsFrameIsNamed) {
    // A query shows and filters by the column.
    tamper("update audit_entry set action = actor where leaf = 8");
    expect_broken("Entry 8");
}

TEST_F(TamperTest, WhatEntriesShareIsNoticed) {
    tamper("update audit_name set text = 'hai' where text = 'mai'");
    expect_broken("was changed");
    tamper("update audit_frame set text = 'x' where id = 1");
    expect_broken("was changed");
}

TEST_F(TamperTest, AnEntryThatIsKeptWholeAndIsNoneIsNamed) {
    tamper("update audit_entry set frame = null, body = 'x' where leaf = 3");
    expect_broken("Entry 3");
}

TEST_F(TamperTest, AHashKeptForProofsIsNoticed) {
    {
        auto tx = store().begin();
        audit::Entry entry;
        entry.actor = "mai";
        entry.action = "note";
        for (int i = 0; i < 600; ++i) service::append_entry(*tx, entry);
        tx->commit();
    }
    EXPECT_GT(service::LookupRound(office()).run(), 0);
    EXPECT_TRUE(verify().at("ok").as_bool());

    tamper("update audit_tile set root = replace(root, 'a', 'b') where number = 1");

    expect_broken("tile 1 of level 1");
}

TEST_F(TamperTest, AMissingEntryIsNamed) {
    tamper("delete from audit_entry where leaf = 4");
    expect_broken("Entry 4");
}

TEST_F(TamperTest, ACutTailIsNoticed) {
    tamper("delete from audit_entry where leaf = 9");
    expect_broken("9 entries");
}

TEST_F(TamperTest, ATailCutWithTheTreeIsNoticedByTheCheckpoint) {
    const auto tree_of_eight = [&] {
        TestOffice office;
        office.load_workflows();
        office.load_people();
        const auto& all = until_assigned();
        play(office, {all.begin(), all.begin() + 8});
        return office.store().begin_read()->audit().tree().subtree_hashes.at(0);
    }();
    checkpoint();
    tamper(
        "delete from audit_entry where leaf >= 8;"
        "update audit_tree set size = 8, subtree_hashes = '" +
        tree_of_eight + "'");
    expect_broken("checkpoint");
}

TEST_F(TamperTest, AChangeBeforeACheckpointIsFoundThere) {
    checkpoint();
    tamper("update audit_checkpoint set root = '00'");
    expect_broken("checkpoint at 10");
}

}  // namespace
}  // namespace trinh::testing
