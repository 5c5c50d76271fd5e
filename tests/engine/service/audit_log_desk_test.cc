// Checkpoints that left the house, proofs that stand alone, exports, and the daily note by mail.
#include "engine/service/audit_log_desk.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "engine/service/audit_desk.h"
#include "engine/service/audit_export.h"
#include "engine/service/daily_checkpoint.h"
#include "engine/service/lookup_round.h"
#include "engine/service/trail.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;
using service::AuditLogDesk;

std::string text_of(const Result<json::object>& view) {
    EXPECT_TRUE(view);
    return view ? std::string(view->at("text").as_string()) : std::string();
}

class AuditLogDeskTest : public ::testing::TestWithParam<StoreKind> {
protected:
    AuditLogDeskTest() : office(GetParam()), other(GetParam()) {
        for (auto* each : {&office, &other}) {
            each->load_workflows();
            each->load_people();
        }
        id = play(office, until_assigned());
    }

    AuditLogDesk desk() { return AuditLogDesk(office.office()); }
    std::string checkpoint() { return text_of(desk().checkpoint(office.caller("son"))); }
    std::string exported(const char* format) {
        std::string file;
        const auto done =
            service::export_audit(office.office(), office.caller("son"), format,
                                  [&](std::string_view piece) { file.append(piece); });
        EXPECT_TRUE(done);
        return file;
    }

    TestOffice office, other;
    CaseId id;
};

TEST_P(AuditLogDeskTest, APrintedCheckpointFitsTheTrailThatGrew) {
    const auto note = checkpoint();
    play(office, until_report_sent(), id);

    const auto verdict = desk().verify(note, "");

    ASSERT_TRUE(verdict) << verdict.error().message;
    EXPECT_TRUE(verdict->at("ok").as_bool()) << verdict->at("message").as_string();
    EXPECT_EQ(verdict->at("checkpoint").at("size").as_int64(), 10);
    const auto kept = desk().checkpoints(office.caller("son"));
    ASSERT_EQ(kept->at("items").as_array().size(), 1U);
    EXPECT_EQ(kept->at("items").at(0).at("text").as_string(), note);
}

TEST_P(AuditLogDeskTest, ATailThatWasCutOffIsNoticed) {
    play(office, until_report_sent(), id);
    const auto note = checkpoint();
    const auto key = *desk().public_key();
    // The same beginning without the end: what a store looks like whose tail was cut off cleanly.
    play(other, until_assigned());

    const auto verdict = AuditLogDesk(other.office()).verify(note, key);

    EXPECT_TRUE(service::AuditDesk(other.office()).verify().at("ok").as_bool());
    ASSERT_TRUE(verdict) << verdict.error().message;
    EXPECT_FALSE(verdict->at("ok").as_bool());
    EXPECT_NE(verdict->at("message").as_string().find("The log was cut"), std::string::npos);
}

TEST_P(AuditLogDeskTest, AChangedNoteAndAnotherKeyAreRefused) {
    auto note = checkpoint();
    const auto other_key = *AuditLogDesk(other.office()).public_key();
    EXPECT_FALSE(desk().verify(note, other_key));
    note[note.find("10")] = '2';
    EXPECT_FALSE(desk().verify(note, ""));
    EXPECT_FALSE(desk().verify("no checkpoint", ""));
}

TEST_P(AuditLogDeskTest, ProofsStandWithoutTheTrail) {
    const auto son = office.caller("son");
    const auto inclusion = text_of(desk().prove_inclusion(son, 3, 0));
    const auto consistency = text_of(desk().prove_consistency(son, 4, 9));
    const auto note = checkpoint();
    const auto at_note = text_of(desk().prove_inclusion(son, 3, 10));
    const service::SignedCheckpoint against{note, *desk().public_key()};

    for (const auto& proof : {inclusion, consistency}) {
        const auto said = service::verify_proof(proof, {});
        ASSERT_TRUE(said) << said.error().message;
        EXPECT_TRUE(said->at("ok").as_bool());
    }
    EXPECT_TRUE(service::verify_proof(at_note, against)->at("ok").as_bool());
    EXPECT_FALSE(service::verify_proof(consistency, against)->at("ok").as_bool());
    EXPECT_EQ(desk().prove_inclusion(son, 999, 0).error().reason, Reason::not_found);
    EXPECT_EQ(desk().prove_inclusion(son, 0, 999).error().reason, Reason::not_found);
    EXPECT_EQ(desk().prove_consistency(son, 9, 4).error().reason, Reason::not_found);
}

TEST_P(AuditLogDeskTest, ProofsAreTheSameFromTilesAndFromEntries) {
    {
        auto tx = office.store().begin();
        audit::Entry entry;
        entry.actor = "mai";
        entry.action = "note";
        for (int i = 0; i < 700; ++i) {
            entry.note = std::to_string(i);
            service::append_entry(*tx, entry);
        }
        tx->commit();
    }
    const auto son = office.caller("son");
    const auto proofs = [&] {
        return text_of(desk().prove_inclusion(son, 3, 0)) +
               text_of(desk().prove_inclusion(son, 699, 701)) +
               text_of(desk().prove_consistency(son, 300, 0));
    };
    const auto from_entries = proofs();

    service::LookupRound round(office.office());
    while (round.run() > 0) continue;

    EXPECT_EQ(proofs(), from_entries);
    EXPECT_TRUE(service::AuditDesk(office.office()).verify().at("ok").as_bool());
    const auto said = service::verify_proof(text_of(desk().prove_consistency(son, 300, 0)), {});
    EXPECT_TRUE(said->at("ok").as_bool());
}

TEST_P(AuditLogDeskTest, IsForWhoMayAudit) {
    const auto mai = office.caller("mai");
    EXPECT_EQ(desk().checkpoint(mai).error().reason, Reason::not_permitted);
    EXPECT_EQ(desk().checkpoints(mai).error().reason, Reason::not_permitted);
    EXPECT_EQ(desk().prove_inclusion(mai, 0, 0).error().reason, Reason::not_permitted);
    const auto refused = service::export_audit(office.office(), mai, "csv", [](auto) {});
    EXPECT_EQ(refused.error().reason, Reason::not_permitted);
}

TEST_P(AuditLogDeskTest, ExportsEveryEntryInThreeFormats) {
    const auto csv = exported("csv");
    const auto list = json::parse(exported("json")).as_array();
    const auto xes = exported("xes");

    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\r'), 11) << "a head and ten entries";
    EXPECT_EQ(list.size(), 10U);
    EXPECT_EQ(list[0].at("action").as_string(), "case.open");
    std::size_t events = 0;
    for (auto at = xes.find("<event>"); at != std::string::npos; at = xes.find("<event>", at + 1)) {
        ++events;
    }
    EXPECT_EQ(events, 10U);
    EXPECT_LT(xes.find("\"case.open\""), xes.find("\"accept\"")) << "in the order of time";
}

TEST_P(AuditLogDeskTest, TheDailyNoteGoesOutOnceWhateverTheNumberOfNodes) {
    office.clock().set(*Instant::parse("2024-06-03T02:00Z"));
    service::DailyCheckpoint first(office.office()), second(office.office());

    EXPECT_EQ(first.queue(), 1);
    EXPECT_EQ(second.queue(), 0);
    EXPECT_EQ(first.queue(), 0);

    auto tx = office.store().begin_read();
    EXPECT_EQ(tx->audit().checkpoints().size(), 1U);
    const auto letters = tx->outbox().list({}, 100);
    const auto note = std::find_if(letters.begin(), letters.end(), [](const auto& row) {
        return row.letter == "audit-checkpoint";
    });
    ASSERT_NE(note, letters.end());
    EXPECT_EQ(note->to_person, "son");
    const auto values = json::parse(note->values).as_object();
    const auto verdict =
        desk().verify(values.at("checkpoint").as_string(), values.at("key").as_string());
    ASSERT_TRUE(verdict) << verdict.error().message;
    EXPECT_TRUE(verdict->at("ok").as_bool());
    office.clock().set(office.clock().now() + hours(24));
    EXPECT_EQ(second.queue(), 1) << "the next morning";
}

INSTANTIATE_TEST_SUITE_P(Stores, AuditLogDeskTest,
                         ::testing::Values(StoreKind::memory, StoreKind::sqlite));

}  // namespace
}  // namespace trinh::testing
