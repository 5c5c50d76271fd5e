#include "engine/audit/proof.h"

#include <gtest/gtest.h>

#include "engine/audit/tiles.h"
#include "tests/engine/audit/oracle.h"

namespace trinh::audit {

namespace {

constexpr std::int64_t size_max = 66;

std::vector<Hash> built(const std::vector<LeafRange>& path, const oracle::Leaves& leaves,
                        std::int64_t size) {
    return proof_of(path, [&](int level, std::int64_t number) -> std::optional<Hash> {
        EXPECT_LT(number, size);
        if (level > 0) return std::nullopt;
        return leaves[static_cast<std::size_t>(number)];
    });
}

class Proof : public ::testing::Test {
protected:
    Proof() : leaves_(oracle::numbered_leaves(size_max)) {
        heads_.push_back({0, Edge{}.root()});
        Edge edge;
        for (const Hash& leaf : leaves_) {
            edge.append(leaf);
            heads_.push_back({edge.size(), edge.root()});
        }
    }
    [[nodiscard]] const TreeHead& head(std::int64_t size) const {
        return heads_[static_cast<std::size_t>(size)];
    }
    [[nodiscard]] oracle::Leaves first(std::int64_t size) const {
        return oracle::part(leaves_, 0, static_cast<std::size_t>(size));
    }

    oracle::Leaves leaves_;
    std::vector<TreeHead> heads_;
};

}  // namespace

TEST_F(Proof, BuildsTheKnownProofsOfCertificateTransparency) {
    const oracle::Leaves known = oracle::known_leaves();
    const std::vector<Hash> first_of_eight{
        oracle::hash("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
        oracle::hash("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
        oracle::hash("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")};
    const std::vector<Hash> six_to_eight{
        oracle::hash("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
        oracle::hash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
        oracle::hash("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};

    EXPECT_EQ(built(inclusion_path(0, 8), known, 8), first_of_eight);
    EXPECT_EQ(built(consistency_path(1, 8), known, 8), first_of_eight);
    EXPECT_EQ(built(consistency_path(6, 8), known, 8), six_to_eight);
}

TEST_F(Proof, OfInclusionIsTheRecursivePathAndConvinces) {
    for (std::int64_t size = 1; size <= size_max; ++size) {
        for (std::int64_t index = 0; index < size; ++index) {
            const auto proof = built(inclusion_path(index, size), leaves_, size);
            const Hash& leaf = leaves_[static_cast<std::size_t>(index)];

            ASSERT_EQ(proof, oracle::path(static_cast<std::size_t>(index), first(size)));
            ASSERT_TRUE(proves_inclusion(proof, leaf, index, size, head(size).root));
        }
    }
}

TEST_F(Proof, OfConsistencyIsTheRecursiveSubproofAndConvinces) {
    for (std::int64_t size = 1; size <= size_max; ++size) {
        for (std::int64_t old_size = 1; old_size <= size; ++old_size) {
            const auto proof = built(consistency_path(old_size, size), leaves_, size);

            ASSERT_EQ(proof,
                      oracle::subproof(static_cast<std::size_t>(old_size), first(size), true));
            ASSERT_TRUE(proves_consistency(proof, head(old_size), head(size)))
                << old_size << " of " << size;
        }
    }
}

TEST_F(Proof, OfInclusionDoesNotConvinceOfAnythingElse) {
    for (std::int64_t size = 1; size <= 17; ++size) {
        for (std::int64_t index = 0; index < size; ++index) {
            auto proof = built(inclusion_path(index, size), leaves_, size);
            const Hash leaf = leaves_[static_cast<std::size_t>(index)];
            const Hash root = head(size).root;

            for (std::int64_t other = 0; other < size; ++other) {
                EXPECT_EQ(proves_inclusion(proof, leaf, other, size, root), other == index);
            }
            EXPECT_FALSE(proves_inclusion(proof, leaves_[20], index, size, root));
            EXPECT_FALSE(proves_inclusion(proof, leaf, index, size, head(size + 1).root));
            EXPECT_FALSE(proves_inclusion(proof, leaf, -1, size, root));
            EXPECT_FALSE(proves_inclusion(proof, leaf, size, size, root));
            for (Hash& hash : proof) {
                hash[0] ^= 1;
                EXPECT_FALSE(proves_inclusion(proof, leaf, index, size, root));
                hash[0] ^= 1;
            }
            proof.push_back(leaf);
            EXPECT_FALSE(proves_inclusion(proof, leaf, index, size, root));
            if (proof.size() == 1) continue;
            proof.resize(proof.size() - 2);
            EXPECT_FALSE(proves_inclusion(proof, leaf, index, size, root));
        }
    }
}

TEST_F(Proof, OfConsistencyDoesNotConvinceOfAnythingElse) {
    for (std::int64_t size = 2; size <= 17; ++size) {
        for (std::int64_t old_size = 1; old_size < size; ++old_size) {
            auto proof = built(consistency_path(old_size, size), leaves_, size);
            TreeHead forged = head(old_size);
            forged.root[31] ^= 1;

            EXPECT_FALSE(proves_consistency(proof, forged, head(size)));
            EXPECT_FALSE(proves_consistency(proof, head(old_size), {size, forged.root}));
            EXPECT_FALSE(proves_consistency(proof, head(size), head(old_size)));
            for (Hash& hash : proof) {
                hash[5] ^= 8;
                EXPECT_FALSE(proves_consistency(proof, head(old_size), head(size)));
                hash[5] ^= 8;
            }
            proof.pop_back();
            EXPECT_FALSE(proves_consistency(proof, head(old_size), head(size)));
        }
    }
}

TEST_F(Proof, TreatsTheEmptyLogAsTheBeginningOfEveryLog) {
    EXPECT_TRUE(proves_consistency({}, head(0), head(9)));
    EXPECT_TRUE(proves_consistency({}, head(0), head(0)));
    EXPECT_FALSE(proves_consistency({head(1).root}, head(0), head(9)));
    EXPECT_FALSE(proves_consistency({}, {0, head(1).root}, head(9)));
    EXPECT_TRUE(consistency_path(0, 9).empty());
    EXPECT_TRUE(consistency_path(10, 9).empty());
    EXPECT_TRUE(inclusion_path(9, 9).empty());
}

}  // namespace trinh::audit
