#include "tests/support/scenario_archive.h"

#include <gtest/gtest.h>

#include "engine/service/archive_check.h"
#include "engine/service/archive_desk.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_desk.h"
#include "engine/service/hold_desk.h"

namespace trinh::testing {
namespace {

/// What came of the line is what its comment says: "moved 2", or the reason of a refusal.
void archive(TestOffice& office, const ScenarioLine& line) {
    const auto day = Date::parse(line.after("before"));
    ASSERT_TRUE(day) << "archive NAME before DATE by PERSON";
    service::ArchiveRequest request;
    request.place = line.word(1);
    request.wish.closed_before = *day;
    const auto done =
        service::ArchiveDesk(office.office()).create(office.caller(line.after("by")), request);
    if (!done) {
        EXPECT_EQ(reason_word(done.error().reason), line.outcome()) << done.error().message;
        EXPECT_FALSE(done.error().message_vi.empty());
        EXPECT_NE(done.error().message.find(line.promised()), std::string::npos)
            << done.error().message;
        return;
    }
    EXPECT_EQ(" moved " + std::to_string(done->at("moved").as_int64()), line.comment)
        << done->at("held_back");
    const auto trail = service::AuditDesk(office.office()).verify();
    EXPECT_TRUE(trail.at("ok").as_bool()) << trail.at("message");
    const auto whole = service::check_archive_here(office.office(), request.place);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_TRUE(whole->at("ok").as_bool()) << whole->at("message");
}

}  // namespace

bool play_archive_line(TestOffice& office, CaseId subject, const ScenarioLine& line) {
    const auto& verb = line.word(0);
    service::HoldDesk holds(office.office());
    if (verb == "archive") {
        archive(office, line);
    } else if (verb == "hold") {
        const auto placed =
            holds.place(office.caller(line.after("by")), subject, line.after("reason"));
        EXPECT_EQ(placed ? "placed" : reason_word(placed.error().reason), line.outcome());
    } else if (verb == "release") {
        const auto ended = holds.release(office.caller(line.after("by")), std::stoll(line.word(1)),
                                         line.after("reason"));
        EXPECT_EQ(ended ? "released" : reason_word(ended.error().reason), line.outcome());
    } else {
        return false;
    }
    return true;
}

void must_replay(TestOffice& office, CaseId id) {
    auto tx = office.store().begin_read();
    const auto row = tx->cases().load(id);
    ASSERT_TRUE(row);
    const auto journal = service::journal_of(office.office(), *tx, id);
    EXPECT_TRUE(service::rebuilds(journal.rows, *row)) << office.story(id);
}

}  // namespace trinh::testing
