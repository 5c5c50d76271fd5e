// Letters about overdue and new work carry the picture of their case, when the settings say so and
// the receiver may see it; nothing about the picture ever stops a letter.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/service/case_desk.h"
#include "engine/service/dispatcher.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Takes every letter and keeps it.
class Tray : public ports::Mailer {
public:
    ports::SendOutcome send(const ports::Letter& letter) override {
        letters.push_back(letter);
        return {};
    }

    std::vector<ports::Letter> letters;
};

class LetterPicture : public ::testing::TestWithParam<StoreKind> {
protected:
    LetterPicture() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
        id = play(office, until_assigned());
    }

    void send(bool attaches_pictures) {
        service::Dispatcher dispatcher(office.office(), {attaches_pictures});
        while (dispatcher.send_mail(tray).mails_sent > 0) {
        }
    }

    std::vector<ports::Letter> sent(const std::string& kind) {
        std::vector<ports::Letter> some;
        std::copy_if(tray.letters.begin(), tray.letters.end(), std::back_inserter(some),
                     [&](const ports::Letter& letter) { return letter.letter == kind; });
        return some;
    }

    void queue(const std::string& person, CaseId about) {
        ports::MailRow row;
        row.message_id = "extra@test";
        row.to_person = person;
        row.to_address = person + "@test.example";
        row.letter = "action-needed";
        row.values = "{}";
        row.case_id = about;
        row.queued_at = row.not_before = office.clock().now();
        auto tx = office.store().begin();
        tx->outbox().queue(row);
        tx->commit();
    }

    /// The one letter that queue() made.
    ports::Letter extra() {
        for (const auto& letter : tray.letters) {
            if (letter.message_id == "extra@test") return letter;
        }
        ADD_FAILURE() << "The letter was not handed over.";
        return {};
    }

    TestOffice office;
    CaseId id;
    Tray tray;
};

TEST_P(LetterPicture, AnOverdueLetterCarriesWhatTheReceiverSeesOnThePage) {
    office.wait_until(at("2024-05-29T17:00"));
    send(true);
    const auto page = service::CaseDesk(office.office()).diagram(office.caller("minh"), id);

    const auto overdue = sent("deadline-overdue");
    ASSERT_THAT(overdue, SizeIs(3)) << "the specialist and both heads";
    for (const auto& letter : overdue) {
        ASSERT_TRUE(letter.attachment) << letter.message_id;
        EXPECT_EQ(letter.attachment->file_name, "so-do-ho-so-1.svg");
        EXPECT_EQ(letter.attachment->media_type, "image/svg+xml");
        EXPECT_EQ(letter.attachment->bytes, *page);
        EXPECT_THAT(letter.attachment->bytes, HasSubstr("▲ Đang quá hạn 1 ngày làm việc"));
    }
}

TEST_P(LetterPicture, LettersThatAskForActionCarryItAndOthersDoNot) {
    office.wait_until(at("2024-05-28T17:00"));
    send(true);

    const auto action = sent("action-needed");
    EXPECT_FALSE(action.empty());
    EXPECT_THAT(action, Each(Field(&ports::Letter::attachment, ::testing::Ne(std::nullopt))));
    for (const auto& letter : tray.letters) {
        if (letter.letter == "action-needed") continue;
        EXPECT_FALSE(letter.attachment) << letter.message_id;
    }
    EXPECT_FALSE(sent("digest").empty());
}

TEST_P(LetterPicture, WithoutTheSettingNoLetterCarriesOne) {
    office.wait_until(at("2024-05-29T17:00"));
    send(false);

    EXPECT_THAT(sent("deadline-overdue"), SizeIs(3));
    EXPECT_THAT(tray.letters, Each(Field(&ports::Letter::attachment, ::testing::Eq(std::nullopt))));
}

TEST_P(LetterPicture, ALetterGoesWithoutItToWhoMayNotSeeTheCaseThere) {
    queue("binh-so-tc", id);
    send(true);

    EXPECT_FALSE(extra().attachment) << "an officer of another agency";
}

TEST_P(LetterPicture, ALetterGoesWithoutItToWhoLeft) {
    auto minh = office.caller("minh").person;
    minh.is_active = false;
    {
        auto tx = office.store().begin();
        tx->people().save_person(minh);
        tx->commit();
    }
    queue("minh", id);
    send(true);

    EXPECT_FALSE(extra().attachment);
}

TEST_P(LetterPicture, ALetterGoesWithoutItWhenThereIsNoSuchPersonOrCase) {
    queue("nobody", CaseId{});
    send(true);

    EXPECT_FALSE(extra().attachment);
}

/// Opens for letters, and fails whenever a picture asks for the people it is drawn for.
class FailingStore : public ports::Store {
public:
    explicit FailingStore(ports::Store& store) : store_(store) {}

    std::unique_ptr<ports::Transaction> begin() override { return store_.begin(); }
    std::unique_ptr<ports::Transaction> begin_read() override {
        if (reads_++ > 0) throw ports::StoreFailure("The disk is on fire.");
        return store_.begin_read();
    }

private:
    ports::Store& store_;
    int reads_ = 0;  ///< The first reads the outbox.
};

TEST_P(LetterPicture, ALetterGoesWithoutItWhenTheDrawingFails) {
    queue("minh", id);
    FailingStore failing(office.store());
    const auto real = office.office();
    const service::Office broken{failing, real.clock, real.vault, real.passwords, real.shelf};

    const auto report = service::Dispatcher(broken, {true}).send_mail(tray);

    EXPECT_EQ(report.mails_failed, 0);
    EXPECT_GT(report.mails_sent, 0);
    EXPECT_FALSE(extra().attachment);
}

INSTANTIATE_TEST_SUITE_P(Stores, LetterPicture, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
