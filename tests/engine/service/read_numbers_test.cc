// Numbers that become visible late are found; those of acts that were rolled back are given up.
#include "engine/service/read_numbers.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <set>
#include <vector>

namespace trinh::service {
namespace {

const Instant start_of_day = *Instant::parse("2024-05-06T01:00Z");

TEST(ReadNumbers, ASkippedNumberIsLookedForAgain) {
    ReadNumbers read;
    EXPECT_TRUE(read.take(1, start_of_day));
    EXPECT_TRUE(read.take(4, start_of_day));

    EXPECT_EQ(read.read_from(), 1);
    EXPECT_FALSE(read.take(4, start_of_day));
    EXPECT_TRUE(read.take(2, start_of_day));
    EXPECT_FALSE(read.take(2, start_of_day));
    EXPECT_EQ(read.read_from(), 2);
    EXPECT_TRUE(read.take(3, start_of_day));
    EXPECT_EQ(read.read_from(), 4);
}

TEST(ReadNumbers, AMissingNumberIsGivenUpAfterTenMinutes) {
    ReadNumbers read;
    EXPECT_TRUE(read.take(3, start_of_day));

    read.give_up(start_of_day + ReadNumbers::patience);
    EXPECT_EQ(read.read_from(), 0);
    read.give_up(start_of_day + ReadNumbers::patience + seconds(1));

    EXPECT_EQ(read.read_from(), 3);
}

TEST(ReadNumbers, StartsInsideATableThatOthersAreWriting) {
    ReadNumbers read;
    const std::vector<std::int64_t> present{101, 104, 106};
    read.start(100, 105, present, start_of_day);

    EXPECT_EQ(read.read_from(), 101);
    EXPECT_FALSE(read.take(50, start_of_day));
    EXPECT_FALSE(read.take(104, start_of_day));
    for (const std::int64_t late : {102, 103, 105}) EXPECT_TRUE(read.take(late, start_of_day));
    EXPECT_TRUE(read.take(106, start_of_day));
    EXPECT_EQ(read.read_from(), 106);
}

TEST(ReadNumbers, RemembersABoundedNumberOfMissingOnes) {
    ReadNumbers read;
    EXPECT_TRUE(read.take(1'000'000'000, start_of_day));

    EXPECT_EQ(read.read_from(), 1'000'000'000 - ReadNumbers::missing_max - 1);
}

RC_GTEST_PROP(ReadNumbers, TakesEveryNumberOnceInWhateverOrderTheyAppear, ()) {
    auto numbers =
        *rc::gen::container<std::set<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 60));
    std::vector<std::int64_t> order(numbers.begin(), numbers.end());
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    ReadNumbers read;
    std::set<std::int64_t> visible, taken;
    for (const std::int64_t number : order) {
        visible.insert(number);
        if (*rc::gen::arbitrary<bool>()) continue;  // Nobody looks yet.
        for (auto at = visible.upper_bound(read.read_from()); at != visible.end(); ++at) {
            if (read.take(*at, start_of_day)) RC_ASSERT(taken.insert(*at).second);
        }
        RC_ASSERT(taken == visible);
    }
}

}  // namespace
}  // namespace trinh::service
