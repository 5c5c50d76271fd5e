#include "engine/service/answer_desk.h"

#include <gtest/gtest.h>

#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

class AnswerDeskTest : public ::testing::TestWithParam<StoreKind> {
protected:
    AnswerDeskTest() : office(GetParam()) {
        office.load_people();
        office.clock().set(at("2024-05-13T08:00"));
    }

    service::AnswerDesk desk() { return service::AnswerDesk(office.office()); }

    TestOffice office;
};

TEST_P(AnswerDeskTest, GivesTheKeptAnswerAgain) {
    const auto mai = office.caller("mai");
    auto before = desk().find(mai, "key-1", "request-a");
    ASSERT_TRUE(before);
    EXPECT_FALSE(*before);
    desk().keep(mai, "key-1", "request-a", {201, R"({"id":1})"});
    auto again = desk().find(mai, "key-1", "request-a");
    ASSERT_TRUE(again);
    ASSERT_TRUE(*again);
    EXPECT_EQ((*again)->status, 201);
    EXPECT_EQ((*again)->body, R"({"id":1})");
}

TEST_P(AnswerDeskTest, TheFirstAnswerStays) {
    const auto mai = office.caller("mai");
    desk().keep(mai, "key-1", "request-a", {201, "first"});
    desk().keep(mai, "key-1", "request-a", {200, "second"});
    auto kept = desk().find(mai, "key-1", "request-a");
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->body, "first");
}

TEST_P(AnswerDeskTest, RefusesTheKeyOfAnotherRequest) {
    const auto mai = office.caller("mai");
    desk().keep(mai, "key-1", "request-a", {201, "first"});
    const auto other = desk().find(mai, "key-1", "request-b");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().reason, Reason::invalid_input);
    EXPECT_FALSE(other.error().message_vi.empty());
}

TEST_P(AnswerDeskTest, EverybodyHasKeysOfHisOwn) {
    desk().keep(office.caller("mai"), "key-1", "request-a", {201, "of Mai"});
    const auto hung = office.caller("hung");
    auto kept = desk().find(hung, "key-1", "request-b");
    ASSERT_TRUE(kept);
    EXPECT_FALSE(*kept);
    desk().keep(hung, "key-1", "request-b", {200, "of Hung"});
    kept = desk().find(office.caller("mai"), "key-1", "request-a");
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->body, "of Mai");
}

TEST_P(AnswerDeskTest, ForgetsAfterAWeek) {
    const auto mai = office.caller("mai");
    desk().keep(mai, "key-1", "request-a", {201, "first"});
    office.clock().set(at("2024-05-20T07:59"));
    desk().keep(mai, "key-2", "request-b", {201, "other"});
    auto kept = desk().find(mai, "key-1", "request-a");
    ASSERT_TRUE(kept);
    EXPECT_TRUE(*kept);
    office.clock().set(at("2024-05-20T08:01"));
    desk().keep(mai, "key-3", "request-c", {201, "other"});
    kept = desk().find(mai, "key-1", "request-a");
    ASSERT_TRUE(kept);
    EXPECT_FALSE(*kept);
}

/// Cases are opened and acted on under a key.
class KeyTest : public AnswerDeskTest {
protected:
    KeyTest() {
        office.load_workflows();
        lan = office.caller("lan-so-xd");
        lan.once = service::OnceKey{"key-1", "request-a"};
    }
    Result<service::json::object> open(const service::Office& where) {
        return service::CaseDesk(where).open(lan, {"appraisal-ppc-decision", "Vỉa hè", ""});
    }
    std::size_t cases() { return office.store().begin_read()->cases().list({}).size(); }

    service::Caller lan;
};

TEST_P(KeyTest, IsUsedUpByTheActItselfBeforeItsAnswerIsKept) {
    ASSERT_TRUE(open(office.office()));

    const auto unanswered = desk().find(lan, "key-1", "request-a");
    ASSERT_FALSE(unanswered);
    EXPECT_EQ(unanswered.error().reason, Reason::conflict);
    EXPECT_FALSE(unanswered.error().message_vi.empty());
    EXPECT_EQ(desk().find(lan, "key-1", "request-b").error().reason, Reason::invalid_input);

    desk().keep(lan, "key-1", "request-a", {201, "the case"});
    const auto kept = desk().find(lan, "key-1", "request-a");
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->status, 201);
    EXPECT_EQ((*kept)->body, "the case");
}

TEST_P(KeyTest, LetsTheActBeDoneOnceThoughTwoServersTryIt) {
    ASSERT_TRUE(open(office.office()));

    EXPECT_THROW(static_cast<void>(open(office.office())), ports::StoreFailure);

    EXPECT_EQ(cases(), 1U);
}

TEST_P(KeyTest, StaysFreeWhenTheActIsRefused) {
    EXPECT_FALSE(service::CaseDesk(office.office()).open(lan, {"no-such-process", "x", ""}));

    EXPECT_TRUE(open(office.office()));
}

INSTANTIATE_TEST_SUITE_P(Stores, KeyTest, ::testing::ValuesIn(every_store()));

/// A store whose first transactions come in another's way.
class Colliding : public ports::Store {
public:
    Colliding(ports::Store& store, int collisions) : store_(store), collisions_(collisions) {}
    std::unique_ptr<ports::Transaction> begin() override {
        if (collisions_-- > 0) throw ports::StoreCollision("Another act came in the way.");
        return store_.begin();
    }
    std::unique_ptr<ports::Transaction> begin_read() override { return store_.begin_read(); }

private:
    ports::Store& store_;
    int collisions_;
};

TEST_P(KeyTest, AnActIsTriedAgainWhenAnotherCameInItsWay) {
    const auto whole = office.office();
    Colliding twice(office.store(), 2), always(office.store(), 3);
    const service::Office lucky{twice, whole.clock, whole.vault, whole.passwords, whole.shelf};
    const service::Office unlucky{always, whole.clock, whole.vault, whole.passwords, whole.shelf};

    EXPECT_THROW(static_cast<void>(open(unlucky)), ports::StoreCollision);
    EXPECT_TRUE(open(lucky));

    EXPECT_EQ(cases(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Stores, AnswerDeskTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
