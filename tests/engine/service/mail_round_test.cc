// What goes out as one letter, and what of a campaign stands in a digest.
#include "engine/service/mail_round.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/json_text.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;

using ports::MailState;
using ports::SendStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Tray : public ports::Mailer {
public:
    ports::SendOutcome send(const ports::Letter& letter) override {
        letters.push_back(letter);
        return {status, status == SendStatus::accepted ? "" : "as told"};
    }

    SendStatus status = SendStatus::accepted;
    std::vector<ports::Letter> letters;
};

/// A campaign whose 12 texts are due on Friday 8 March: 8 of so-xd, 4 of so-tc.
class CampaignLetters : public ::testing::TestWithParam<StoreKind> {
protected:
    CampaignLetters() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
        office.load_process("tests/scenarios/campaign-text.scxml");
        office.load_process("tests/scenarios/campaign.scxml");
        office.clock().set(at("2024-03-01T08:00"));
    }

    CaseId share_out(int rows) {
        service::CaseDesk desk(office.office());
        auto view = desk.open(office.caller("mai"), {"campaign", "Rà soát kỳ mẫu", ""});
        EXPECT_TRUE(view);
        const CaseId id{view->at("id").as_int64()};
        json::array texts;
        for (int i = 0; i < rows; ++i) {
            texts.push_back(json::object{{"number", fmt::format("{}/2020/QĐ-UBND", i + 1)},
                                         {"agency", i % 3 == 0 ? "so-tc" : "so-xd"}});
        }
        json::object inputs{{"new_texts", std::move(texts)}};
        EXPECT_TRUE(desk.act(office.caller("mai"), {id, {"share-out", std::move(inputs), {}}, {}}));
        return id;
    }

    /// Everything queued so far goes out unseen.
    void empty_the_tray() {
        office.clock().set(office.clock().now() + hours(1));
        send();
        tray.letters.clear();
    }
    service::MailReport send() { return service::MailRound(office.office()).send(tray, 1'000); }
    /// The letters of that template that the tray was handed for somebody.
    std::vector<ports::Letter> handed(const std::string& name, const std::string& person) {
        std::vector<ports::Letter> found;
        for (const auto& letter : tray.letters) {
            if (letter.letter == name && letter.to_address.starts_with(person)) {
                found.push_back(letter);
            }
        }
        return found;
    }
    static std::size_t items_of(const ports::Letter& letter) {
        return letter.values.at("items").as_array().size();
    }

    TestOffice office;
    Tray tray;
};

TEST_P(CampaignLetters, OneMorningsRemindersAreOneLetterAPerson) {
    share_out(12);
    empty_the_tray();
    office.wait_until(at("2024-03-08T07:30"));
    office.clock().set(at("2024-03-08T07:31"));
    send();
    EXPECT_THAT(handed("deadlines", "lan"), IsEmpty()) << "They wait for one another.";
    EXPECT_THAT(handed("deadline-today", "lan"), IsEmpty());

    office.clock().set(at("2024-03-08T07:36"));
    send();

    const auto letters = handed("deadlines", "lan");
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(items_of(letters[0]), 8U);
    EXPECT_EQ(letters[0].values.at("campaign_vi"), "Rà soát kỳ mẫu");
    EXPECT_EQ(letters[0].values.at("escalated"), false);
    EXPECT_EQ(letters[0].values.at("items").at(0).at("due_iso"), "2024-03-08");
    EXPECT_THAT(letters[0].message_id, StartsWith("deadline-today.1.2024-03-08."));
    EXPECT_THAT(handed("deadline-today", "lan"), IsEmpty());
    auto tx = office.store().begin_read();
    for (const auto& row : tx->outbox().list(std::nullopt, 1'000)) {
        EXPECT_EQ(row.state, MailState::sent) << row.message_id;
    }
}

TEST_P(CampaignLetters, ARetriedLetterIsTheSameLetterAndWhatComesLaterGoesBySelf) {
    share_out(12);
    empty_the_tray();
    office.wait_until(at("2024-03-08T07:30"));
    office.clock().set(at("2024-03-08T07:36"));
    tray.status = SendStatus::temporary;
    send();
    const auto first = handed("deadlines", "lan");
    ASSERT_EQ(first.size(), 1U);

    ports::MailRow late;
    {
        auto tx = office.store().begin();
        for (const auto& row : tx->outbox().list(MailState::pending, 1'000)) {
            if (row.to_person == "lan-so-xd" && row.letter == "deadline-today") late = row;
        }
        late.message_id = "late@test";
        ASSERT_TRUE(tx->outbox().queue(late));
        tx->commit();
    }
    tray.letters.clear();
    tray.status = SendStatus::accepted;
    office.clock().set(at("2024-03-08T08:30"));
    send();

    const auto again = handed("deadlines", "lan");
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].message_id, first[0].message_id);
    EXPECT_EQ(again[0].values, first[0].values);
    const auto alone = handed("deadline-today", "lan");
    ASSERT_EQ(alone.size(), 1U);
    EXPECT_EQ(alone[0].message_id, "late@test");
}

TEST_P(CampaignLetters, OnlyOneReminderIsTheOrdinaryLetter) {
    share_out(1);
    empty_the_tray();
    office.wait_until(at("2024-03-08T07:30"));
    office.clock().set(at("2024-03-08T07:36"));
    send();
    std::size_t ordinary = 0;
    for (const auto& letter : tray.letters) {
        EXPECT_NE(letter.letter, "deadlines");
        ordinary += letter.letter == "deadline-today" ? 1 : 0;
    }
    EXPECT_GT(ordinary, 0U);
}

TEST_P(CampaignLetters, ADigestTellsOfACampaignInOneLine) {
    const CaseId id = share_out(12);
    empty_the_tray();
    office.wait_until(at("2024-03-04T08:00"));
    office.clock().set(at("2024-03-04T08:06"));
    send();

    const auto digests = handed("digest", "lan");
    ASSERT_EQ(digests.size(), 1U);
    const auto& items = digests[0].values.at("items").as_array();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].at("title"), "Rà soát kỳ mẫu: 8 hồ sơ đang chờ xử lý");
    EXPECT_EQ(items[0].at("cases"), 8);
    EXPECT_EQ(items[0].at("due_iso"), "2024-03-08");
    EXPECT_EQ(items[0].at("url"), "http://127.0.0.1:8080") << "She does not see the campaign.";
    EXPECT_EQ(digests[0].values.at("more_vi"), "");
    const auto few = share_out(3);
    EXPECT_NE(few, id);
    office.wait_until(at("2024-03-05T08:00"));
    office.clock().set(at("2024-03-05T08:06"));
    tray.letters.clear();
    send();
    EXPECT_EQ(handed("digest", "lan").at(0).values.at("items").as_array().size(), 3U)
        << "One line for the eight, and the two of the other campaign.";
}

INSTANTIATE_TEST_SUITE_P(Stores, CampaignLetters, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
