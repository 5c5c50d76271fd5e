// What other programs hear: queued with the act, posted at least once under one delivery id.
#include "engine/service/webhook_round.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/json_text.h"
#include "engine/service/mail_desk.h"
#include "engine/service/mail_round.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;

using ports::MailState;
using ports::SendStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Answers as the test says, and keeps what it was handed.
class Sender : public ports::WebhookSender {
public:
    ports::SendOutcome post(const ports::WebhookMessage& message) override {
        posted.push_back(message);
        return {status, "as told"};
    }

    SendStatus status = SendStatus::accepted;
    std::vector<ports::WebhookMessage> posted;
};

class WebhookTest : public ::testing::TestWithParam<StoreKind> {
protected:
    WebhookTest() : model(GetParam()) {
        model.load_workflows();
        model.load_people();
    }

    service::Office office() {
        auto office = model.office();
        office.webhooks = targets;
        return office;
    }
    void play_story() {
        CaseId id;
        for (const auto& step : until_assigned()) do_step(office(), model.clock(), id, step);
    }
    std::vector<ports::MailRow> rows(std::optional<MailState> state = std::nullopt) {
        std::vector<ports::MailRow> found;
        for (auto& row : model.store().begin_read()->outbox().list(state, 1'000)) {
            if (row.channel == ports::Channel::webhook) found.insert(found.begin(), row);
        }
        return found;
    }
    service::OutboxReport send() { return service::WebhookRound(office()).send(sender, 1'000); }

    TestOffice model;
    std::vector<ports::WebhookTarget> targets{{"https://hooks.example/a", {"case.open"}}};
    Sender sender;
};

TEST_P(WebhookTest, ARecordedActIsToldToWhoAskedForIt) {
    targets.push_back({"https://other.example/", {"*"}});
    play_story();
    std::size_t first = 0;
    for (const auto& row : rows()) first += row.to_address == targets[0].url ? 1 : 0;
    EXPECT_EQ(first, 1U);
    EXPECT_GE(rows().size(), until_assigned().size() - 2) << "Drafts are no acts on the case.";

    send();

    const auto body = *parse_json(sender.posted.at(0).body);
    EXPECT_EQ(body.at("event"), "case.open");
    EXPECT_EQ(body.at("actor"), json::value(until_assigned().front().person));
    EXPECT_EQ(body.at("case").at("id"), 1);
    EXPECT_EQ(body.at("case").at("process"), "appraisal-ppc-decision");
    EXPECT_FALSE(body.at("case").at("stages").as_array().empty());
    EXPECT_EQ(body.at("delivery"), json::value(sender.posted[0].delivery));
    EXPECT_THAT(rows(MailState::pending), IsEmpty());
}

TEST_P(WebhookTest, NobodyAskedNothingIsQueued) {
    targets = {{"https://hooks.example/a", {"no-such-act", "clock.*"}}};
    play_story();
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_P(WebhookTest, IsTriedAgainUnderTheSameDeliveryAndThenDead) {
    play_story();
    sender.status = SendStatus::temporary;
    for (int i = 0; i < 12; ++i) {
        EXPECT_EQ(send().failed, 1);
        model.clock().set(model.clock().now() + hours(8));
    }
    EXPECT_EQ(send().failed, 0);
    ASSERT_EQ(rows(MailState::dead).size(), 1U);
    for (const auto& message : sender.posted) {
        EXPECT_EQ(message.delivery, sender.posted[0].delivery);
        EXPECT_EQ(message.body, sender.posted[0].body);
    }
    service::MailDesk desk(model.office());
    const auto listed = desk.list(model.caller("khanh"), "dead");
    EXPECT_EQ(listed->at("items").at(0).at("channel"), "webhook");
    EXPECT_EQ(listed->at("items").at(0).at("to"), "https://hooks.example/a");
    EXPECT_EQ(listed->at("items").at(0).at("letter"), "webhook:case.open");
    ASSERT_TRUE(desk.retry(model.caller("khanh"), rows()[0].id));
    sender.status = SendStatus::accepted;
    EXPECT_EQ(send().sent, 1);
}

TEST_P(WebhookTest, MailAndWebhooksDoNotTakeEachOthersRows) {
    play_story();
    class NoMail : public ports::Mailer {
    public:
        ports::SendOutcome send(const ports::Letter& letter) override {
            EXPECT_THAT(letter.letter, Not(HasSubstr("webhook")));
            return {};
        }
    } mailer;
    service::MailRound(model.office()).send(mailer, 1'000);
    EXPECT_EQ(rows(MailState::pending).size(), 1U);
}

TEST_P(WebhookTest, EachHostHasARateOfItsOwn) {
    targets = {{"https://a.example/x", {"*"}}, {"https://b.example/x", {"*"}}};
    play_story();
    service::WebhookRound slow(office(), 1);
    EXPECT_EQ(slow.send(sender, 1'000).sent, 2);
    EXPECT_NE(sender.posted.at(0).url, sender.posted.at(1).url);
    EXPECT_EQ(slow.send(sender, 1'000).sent, 0);
    model.clock().set(model.clock().now() + minutes(1));
    EXPECT_EQ(slow.send(sender, 1'000).sent, 2);
}

INSTANTIATE_TEST_SUITE_P(Stores, WebhookTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
