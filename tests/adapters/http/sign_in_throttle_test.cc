#include "adapters/http/sign_in_throttle.h"

#include <future>
#include <gtest/gtest.h>

#include "adapters/http/password_slots.h"
#include "adapters/http/session_cookie.h"

namespace trinh::http {
namespace {

constexpr Instant start{1'000'000'000'000};

TEST(SignInThrottle, LetsFiveTriesPassAndThenDoublesTheWait) {
    SignInThrottle throttle;
    for (int i = 0; i < 5; ++i) EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start), 0);

    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start), 1);
    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start + Duration{999}), 1);
    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start + seconds(1)), 0);
    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start + seconds(1)), 2);
    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start + seconds(3)), 0);
    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start + seconds(3)), 4);
}

TEST(SignInThrottle, LeavesOtherUsersAndOtherAddressesAlone) {
    SignInThrottle throttle;
    for (int i = 0; i < 5; ++i) throttle.wait_seconds("lan", "10.0.0.1", start);

    EXPECT_EQ(throttle.wait_seconds("minh", "10.0.0.1", start), 0);
    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.2", start), 0);
}

TEST(SignInThrottle, SlowsAnAddressThatTriesManyUsers) {
    SignInThrottle throttle;
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(throttle.wait_seconds("user" + std::to_string(i), "10.0.0.1", start), 0);

    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start), 1);
}

TEST(SignInThrottle, ForgetsAfterSuccessAndAfterRest) {
    SignInThrottle throttle;
    for (int i = 0; i < 5; ++i) throttle.wait_seconds("lan", "10.0.0.1", start);
    for (int i = 0; i < 5; ++i) throttle.wait_seconds("minh", "10.0.0.1", start);

    throttle.succeeded("lan", "10.0.0.1");

    EXPECT_EQ(throttle.wait_seconds("lan", "10.0.0.1", start), 0);
    EXPECT_EQ(throttle.wait_seconds("minh", "10.0.0.1", start), 1);
    const auto later = start + minutes(16);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(throttle.wait_seconds("minh", "10.0.0.1", later), 0);
}

TEST(SignInThrottle, NeverWaitsLongerThanItsLongest) {
    SignInThrottle throttle;
    Instant now = start;
    int longest = 0;

    for (int i = 0; i < 60; ++i) {
        const int wait = throttle.wait_seconds("lan", "10.0.0.1", now);
        longest = std::max(longest, wait);
        now = now + seconds(wait);
    }

    EXPECT_EQ(longest, 15 * 60);
}

TEST(SignInThrottle, KeepsItsMemoryBounded) {
    ThrottleLimits limits;
    limits.entries_max = 100;
    SignInThrottle throttle(limits);

    for (int i = 0; i < 1000; ++i)
        throttle.wait_seconds("user" + std::to_string(i), "10.0.0.1", start);

    EXPECT_EQ(throttle.entries(), 100U);
}

TEST(PasswordSlots, RefuseWhenNobodyMayWait) {
    PasswordSlots slots(1, 0, std::chrono::seconds(10));
    const PasswordSlots::Slot first(slots);

    const PasswordSlots::Slot second(slots);

    EXPECT_TRUE(first);
    EXPECT_FALSE(second);
}

TEST(PasswordSlots, GiveAFreedSlotToWhoWaits) {
    PasswordSlots slots(1, 1, std::chrono::seconds(10));
    std::future<bool> second;
    {
        const PasswordSlots::Slot first(slots);
        second = std::async(std::launch::async,
                            [&] { return static_cast<bool>(PasswordSlots::Slot(slots)); });
    }

    EXPECT_TRUE(second.get());
    EXPECT_TRUE(PasswordSlots::Slot(slots));
}

TEST(PasswordSlots, DoNotLetAnybodyWaitForEver) {
    PasswordSlots slots(1, 1, std::chrono::milliseconds(20));
    const PasswordSlots::Slot first(slots);

    const PasswordSlots::Slot second(slots);

    EXPECT_FALSE(second);
}

TEST(SessionCookie, IsForThisServerOnlyAndForNoScript) {
    EXPECT_EQ(session_cookie("abc", false), "trinh_session=abc; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(session_cookie("abc", true),
              "trinh_session=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
    EXPECT_EQ(session_cookie("", false),
              "trinh_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST(SameSecret, ComparesWholeTexts) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "ab"));
    EXPECT_FALSE(same_secret("", "abc"));
}

}  // namespace
}  // namespace trinh::http
