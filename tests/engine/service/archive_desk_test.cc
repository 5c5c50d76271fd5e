// History moves to an archive, on every store; what officers and auditors see stays the same.
#include <array>
#include <boost/json/array.hpp>
#include <filesystem>
#include <fstream>
#include <utility>

#include "engine/service/archive_check.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_export.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/case_desk.h"
#include "engine/service/doctor_desk.h"
#include "engine/service/hold_desk.h"
#include "tests/engine/service/archive_story.h"

namespace trinh::testing {
namespace {

class ArchiveDeskTest : public ::testing::TestWithParam<StoreKind> {
protected:
    ArchiveDeskTest() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
        cases = close_some(office);
        khanh = office.caller("khanh");
        EXPECT_TRUE(service::AuditLogDesk(office.office()).checkpoint(khanh));
        before = seen(office, cases);
    }
    std::int64_t moved() {
        const auto done = archive(office.office(), khanh);
        EXPECT_TRUE(done) << done.error().message;
        return done ? done->at("moved").as_int64() : -1;
    }
    service::json::object checked() {
        return service::check_archive_here(office.office(), archive_name).value();
    }
    std::string file() { return office.archive_folder() + "/" + archive_name; }
    std::int64_t size() { return office.store().begin_read()->audit().tree().size; }

    TestOffice office;
    ClosedCases cases;
    service::Caller khanh;
    std::string before;
};

TEST_P(ArchiveDeskTest, ShowsTheSameHistoryPicturesAndProofsAfterTheMove) {
    EXPECT_EQ(moved(), 2);

    for (const auto id : cases.closed) {
        auto tx = office.store().begin_read();
        EXPECT_TRUE(tx->cases().journal(id).empty());
        ports::AuditFilter filter;
        filter.case_id = id;
        EXPECT_TRUE(tx->audit().query(filter).rows.empty());
        EXPECT_EQ(tx->archives().of_case(id)->case_id, id);
    }
    expect_whole(office, cases, before);
    EXPECT_TRUE(checked().at("ok").as_bool()) << checked().at("message");
    const auto shown = service::CaseDesk(office.office()).show(khanh, cases.closed[0]);
    EXPECT_TRUE(shown->at("archive").at("at_hand").as_bool());
    EXPECT_TRUE(
        service::CaseDesk(office.office()).show(khanh, cases.open)->at("archive").is_null());
}

TEST_P(ArchiveDeskTest, TellsTheTrailWhoMovedWhatToWhichBytes) {
    ASSERT_EQ(moved(), 2);

    ports::AuditFilter filter;
    filter.action = "archive.create";
    const auto entries = service::AuditDesk(office.office()).query(khanh, filter);
    const auto& items = entries->at("items").as_array();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].at("actor").at("id").as_string(), "khanh");
    const auto print = office.office().archives->print_of(archive_name);
    EXPECT_EQ(items[0].at("after").as_string(), "sha256 " + print->sha256);
}

TEST_P(ArchiveDeskTest, FindsMovedEntriesWhereTheyLie) {
    ports::AuditFilter filter;
    filter.case_id = cases.closed[0];
    service::AuditDesk desk(office.office());
    const auto here = desk.query(khanh, filter).value().at("items");
    ASSERT_EQ(moved(), 2);

    const auto after = desk.query(khanh, filter).value();
    EXPECT_TRUE(after.at("items").as_array().empty());
    EXPECT_EQ(after.at("archives").at(0).at("matches").as_int64(), std::ssize(here.as_array()));
    EXPECT_EQ(desk.query_archive(khanh, archive_name, filter)->at("items"), here);
    filter.folded_text = "Đập, hồ chứa";
    EXPECT_EQ(desk.query_archive(khanh, archive_name, filter)->at("items"), here);
    filter.folded_text = "không có từ này";
    EXPECT_TRUE(desk.query_archive(khanh, archive_name, filter)->at("items").as_array().empty());
    filter = {};
    filter.actor = "mai";
    EXPECT_FALSE(desk.query_archive(office.caller("minh"), archive_name, filter))
        << "who may not audit sees his own acts";
}

TEST_P(ArchiveDeskTest, KeepsTheTrailGrowingAfterTheMove) {
    ASSERT_EQ(moved(), 2);
    const auto size_then = size();

    ASSERT_TRUE(service::AuditLogDesk(office.office()).checkpoint(khanh));
    const auto done = archive(office.office(), khanh, "2025-01-01", "second.db");

    EXPECT_FALSE(done) << "nothing is left to move";
    EXPECT_EQ(size(), size_then + 1);
    expect_whole(office, cases, before);
}

TEST_P(ArchiveDeskTest, WritesEverythingToXesAndHashesToJson) {
    std::string xes_before, xes, json;
    const auto take = [](std::string& into) {
        return [&into](std::string_view piece) { into += piece; };
    };
    const auto end = [](const std::string& text) { return text.substr(text.find("<trace>")); };
    ASSERT_TRUE(service::export_audit(office.office(), khanh, "xes", take(xes_before)));
    ASSERT_EQ(moved(), 2);

    ASSERT_TRUE(service::export_audit(office.office(), khanh, "xes", take(xes)));
    ASSERT_TRUE(service::export_audit(office.office(), khanh, "json", take(json)));
    EXPECT_EQ(end(xes), end(xes_before));
    EXPECT_NE(json.find("{\"moved\":\""), std::string::npos);
}

TEST_P(ArchiveDeskTest, SaysInVietnameseThatTheFileIsNotAtHand) {
    ASSERT_EQ(moved(), 2);
    std::filesystem::rename(file(), file() + ".away");

    const auto history = service::CaseDesk(office.office()).history(khanh, cases.closed[0]);

    const auto& items = history->at("items").as_array();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_NE(items[0].at("text").as_string().find("không có trên máy chủ"), std::string::npos);
    EXPECT_TRUE(service::CaseDesk(office.office()).diagram(khanh, cases.closed[0]));
    EXPECT_TRUE(service::AuditDesk(office.office()).verify().at("ok").as_bool());
    EXPECT_FALSE(service::AuditLogDesk(office.office()).prove_inclusion(khanh, 0, 0));
    for (const auto& line : service::DoctorDesk(office.office()).examine({})) {
        EXPECT_EQ(line.level == ports::CheckLevel::fault, line.name == "archives") << line.found;
    }
    std::filesystem::rename(file() + ".away", file());
    expect_whole(office, cases, before);
}

TEST_P(ArchiveDeskTest, LeavesWhatIsHeldWhenTheHoldCameWhileTheFileWasWritten) {
    auto office_then = office.office();
    ToldShelf shelf(*office_then.archives, [&](const std::string& call) {
        if (call != "kept") return;
        EXPECT_TRUE(service::HoldDesk(office.office())
                        .place(office.caller("quang"), cases.closed[1], "Thanh tra."));
    });
    office_then.archives = &shelf;

    const auto done = archive(office_then, khanh);

    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->at("moved").as_int64(), 1);
    EXPECT_EQ(done->at("held_back").at(0).at("reason").as_string(), "hold");
    EXPECT_FALSE(office.store().begin_read()->cases().journal(cases.closed[1]).empty());
    expect_whole(office, cases, before);
    EXPECT_TRUE(checked().at("ok").as_bool()) << checked().at("message");

    ASSERT_TRUE(service::HoldDesk(office.office()).release(khanh, 1, "Đã xong."));
    const auto rest = archive(office.office(), khanh, "2025-01-01", "rest.db");
    ASSERT_TRUE(rest) << rest.error().message;
    EXPECT_EQ(rest->at("moved").as_int64(), 1);
    expect_whole(office, cases, before);
}

TEST_P(ArchiveDeskTest, OfTwoThatMakeTheSameOneTheLaterHasIt) {
    static int turn = 0;  // Another moment for each store.
    const std::string moment = std::array{"create", "keep", "kept"}.at(turn++ % 3);
    auto office_then = office.office();
    Result<service::json::object> other = service::json::object();
    bool has_come = false;
    ToldShelf shelf(*office_then.archives, [&](const std::string& call) {
        if (call != moment || std::exchange(has_come, true)) return;
        other = archive(office.office(), khanh);
    });
    office_then.archives = &shelf;
    try {
        EXPECT_FALSE(archive(office_then, khanh)) << moment;
    } catch (const ports::StoreFailure&) {
    }

    EXPECT_TRUE(has_come);
    ASSERT_TRUE(other) << other.error().message;
    EXPECT_EQ(other->at("moved").as_int64(), 2);
    EXPECT_TRUE(checked().at("ok").as_bool()) << checked().at("message");
    expect_whole(office, cases, before);
}

TEST_P(ArchiveDeskTest, NeverTouchesAFileThatItDidNotWrite) {
    std::ofstream(file()) << "a letter";
    EXPECT_FALSE(archive(office.office(), khanh)) << "the name is taken";

    std::filesystem::remove(file());
    auto office_then = office.office();
    ToldShelf shelf(*office_then.archives, [&](const std::string& call) {
        if (call == "kept") throw ports::StoreFailure("The disk failed.");
    });
    office_then.archives = &shelf;
    EXPECT_THROW(static_cast<void>(archive(office_then, khanh)), ports::StoreFailure);
    ASSERT_TRUE(std::filesystem::exists(file()));
    std::ofstream(file(), std::ios::trunc) << "a letter";
    EXPECT_FALSE(archive(office.office(), khanh)) << "it is not the file that was begun";
    std::filesystem::remove(file());
    EXPECT_EQ(moved(), 2);
    expect_whole(office, cases, before);
}

INSTANTIATE_TEST_SUITE_P(Stores, ArchiveDeskTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
