/// What the outbox must do in every store: queued once, claimed by one, nothing lost.
#pragma once

#include <array>
#include <gmock/gmock.h>
#include <set>
#include <thread>

#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

template <class Kind>
class OutboxContract : public StoreContract<Kind> {
protected:
    bool queue(const ports::MailRow& row) {
        return this->write([&](ports::Transaction& tx) { return tx.outbox().queue(row); });
    }
    /// Message-ids of what one claim takes.
    std::vector<std::string> claim(Instant now, int limit,
                                   ports::Channel channel = ports::Channel::mail) {
        std::vector<std::string> ids;
        this->write([&](ports::Transaction& tx) {
            for (const auto& row : tx.outbox().claim(channel, now, limit, now + lease)) {
                EXPECT_EQ(row.not_before, now + lease);
                ids.push_back(row.message_id);
            }
        });
        return ids;
    }
    static constexpr Duration lease = minutes(10);
};
TYPED_TEST_SUITE_P(OutboxContract);

TYPED_TEST_P(OutboxContract, QueuesAMessageOnce) {
    ports::MailRow row = a_mail("<1@trinh>");
    row.case_id = CaseId{3};
    EXPECT_TRUE(this->queue(row));
    EXPECT_FALSE(this->queue(row));

    const auto found = this->read()->outbox().list(std::nullopt, 10);

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].id.number, 1);
    EXPECT_EQ(found[0].message_id, row.message_id);
    EXPECT_EQ(found[0].to_person, row.to_person);
    EXPECT_EQ(found[0].to_address, row.to_address);
    EXPECT_EQ(found[0].to_name, row.to_name);
    EXPECT_EQ(found[0].letter, row.letter);
    EXPECT_EQ(found[0].values, row.values);
    EXPECT_EQ(found[0].case_id, row.case_id);
    EXPECT_EQ(this->read()->outbox().of_case(CaseId{3}, row.letter, 10).size(), 1U);
    EXPECT_TRUE(this->read()->outbox().of_case(CaseId{3}, "other", 10).empty());
    EXPECT_EQ(found[0].queued_at, row.queued_at);
    EXPECT_EQ(found[0].not_before, row.not_before);
    EXPECT_EQ(found[0].state, ports::MailState::pending);
}

TYPED_TEST_P(OutboxContract, HandsOutReadyMailOldestFirst) {
    ports::MailRow later = a_mail("<later@trinh>");
    later.not_before = later.not_before + hours(2);
    ports::MailRow second = a_mail("<second@trinh>");
    second.not_before = second.not_before + hours(1);
    for (const auto& row : {later, second, a_mail("<first@trinh>")}) this->queue(row);

    EXPECT_EQ(this->claim(second.not_before, 10),
              (std::vector<std::string>{"<first@trinh>", "<second@trinh>"}));
}

TYPED_TEST_P(OutboxContract, AClaimedMailIsNobodyElsesUntilItsLeaseEnds) {
    for (const char* id : {"<1@trinh>", "<2@trinh>", "<3@trinh>"}) this->queue(a_mail(id));
    const Instant now = a_mail("").not_before;

    EXPECT_TRUE(this->read()->outbox().is_ready(ports::Channel::mail, now));
    EXPECT_FALSE(this->read()->outbox().is_ready(ports::Channel::webhook, now));
    EXPECT_THAT(this->claim(now, 10, ports::Channel::webhook), ::testing::IsEmpty());
    EXPECT_EQ(this->claim(now, 2), (std::vector<std::string>{"<1@trinh>", "<2@trinh>"}));
    EXPECT_EQ(this->claim(now, 2), std::vector<std::string>{"<3@trinh>"});
    EXPECT_THAT(this->claim(now, 2), ::testing::IsEmpty());
    EXPECT_FALSE(this->read()->outbox().is_ready(ports::Channel::mail, now));
    EXPECT_THAT(this->claim(now + this->lease - Duration{1}, 9), ::testing::IsEmpty());
    EXPECT_EQ(this->claim(now + this->lease, 9).size(), 3U) << "The claimer died.";
}

TYPED_TEST_P(OutboxContract, SendersWhoClaimAtTheSameTimeNeverGetTheSameMail) {
    constexpr int mails = 120, senders = 4;
    for (int i = 0; i < mails; ++i) this->queue(a_mail("<" + std::to_string(i) + "@trinh>"));
    const Instant now = a_mail("").not_before;
    std::array<std::vector<std::string>, senders> taken;
    std::vector<std::thread> threads;
    for (auto& mine : taken) {
        threads.emplace_back([this, now, &mine] {
            while (this->read()->outbox().is_ready(ports::Channel::mail, now)) {
                const auto some = this->claim(now, 7);
                mine.insert(mine.end(), some.begin(), some.end());
            }
        });
    }
    for (auto& thread : threads) thread.join();

    std::set<std::string> all;
    std::size_t count = 0;
    for (const auto& mine : taken) {
        all.insert(mine.begin(), mine.end());
        count += mine.size();
    }
    EXPECT_EQ(all.size(), std::size_t{mails});
    EXPECT_EQ(count, std::size_t{mails}) << "A mail was claimed twice.";
}

TYPED_TEST_P(OutboxContract, AClaimRolledBackIsNone) {
    this->queue(a_mail("<1@trinh>"));
    const Instant now = a_mail("").not_before;
    {
        const auto tx = this->store().begin();
        EXPECT_EQ(tx->outbox().claim(ports::Channel::mail, now, 1, now + hours(1)).size(), 1U);
    }
    EXPECT_EQ(this->claim(now, 1).size(), 1U);
}

TYPED_TEST_P(OutboxContract, ABatchIsClaimedWholeAndThenClosed) {
    const auto in_batch = [&](const char* id, const char* person = "lan") {
        ports::MailRow row = a_mail(id);
        row.batch = "deadline-today.7";
        row.to_person = person;
        return row;
    };
    ports::MailRow unsettled = in_batch("<b@trinh>");
    unsettled.not_before = unsettled.not_before + minutes(3);
    for (const auto& row :
         {in_batch("<a@trinh>"), a_mail("<alone@trinh>"), unsettled, in_batch("<m@trinh>", "minh")})
        this->queue(row);
    const Instant now = a_mail("").not_before;

    EXPECT_EQ(this->claim(now, 1), (std::vector<std::string>{"<a@trinh>", "<b@trinh>"}));
    this->queue(in_batch("<late@trinh>"));
    EXPECT_EQ(this->claim(now, 9),
              (std::vector<std::string>{"<alone@trinh>", "<m@trinh>", "<late@trinh>"}));

    const auto tx = this->read();
    EXPECT_EQ(tx->outbox().find(MailId{1})->together, MailId{1});
    EXPECT_EQ(tx->outbox().find(MailId{3})->together, MailId{1});
    EXPECT_EQ(tx->outbox().find(MailId{2})->together, std::nullopt);
    EXPECT_EQ(tx->outbox().find(MailId{5})->together, MailId{5});
    EXPECT_EQ(tx->outbox().find(MailId{9}).error().reason, Reason::not_found);
    EXPECT_EQ(this->claim(now + this->lease, 1),
              (std::vector<std::string>{"<a@trinh>", "<b@trinh>"}))
        << "What was one letter stays one.";
}

TYPED_TEST_P(OutboxContract, ABatchTooLargeForOneLetterGoesInSeveral) {
    for (int i = 0; i < ports::batch_rows_max + 3; ++i) {
        ports::MailRow row = a_mail("<" + std::to_string(i) + "@trinh>");
        row.batch = "deadline-today.7";
        this->queue(row);
    }
    const Instant now = a_mail("").not_before;
    EXPECT_EQ(this->claim(now, 1).size(), std::size_t{ports::batch_rows_max});
    EXPECT_EQ(this->claim(now, 1).size(), 3U);
}

TYPED_TEST_P(OutboxContract, SavesWhatBecameOfAMail) {
    this->queue(a_mail("<1@trinh>"));
    this->queue(a_mail("<2@trinh>"));
    ports::MailRow row = *this->read()->outbox().find(MailId{1});
    row.attempts = 3;
    row.state = ports::MailState::dead;
    row.last_error = "550 không có hộp thư";
    row.not_before = row.not_before + hours(1);

    this->write([&](ports::Transaction& tx) { tx.outbox().save_outcome(row); });

    const auto tx = this->read();
    const auto dead = tx->outbox().list(ports::MailState::dead, 10);
    ASSERT_EQ(dead.size(), 1U);
    EXPECT_EQ(dead[0].attempts, 3);
    EXPECT_EQ(dead[0].last_error, row.last_error);
    EXPECT_EQ(dead[0].not_before, row.not_before);
    EXPECT_EQ(tx->outbox().list(ports::MailState::pending, 10).size(), 1U);
    EXPECT_TRUE(tx->outbox().of_case(CaseId{99}, row.letter, 10).empty());
    EXPECT_EQ(tx->outbox().list(std::nullopt, 10).front().message_id, "<2@trinh>");
}

REGISTER_TYPED_TEST_SUITE_P(OutboxContract, QueuesAMessageOnce, HandsOutReadyMailOldestFirst,
                            AClaimedMailIsNobodyElsesUntilItsLeaseEnds,
                            SendersWhoClaimAtTheSameTimeNeverGetTheSameMail, AClaimRolledBackIsNone,
                            ABatchIsClaimedWholeAndThenClosed,
                            ABatchTooLargeForOneLetterGoesInSeveral, SavesWhatBecameOfAMail);

}  // namespace trinh::testing
