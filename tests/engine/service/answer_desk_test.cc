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

INSTANTIATE_TEST_SUITE_P(Stores, AnswerDeskTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
