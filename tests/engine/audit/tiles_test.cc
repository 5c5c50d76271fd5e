#include "engine/audit/tiles.h"

#include <gtest/gtest.h>
#include <map>
#include <utility>

#include "tests/engine/audit/oracle.h"

namespace trinh::audit {

namespace {

constexpr std::int64_t size_max = 2 * tile_width * tile_width + 3 * tile_width + 7;

/// A log with its tiles, and a count of what was asked for.
class Tiles : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        TileRoots roots;
        for (std::int64_t i = 0; i < size_max; ++i) {
            const Hash leaf = leaf_hash(std::to_string(i));
            known()[{0, i}] = leaf;
            for (const TileRoot& tile : roots.add(leaf)) {
                known()[{tile.level, tile.number}] = tile.root;
            }
        }
    }
    static std::map<std::pair<int, std::int64_t>, Hash>& known() {
        static std::map<std::pair<int, std::int64_t>, Hash> all;
        return all;
    }
    std::optional<Hash> known_to(int level_max, int level, std::int64_t number) {
        ++asked_;
        const auto found = known().find({level, number});
        if (level > level_max || found == known().end()) return std::nullopt;
        return found->second;
    }
    KnownRoot to(int level_max) {
        return [this, level_max](int level, std::int64_t number) {
            return known_to(level_max, level, number);
        };
    }

    int asked_ = 0;
};

}  // namespace

TEST_F(Tiles, AreTheRootsOfTheirLeaves) {
    oracle::Leaves second;
    for (std::int64_t i = tile_width; i < 2 * tile_width; ++i) second.push_back(known().at({0, i}));

    EXPECT_EQ(known().at({1, 1}), oracle::root(second));
    EXPECT_EQ(known().at({2, 1}),
              root_of({tile_width * tile_width, 2 * tile_width * tile_width}, to(0)));
    EXPECT_FALSE(known().contains({1, size_max / tile_width}));
    EXPECT_FALSE(known().contains({2, 2}));
    EXPECT_TRUE(TileRoots().add(known().at({0, 0})).empty());
}

TEST_F(Tiles, GiveTheSameRootAsTheLeavesAlone) {
    for (const std::int64_t size : {std::int64_t{0}, std::int64_t{1}, tile_width - 1, tile_width,
                                    tile_width + 1, 3 * tile_width + 5, size_max}) {
        Edge edge;
        for (std::int64_t i = 0; i < size; ++i) edge.append(known().at({0, i}));

        EXPECT_EQ(root_of({0, size}, to(2)), edge.root()) << size;
        EXPECT_EQ(root_of({0, size}, to(1)), edge.root()) << size;
    }
}

TEST_F(Tiles, MakeProofsThatConvinceAndReadLittle) {
    const Hash root = root_of({0, size_max}, to(2));
    for (const std::int64_t index : {std::int64_t{0}, std::int64_t{70'001}, size_max - 1}) {
        asked_ = 0;

        const auto proof = proof_of(inclusion_path(index, size_max), to(2));

        EXPECT_LE(asked_, 3 * tile_width);
        EXPECT_TRUE(proves_inclusion(proof, known().at({0, index}), index, size_max, root));
    }
    const TreeHead older{66'000, root_of({0, 66'000}, to(2))};
    asked_ = 0;
    EXPECT_TRUE(proves_consistency(proof_of(consistency_path(66'000, size_max), to(2)), older,
                                   {size_max, root}));
    EXPECT_LE(asked_, 3 * tile_width);
}

}  // namespace trinh::audit
