#include "engine/audit/proof.h"

#include <algorithm>
#include <bit>

namespace trinh::audit {

namespace {

/// The largest power of two below n; n is at least 2.
std::int64_t split_of(std::int64_t n) {
    return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(n - 1)));
}

bool is_odd(std::int64_t n) {
    return (n & 1) != 0;
}

}  // namespace

std::vector<LeafRange> inclusion_path(std::int64_t index, std::int64_t size) {
    std::vector<LeafRange> path;
    if (index < 0 || index >= size) return path;
    LeafRange tree{0, size};
    while (tree.end - tree.begin > 1) {
        const std::int64_t middle = tree.begin + split_of(tree.end - tree.begin);
        const LeafRange left{tree.begin, middle};
        const LeafRange right{middle, tree.end};
        path.push_back(index < middle ? right : left);
        tree = index < middle ? left : right;
    }
    std::ranges::reverse(path);
    return path;
}

std::vector<LeafRange> consistency_path(std::int64_t old_size, std::int64_t new_size) {
    std::vector<LeafRange> path;
    if (old_size <= 0 || old_size >= new_size) return path;
    LeafRange tree{0, new_size};
    while (old_size != tree.end) {
        const std::int64_t middle = tree.begin + split_of(tree.end - tree.begin);
        const LeafRange left{tree.begin, middle};
        const LeafRange right{middle, tree.end};
        path.push_back(old_size <= middle ? right : left);
        tree = old_size <= middle ? left : right;
    }
    // The checker knows the root of the old log: it is left out when it is a subtree of the new.
    if (tree.begin != 0) path.push_back(tree);
    std::ranges::reverse(path);
    return path;
}

bool proves_inclusion(const std::vector<Hash>& proof, const Hash& leaf, std::int64_t index,
                      std::int64_t size, const Hash& root) {
    if (index < 0 || index >= size) return false;
    std::int64_t node = index;
    std::int64_t last = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) return false;
        if (is_odd(node) || node == last) {
            hash = node_hash(sibling, hash);
            while (!is_odd(node) && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

bool proves_consistency(const std::vector<Hash>& proof, const TreeHead& older,
                        const TreeHead& newer) {
    if (older.size < 0 || older.size > newer.size) return false;
    if (older.size == newer.size) return proof.empty() && older.root == newer.root;
    if (older.size == 0) return proof.empty() && older.root == Edge{}.root();
    std::int64_t node = older.size - 1;
    std::int64_t last = newer.size - 1;
    while (is_odd(node)) {
        node >>= 1;
        last >>= 1;
    }
    // A power of two: the old root is itself the first subtree of the new log.
    const bool starts_with_root = node == 0;
    auto next = proof.begin();
    if (!starts_with_root && next == proof.end()) return false;
    Hash old_hash = starts_with_root ? older.root : *next++;
    Hash new_hash = old_hash;
    for (; next != proof.end(); ++next) {
        if (last == 0) return false;
        if (is_odd(node) || node == last) {
            old_hash = node_hash(*next, old_hash);
            new_hash = node_hash(*next, new_hash);
            while (!is_odd(node) && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, *next);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && old_hash == older.root && new_hash == newer.root;
}

}  // namespace trinh::audit
