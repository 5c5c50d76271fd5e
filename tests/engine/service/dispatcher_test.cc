#include "engine/service/dispatcher.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/service/mail_desk.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

using ports::MailState;
using ports::SendStatus;
using service::Dispatcher;

/// Answers as the test says, and keeps what it was handed.
class Postman : public ports::Mailer {
public:
    ports::SendOutcome send(const ports::Letter& letter) override {
        handed.push_back(letter.message_id);
        return outcome;
    }

    ports::SendOutcome outcome;
    std::vector<std::string> handed;
};

class OutboxTest : public ::testing::TestWithParam<StoreKind> {
protected:
    OutboxTest() : office(GetParam()) {
        office.load_people();
        office.clock().set(at("2024-05-13T08:00"));
        queue("first@test");
    }

    void queue(const std::string& message_id) {
        ports::MailRow row;
        row.message_id = message_id;
        row.to_person = "mai";
        row.to_address = "mai@stp.tannguyen.example";
        row.to_name = "Nguyễn Thị Mai";
        row.letter = "digest";
        row.values = "{}";
        row.queued_at = row.not_before = office.clock().now();
        auto tx = office.store().begin();
        tx->outbox().queue(row);
        tx->commit();
    }

    ports::MailRow letter(const std::string& message_id = "first@test") {
        auto tx = office.store().begin_read();
        for (auto& row : tx->outbox().list(std::nullopt, 100)) {
            if (row.message_id == message_id) return row;
        }
        ADD_FAILURE() << "No letter " << message_id;
        return {};
    }

    service::MailReport send(SendStatus status, const std::string& detail = "as told") {
        postman.outcome = {status, detail};
        return Dispatcher(office.office()).send_mail(postman);
    }

    TestOffice office;
    Postman postman;
};

TEST_P(OutboxTest, AnAcceptedLetterIsSentOnce) {
    const auto report = send(SendStatus::accepted);
    EXPECT_EQ(report.mails_sent, 1);
    EXPECT_EQ(report.mails_failed, 0);
    EXPECT_EQ(letter().state, MailState::sent);
    EXPECT_EQ(letter().attempts, 1);
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 0);
    EXPECT_EQ(postman.handed, std::vector<std::string>{"first@test"});
}

TEST_P(OutboxTest, ATemporaryFailureIsTriedAgainLaterAndLaterAndThenGivenUp) {
    const int expected_minutes[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360};
    int attempts = 0;
    for (const int wait : expected_minutes) {
        const auto report = send(SendStatus::temporary, "451 try again later");
        EXPECT_EQ(report.mails_failed, 1);
        EXPECT_FALSE(report.is_mail_stopped);
        EXPECT_EQ(letter().state, MailState::pending);
        EXPECT_EQ(letter().attempts, ++attempts);
        EXPECT_EQ(letter().last_error, "451 try again later");
        const Duration waits = letter().not_before - office.clock().now();
        EXPECT_GE(waits.ms, minutes(wait).ms * 4 / 5);
        EXPECT_LE(waits.ms, minutes(wait).ms * 6 / 5);
        office.clock().set(letter().not_before - Duration{1});
        EXPECT_EQ(send(SendStatus::temporary).mails_failed, 0) << "too early";
        office.clock().set(letter().not_before);
    }
    send(SendStatus::temporary, "451 still not");
    EXPECT_EQ(letter().state, MailState::dead);
    EXPECT_EQ(letter().last_error, "451 still not");
    EXPECT_EQ(letter().attempts, 12);
    office.clock().set(at("2025-01-06T08:00"));
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 0);
}

TEST_P(OutboxTest, APermanentRefusalIsNotTriedAgain) {
    EXPECT_EQ(send(SendStatus::permanent, "550 no such mailbox").mails_failed, 1);
    EXPECT_EQ(letter().state, MailState::dead);
    EXPECT_EQ(letter().last_error, "550 no such mailbox");
    office.clock().set(at("2025-01-06T08:00"));
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 0);
}

TEST_P(OutboxTest, WrongSettingsStopThePassAndLoseNoLetter) {
    queue("second@test");
    const auto report = send(SendStatus::misconfigured, "the server refuses our password");
    EXPECT_TRUE(report.is_mail_stopped);
    EXPECT_EQ(postman.handed, std::vector<std::string>{"first@test"}) << "The pass stops there.";
    EXPECT_EQ(letter().state, MailState::pending);
    EXPECT_EQ(letter().last_error, "the server refuses our password");
    EXPECT_EQ(letter("second@test").state, MailState::pending);
    office.clock().set(at("2024-05-14T08:00"));
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 2);
}

TEST_P(OutboxTest, WrongSettingsForDaysLoseNoLetter) {
    for (int pass = 0; pass < 20; ++pass) {
        EXPECT_TRUE(send(SendStatus::misconfigured).is_mail_stopped);
        office.clock().set(office.clock().now() + hours(7));
    }
    EXPECT_EQ(letter().state, MailState::pending);
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 1);
}

TEST_P(OutboxTest, OneBadLetterDoesNotHoldUpTheOthers) {
    queue("second@test");
    EXPECT_EQ(send(SendStatus::permanent).mails_failed, 2);
    EXPECT_EQ(letter("second@test").state, MailState::dead);
}

TEST_P(OutboxTest, RetryPutsADeadLetterBack) {
    send(SendStatus::permanent);
    service::MailDesk desk(office.office());
    const auto refused = desk.retry(office.caller("minh"), letter().id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::not_permitted);
    EXPECT_EQ(letter().state, MailState::dead);

    const auto again = desk.retry(office.caller("khanh"), letter().id);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->at("state").as_string(), "pending");
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 1);
    const auto sent = desk.retry(office.caller("khanh"), letter().id);
    ASSERT_FALSE(sent) << "A letter that went out is never sent a second time.";
    EXPECT_EQ(sent.error().reason, Reason::not_found);
}

TEST_P(OutboxTest, RetryOfAllPutsEveryDeadLetterBackAndTheTrailSaysWho) {
    queue("second@test");
    send(SendStatus::permanent);
    queue("third@test");
    service::MailDesk desk(office.office());
    EXPECT_EQ(desk.retry_all(office.caller("minh")).error().reason, Reason::not_permitted);

    EXPECT_EQ(desk.retry_all(office.caller("khanh"))->at("count"), 2);
    EXPECT_EQ(desk.retry_all(office.caller("khanh"))->at("count"), 0);
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 3);

    send(SendStatus::accepted);
    auto tx = office.store().begin_read();
    const auto leaves = tx->audit().query({}).rows;
    ASSERT_EQ(leaves.size(), 1U) << "Nothing was retried the second time.";
    EXPECT_EQ(leaves[0].action, "mail.retry");
    EXPECT_EQ(leaves[0].actor, "khanh");
    EXPECT_THAT(leaves[0].body, ::testing::HasSubstr(R"("before":"dead")"));
}

TEST_P(OutboxTest, NoMoreThanTheRateGoesToTheServer) {
    for (const char* id : {"2@test", "3@test", "4@test"}) queue(id);
    service::MailOptions slow;
    slow.per_minute = 2;
    Dispatcher dispatcher(office.office(), slow);
    const auto round = [&] { return dispatcher.send_mail(postman); };
    EXPECT_EQ(round().mails_sent, 2);
    EXPECT_EQ(letter("3@test").attempts, 0) << "Untried, and not forgotten.";
    EXPECT_EQ(round().mails_sent, 0);
    office.clock().set(office.clock().now() + seconds(30));
    EXPECT_EQ(round().mails_sent, 1);
    office.clock().set(office.clock().now() + seconds(30));
    EXPECT_EQ(round().mails_sent, 1);
    EXPECT_EQ(postman.handed.size(), 4U);
}

TEST_P(OutboxTest, WhatADeadNodeHadClaimedGoesOutWhenItsLeaseEnds) {
    {
        auto tx = office.store().begin();
        const Instant now = office.clock().now();
        const auto lease = service::MailOptions{}.lease;
        ASSERT_EQ(tx->outbox().claim(ports::Channel::mail, now, 9, now + lease).size(), 1U);
        tx->commit();
    }
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 0);
    office.clock().set(office.clock().now() + service::MailOptions{}.lease);
    EXPECT_EQ(send(SendStatus::accepted).mails_sent, 1);
}

TEST_P(OutboxTest, TheMailDeskListsByState) {
    queue("second@test");
    send(SendStatus::accepted);
    queue("third@test");
    service::MailDesk desk(office.office());
    const auto admin = office.caller("khanh");
    EXPECT_EQ(desk.list(admin, "sent")->at("items").as_array().size(), 2U);
    EXPECT_EQ(desk.list(admin, "pending")->at("items").as_array().size(), 1U);
    EXPECT_EQ(desk.list(admin, "dead")->at("items").as_array().size(), 0U);
    EXPECT_EQ(desk.list(admin, "")->at("items").as_array().size(), 3U);
    EXPECT_EQ(desk.list(admin, "lost").error().reason, Reason::invalid_input);
    EXPECT_EQ(desk.list(office.caller("mai"), "").error().reason, Reason::not_permitted);
}

INSTANTIATE_TEST_SUITE_P(Stores, OutboxTest, ::testing::ValuesIn(every_store()));

class MorningTest : public ::testing::TestWithParam<StoreKind> {
protected:
    MorningTest() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
    }

    /// What a dispatcher that was just started queues at that moment.
    int digests_at(std::string_view moment) {
        office.clock().set(at(moment));
        return Dispatcher(office.office()).queue_digests();
    }

    /// "letter to person on day", in the order they were queued, of one kind.
    std::vector<std::string> queued(const std::string& kind) {
        std::vector<std::string> lines;
        auto tx = office.store().begin_read();
        auto rows = tx->outbox().list(std::nullopt, 1'000);
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
            if (row->letter != kind) continue;
            lines.push_back(fmt::format("{} {}", row->to_person, local_date(row->queued_at).iso()));
        }
        return lines;
    }

    TestOffice office;
};

TEST_P(MorningTest, OneDigestAPersonAndWorkingDay) {
    play(office, until_assigned());  // Monday 13 May, 10:00; it waits for minh.
    Dispatcher dispatcher(office.office());
    EXPECT_GT(dispatcher.queue_digests(), 0);
    const auto monday = queued("digest");
    EXPECT_EQ(std::count(monday.begin(), monday.end(), "minh 2024-05-13"), 1);
    EXPECT_EQ(dispatcher.queue_digests(), 0);
    EXPECT_EQ(digests_at("2024-05-13T16:00"), 0) << "A restart makes no second one.";
    office.restart();
    EXPECT_EQ(digests_at("2024-05-13T17:00"), 0);
    EXPECT_EQ(queued("digest"), monday);

    EXPECT_EQ(digests_at("2024-05-14T07:29"), 0) << "before the morning hour";
    EXPECT_EQ(digests_at("2024-05-14T07:30"), static_cast<int>(monday.size()));
    EXPECT_EQ(digests_at("2024-05-18T08:00"), 0) << "Saturday";
    EXPECT_EQ(digests_at("2024-05-19T08:00"), 0) << "Sunday";
    EXPECT_EQ(digests_at("2024-09-02T08:00"), 0) << "the National Day";
}

TEST_P(MorningTest, ASaturdayThatIsWorkedHasADigest) {
    CaseId id;
    do_step(office.office(), office.clock(), id,
            {"2024-05-02T08:00", "lan-so-xd", "open", "Quyết định về vỉa hè"});
    EXPECT_EQ(digests_at("2024-05-04T08:00"), 1);  // Worked for Monday 29 April.
    EXPECT_EQ(queued("digest"), std::vector<std::string>{"lan-so-xd 2024-05-04"});
}

TEST_P(MorningTest, NobodyWithoutWorkGetsADigest) {
    EXPECT_EQ(digests_at("2024-05-13T08:00"), 0) << "There is no case at all.";
    CaseId id;
    do_step(office.office(), office.clock(), id,
            {"2024-05-13T09:00", "lan-so-xd", "open", "Quyết định về vỉa hè"});
    EXPECT_EQ(digests_at("2024-05-14T08:00"), 1);
    EXPECT_EQ(queued("digest"), std::vector<std::string>{"lan-so-xd 2024-05-14"});
}

TEST_P(MorningTest, OverdueGoesToOwnerAndHeadAndLaterToTheDirector) {
    play(office, until_assigned());
    office.wait_until(at("2024-05-28T17:00"));
    EXPECT_TRUE(queued("deadline-overdue").empty());
    office.wait_until(at("2024-05-29T17:00"));
    std::vector<std::string> expected{"minh 2024-05-29", "hung 2024-05-29", "thao 2024-05-29"};
    EXPECT_EQ(queued("deadline-overdue"), expected) << "the specialist and both heads";
    office.restart();
    EXPECT_EQ(Dispatcher(office.office()).wake_clocks().woken, 0)
        << "What was done is not done again.";
    office.wait_until(at("2024-06-14T17:00"));
    // Who is told the second time sees in the same letter that the director is told too.
    for (const char* line :
         {"minh 2024-05-30", "hung 2024-05-30", "thao 2024-05-30", "quang 2024-05-30"}) {
        expected.emplace_back(line);
    }
    EXPECT_EQ(queued("deadline-overdue"), expected) << "and nothing more in the weeks after";
}

INSTANTIATE_TEST_SUITE_P(Stores, MorningTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
