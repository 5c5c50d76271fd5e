#include "engine/audit/merkle.h"

#include <gtest/gtest.h>

#include "tests/engine/audit/oracle.h"

namespace trinh::audit {

TEST(Merkle, HasTheRootsOfCertificateTransparency) {
    constexpr const char* roots[] = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Edge edge;
    EXPECT_EQ(edge.root(), oracle::hash(roots[0]));
    for (const Hash& leaf : oracle::known_leaves()) {
        edge.append(leaf);
        EXPECT_EQ(edge.root(), oracle::hash(roots[edge.size()])) << edge.size();
    }
}

TEST(Merkle, AgreesWithTheRecursiveDefinition) {
    const oracle::Leaves leaves = oracle::numbered_leaves(130);
    Edge edge;
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        EXPECT_EQ(edge.root(), oracle::root(oracle::part(leaves, 0, size))) << size;
        if (size < leaves.size()) edge.append(leaves[size]);
    }
}

TEST(Merkle, ContinuesFromAStoredEdge) {
    const oracle::Leaves leaves = oracle::numbered_leaves(40);
    Edge whole;
    for (std::size_t size = 0; size < leaves.size(); ++size) {
        auto restored = Edge::from_hex(whole.size(), whole.to_hex());
        ASSERT_TRUE(restored) << size;
        restored->append(leaves[size]);
        whole.append(leaves[size]);

        EXPECT_EQ(restored->root(), whole.root()) << size;
        EXPECT_EQ(restored->size(), whole.size());
    }
}

TEST(Merkle, RefusesAnEdgeThatDoesNotFitItsSize) {
    Edge edge;
    for (const Hash& leaf : oracle::numbered_leaves(5)) edge.append(leaf);
    auto hashes = edge.to_hex();

    EXPECT_FALSE(Edge::from_hex(7, hashes));
    EXPECT_FALSE(Edge::from_hex(-1, hashes));
    EXPECT_FALSE(Edge::from_hex(0, hashes));
    hashes[1][0] = 'G';
    EXPECT_EQ(Edge::from_hex(5, hashes).error().reason, Reason::invalid_input);
}

TEST(Merkle, NoticesAnyChangedByteAnyOrderAndAnyCutInAStream) {
    const std::vector<std::string> log{"{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}",
                                       "{\"e\":5}"};
    const auto root_of = [](const std::vector<std::string>& entries) {
        Verifier verifier;
        for (const std::string& entry : entries) verifier.add(entry);
        return verifier.root();
    };
    const Hash root = root_of(log);

    for (std::size_t entry = 0; entry < log.size(); ++entry) {
        for (std::size_t byte = 0; byte < log[entry].size(); ++byte) {
            for (int bit = 0; bit < 8; ++bit) {
                auto changed = log;
                changed[entry][byte] = static_cast<char>(changed[entry][byte] ^ (1 << bit));
                EXPECT_NE(root_of(changed), root);
            }
        }
        auto cut = log;
        cut.erase(cut.begin() + static_cast<std::ptrdiff_t>(entry));
        EXPECT_NE(root_of(cut), root);
        auto swapped = log;
        std::swap(swapped[entry], swapped[(entry + 1) % log.size()]);
        EXPECT_NE(root_of(swapped), root);
    }
    EXPECT_EQ(root_of(log), root);
}

TEST(Merkle, TellsALeafFromANode) {
    const oracle::Leaves two = oracle::numbered_leaves(2);
    std::string forged(bytes_of(two[0]));
    forged += bytes_of(two[1]);

    EXPECT_NE(leaf_hash(forged), node_hash(two[0], two[1]));
}

}  // namespace trinh::audit
