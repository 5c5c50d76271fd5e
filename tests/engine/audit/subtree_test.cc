#include "engine/audit/subtree.h"

#include <gtest/gtest.h>

#include "engine/audit/row_digest.h"
#include "tests/engine/audit/oracle.h"

namespace trinh::audit {

namespace {

/// The log put together again from the entries at hand and the subtrees of the gaps.
Edge put_together(const std::vector<bool>& at_hand, const oracle::Leaves& leaves,
                  std::vector<Subtree>& gaps) {
    GapBuilder builder;
    const auto take = [&](const std::vector<Subtree>& more) {
        gaps.insert(gaps.end(), more.begin(), more.end());
    };
    for (std::size_t i = 0; i < at_hand.size(); ++i) {
        if (at_hand[i]) {
            take(builder.keep());
        } else {
            builder.leave_out(leaves[i]);
        }
    }
    take(builder.finish());
    Edge edge;
    std::size_t next = 0;
    while (edge.size() < std::ssize(at_hand)) {
        const auto place = static_cast<std::size_t>(edge.size());
        if (at_hand[place]) {
            edge.append(leaves[place]);
            continue;
        }
        EXPECT_LT(next, gaps.size());
        EXPECT_EQ(gaps[next].first, edge.size());
        EXPECT_TRUE(edge.append_subtree(gaps[next].root, gaps[next].size));
        ++next;
    }
    EXPECT_EQ(next, gaps.size());
    return edge;
}

}  // namespace

TEST(Subtree, EveryChoiceOfEntriesGivesTheRootOfTheWholeLog) {
    for (std::size_t size = 0; size <= 10; ++size) {
        const auto leaves = oracle::numbered_leaves(static_cast<std::int64_t>(size));
        Edge whole;
        for (const Hash& leaf : leaves) whole.append(leaf);
        for (unsigned chosen = 0; chosen < (1U << size); ++chosen) {
            std::vector<bool> at_hand(size);
            for (std::size_t i = 0; i < size; ++i) at_hand[i] = ((chosen >> i) & 1U) != 0;
            std::vector<Subtree> gaps;
            EXPECT_EQ(put_together(at_hand, leaves, gaps).to_hex(), whole.to_hex())
                << size << " entries, choice " << chosen;
        }
    }
}

TEST(Subtree, AGapTakesFewHashes) {
    const auto leaves = oracle::numbered_leaves(3'000);
    std::vector<bool> at_hand(3'000);
    at_hand[1'500] = true;
    std::vector<Subtree> gaps;

    const auto edge = put_together(at_hand, leaves, gaps);

    EXPECT_EQ(edge.size(), 3'000);
    EXPECT_LE(gaps.size(), 24U);
}

TEST(Subtree, AChangedHashGivesAnotherRoot) {
    const auto leaves = oracle::numbered_leaves(37);
    std::vector<bool> at_hand(37);
    at_hand[20] = true;
    std::vector<Subtree> gaps;
    const auto right = put_together(at_hand, leaves, gaps).root();
    for (auto& gap : gaps) {
        const Hash kept = gap.root;
        gap.root[7] = static_cast<std::uint8_t>(gap.root[7] ^ 1U);
        Edge edge;
        for (const auto& each : gaps) {
            if (edge.size() == 20) edge.append(leaves[20]);
            ASSERT_TRUE(edge.append_subtree(each.root, each.size));
        }
        EXPECT_NE(edge.root(), right);
        gap.root = kept;
    }
}

TEST(Subtree, IsRefusedWhereItCannotStand) {
    const auto leaves = oracle::numbered_leaves(3);
    Edge edge;
    edge.append(leaves[0]);
    for (const std::int64_t size : {-2, 0, 2, 3, 4}) {
        EXPECT_FALSE(edge.append_subtree(leaves[1], size)) << size;
    }
    EXPECT_EQ(edge.size(), 1);
    EXPECT_TRUE(edge.append_subtree(leaves[1], 1));
    EXPECT_TRUE(edge.append_subtree(leaves[2], 2));
    EXPECT_EQ(edge.size(), 4);
}

TEST(RowDigest, ChangesWithEveryByteOrderAndBoundary) {
    const auto of = [](std::initializer_list<std::initializer_list<std::string_view>> rows) {
        RowDigest digest;
        for (const auto& row : rows) digest.add(row);
        return digest.hex();
    };
    const auto right = of({{"a", "bc"}, {"d", ""}});
    EXPECT_EQ(of({{"a", "bc"}, {"d", ""}}), right);
    EXPECT_NE(of({{"ab", "c"}, {"d", ""}}), right);
    EXPECT_NE(of({{"a", "bc"}, {"d"}}), right);
    EXPECT_NE(of({{"d", ""}, {"a", "bc"}}), right);
    EXPECT_NE(of({{"a", "bc", "d", ""}}), right);
    EXPECT_NE(of({{"a", "bd"}, {"d", ""}}), right);
    EXPECT_NE(of({{"1:a", ""}}), of({{"1", "a"}}));
}

}  // namespace trinh::audit
