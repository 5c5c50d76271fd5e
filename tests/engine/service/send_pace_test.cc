#include "engine/service/send_pace.h"

#include <gtest/gtest.h>
#include <set>

namespace trinh::service {
namespace {

const Instant start = *Instant::parse("2024-05-13T08:00:00+07:00");

TEST(RetryAfter, DoublesUpToSixHoursGiveOrTakeAFifth) {
    std::int64_t expected = minutes(1).ms;
    for (int attempts = 1; attempts <= attempts_max; ++attempts) {
        const auto found = retry_after(attempts, "a@trinh").ms;
        EXPECT_GE(found, expected * 4 / 5) << attempts;
        EXPECT_LE(found, expected * 6 / 5) << attempts;
        expected = std::min(expected * 2, hours(6).ms);
    }
}

TEST(RetryAfter, IsTheSameForTheSameLetterAndSpreadOverOthers) {
    std::set<std::int64_t> found;
    for (int i = 0; i < 100; ++i) {
        const auto key = std::to_string(i) + "@trinh";
        EXPECT_EQ(retry_after(3, key), retry_after(3, key));
        found.insert(retry_after(3, key).ms);
    }
    EXPECT_GT(found.size(), 80U);
    EXPECT_LT(*found.begin(), minutes(4).ms * 85 / 100);
    EXPECT_GT(*found.rbegin(), minutes(4).ms * 115 / 100);
}

TEST(TokenBucket, HoldsAMinutesWorthAndFillsEvenly) {
    TokenBucket bucket(3);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.take(start));
    EXPECT_FALSE(bucket.take(start));
    EXPECT_EQ(bucket.next_at(start), start + seconds(20));
    EXPECT_FALSE(bucket.take(start + seconds(20) - Duration{1}));
    EXPECT_TRUE(bucket.take(start + seconds(20)));
    EXPECT_FALSE(bucket.take(start + seconds(20)));
    const Instant later = start + hours(20);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.take(later));
    EXPECT_FALSE(bucket.take(later)) << "An idle night saves up no more than a minute's worth.";
}

TEST(TokenBucket, AtTheTimeItNamesThereIsOne) {
    for (const int per_minute : {1, 7, 11, 600, 59'999}) {
        TokenBucket bucket(per_minute);
        Instant now = start;
        for (int i = 0; i < 2 * per_minute && i < 2'000; ++i) {
            now = bucket.next_at(now);
            ASSERT_TRUE(bucket.take(now)) << per_minute;
        }
    }
}

TEST(TokenBucket, AClockThatGoesBackAddsNothing) {
    TokenBucket bucket(1);
    EXPECT_TRUE(bucket.take(start));
    EXPECT_FALSE(bucket.take(start - hours(1)));
    EXPECT_FALSE(bucket.take(start - hours(1) + seconds(59)));
    EXPECT_TRUE(bucket.take(start - hours(1) + seconds(60)));
}

TEST(HostPace, EachHostHasItsOwnBucket) {
    HostPace pace(1);
    EXPECT_TRUE(pace.of("a").take(start));
    EXPECT_FALSE(pace.of("a").take(start));
    EXPECT_TRUE(pace.of("b").take(start));
}

}  // namespace
}  // namespace trinh::service
