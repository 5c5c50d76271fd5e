// Every fault that is planted is named by the check that looks for it, and by no other.
#include "engine/service/doctor_desk.h"

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "engine/service/audit_log_desk.h"
#include "engine/service/index_round_desk.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

using ports::CheckLevel;

class DoctorDeskTest : public ::testing::Test {
protected:
    DoctorDeskTest() {
        office.load_workflows();
        office.load_people();
        id = play(office, until_assigned());
        EXPECT_TRUE(service::AuditLogDesk(office.office()).checkpoint(office.caller("son")));
    }

    /// Names of the checks that found a fault, with a blank behind each.
    std::string faults() {
        std::string names;
        for (const auto& line : service::DoctorDesk(office.office()).examine({})) {
            if (line.level != CheckLevel::fault) continue;
            EXPECT_FALSE(line.found.empty());
            EXPECT_FALSE(line.fix.empty()) << line.name;
            names += line.name + " ";
        }
        return names;
    }
    std::string said(const std::string& name) {
        for (const auto& line : service::DoctorDesk(office.office()).examine({})) {
            if (line.name == name) return line.found;
        }
        return {};
    }
    template <class Change>
    void write(const Change& change) {
        auto tx = office.store().begin();
        change(*tx);
        tx->commit();
    }

    TestOffice office;
    CaseId id;
};

TEST_F(DoctorDeskTest, FindsNothingWhereAllIsWell) {
    EXPECT_EQ(faults(), "");
    const auto document =
        service::check_document(service::DoctorDesk(office.office()).examine({1}));
    EXPECT_TRUE(document.at("ok").as_bool());
    EXPECT_EQ(document.at("items").as_array().size(), 8U);
}

TEST_F(DoctorDeskTest, NamesACaseThatIsNotWhatItsJournalSays) {
    write([&](ports::Transaction& tx) {
        auto row = tx.cases().load_for_update(id);
        const auto at = row->snapshot.find("an toàn");
        ASSERT_NE(at, std::string::npos);
        row->snapshot.replace(at, 2, "AN");
        EXPECT_TRUE(tx.cases().update(*row));
    });
    EXPECT_EQ(faults(), "journals ");
    EXPECT_EQ(said("journals"), "The stored state of case 1 is not what the journal says.");
}

TEST_F(DoctorDeskTest, NamesAClockThatLostItsRow) {
    write([&](ports::Transaction& tx) { tx.deadlines().replace(id, {}); });
    EXPECT_EQ(faults(), "deadlines ");
}

TEST_F(DoctorDeskTest, KnowsAClockThatWasPutOffFromOneThatWouldComeTooEarly) {
    const auto put_off = [&](Duration by) {
        write([&](ports::Transaction& tx) {
            for (const auto& row : tx.deadlines().of_case(id)) {
                if (row.wake_at) tx.deadlines().put_off(row, *row.wake_at + by);
            }
        });
    };
    put_off(hours(24));
    EXPECT_EQ(faults(), "");
    put_off(hours(-25));
    EXPECT_EQ(faults(), "deadlines ");
}

TEST_F(DoctorDeskTest, NamesAFileThatIsGoneAndOneThatNothingNames) {
    EXPECT_TRUE(service::IndexRoundDesk(office.office())
                    .freeze(office.caller("my"), *Date::parse("2024-05-13")));
    const auto sha256 = office.store().begin_read()->index().snapshots().front().sha256;
    static_cast<void>(office.vault().keep("nobody names me"));
    EXPECT_EQ(faults(), "");
    EXPECT_NE(said("files").find("1 files are kept that nothing names"), std::string::npos)
        << said("files");

    office.vault().lose(sha256);
    EXPECT_EQ(faults(), "files ");
    EXPECT_NE(said("files").find("frozen score 1"), std::string::npos);
}

TEST_F(DoctorDeskTest, NamesAClockThatRunsBehind) {
    office.clock().set(*Instant::parse("2024-01-01T00:00Z"));
    EXPECT_EQ(faults(), "clock ");
}

TEST_F(DoctorDeskTest, NamesLettersThatWereGivenUp) {
    write([&](ports::Transaction& tx) {
        ports::MailRow row;
        row.message_id = "m1@trinh.invalid";
        row.to_address = "mai@trinh.invalid";
        row.letter = "digest";
        row.values = "{}";
        row.queued_at = row.not_before = office.clock().now();
        tx.outbox().queue(row);
        auto queued = tx.outbox().list(ports::MailState::pending, 1'000);
        for (auto& each : queued) {
            if (each.message_id != row.message_id) continue;
            each.state = ports::MailState::dead;
            each.last_error = "No such mailbox.";
            tx.outbox().save_outcome(each);
        }
    });
    EXPECT_EQ(faults(), "letters ");
    EXPECT_NE(said("letters").find("No such mailbox."), std::string::npos);
}

TEST_F(DoctorDeskTest, NamesACheckpointThatIsNotOurs) {
    write([&](ports::Transaction& tx) {
        auto row = tx.audit().checkpoints().front();
        row.size -= 1;
        tx.audit().add_checkpoint(row);
    });
    EXPECT_NE(faults().find("checkpoints "), std::string::npos);
}

TEST(DoctorWithoutAKey, SaysHowToSign) {
    TestOffice office;
    auto surroundings = office.office();
    surroundings.secrets = nullptr;
    for (const auto& line : service::DoctorDesk(surroundings).examine({})) {
        if (line.name != "checkpoints") continue;
        EXPECT_EQ(line.level, CheckLevel::fault);
        EXPECT_NE(line.fix.find("trinh audit checkpoint"), std::string::npos);
    }
}

}  // namespace
}  // namespace trinh::testing
