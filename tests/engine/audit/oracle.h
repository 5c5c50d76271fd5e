/// oracle: RFC 6962 section 2.1 written down as it stands there, recursive and slow.
#pragma once

#include <string>
#include <vector>

#include "engine/audit/merkle.h"

namespace trinh::audit::oracle {

using Leaves = std::vector<Hash>;

inline std::size_t split_of(std::size_t n) {
    std::size_t k = 1;
    while (k * 2 < n) k *= 2;
    return k;
}

inline Leaves part(const Leaves& leaves, std::size_t begin, std::size_t end) {
    return {leaves.begin() + static_cast<std::ptrdiff_t>(begin),
            leaves.begin() + static_cast<std::ptrdiff_t>(end)};
}

inline Hash root(const Leaves& leaves) {
    if (leaves.empty()) return sha256({});
    if (leaves.size() == 1) return leaves[0];
    const std::size_t k = split_of(leaves.size());
    return node_hash(root(part(leaves, 0, k)), root(part(leaves, k, leaves.size())));
}

/// PATH(m, D[n])
inline std::vector<Hash> path(std::size_t m, const Leaves& leaves) {
    if (leaves.size() == 1) return {};
    const std::size_t k = split_of(leaves.size());
    const Leaves left = part(leaves, 0, k);
    const Leaves right = part(leaves, k, leaves.size());
    std::vector<Hash> found = m < k ? path(m, left) : path(m - k, right);
    found.push_back(m < k ? root(right) : root(left));
    return found;
}

/// SUBPROOF(m, D[n], b)
inline std::vector<Hash> subproof(std::size_t m, const Leaves& leaves, bool is_whole) {
    if (m == leaves.size()) return is_whole ? std::vector<Hash>{} : std::vector<Hash>{root(leaves)};
    const std::size_t k = split_of(leaves.size());
    const Leaves left = part(leaves, 0, k);
    const Leaves right = part(leaves, k, leaves.size());
    std::vector<Hash> found = m <= k ? subproof(m, left, is_whole) : subproof(m - k, right, false);
    found.push_back(m <= k ? root(right) : root(left));
    return found;
}

inline Leaves numbered_leaves(std::size_t count) {
    Leaves leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
    return leaves;
}

/// The eight inputs of Certificate Transparency's own tests.
inline std::vector<std::string> known_inputs() {
    using namespace std::string_literals;
    return {""s, "\x00"s, "\x10"s, " !"s, "01"s, "@ABC"s, "PQRSTUVW"s, "`abcdefghijklmno"s};
}

inline Leaves known_leaves() {
    Leaves leaves;
    for (const std::string& input : known_inputs()) leaves.push_back(leaf_hash(input));
    return leaves;
}

inline Hash hash(std::string_view hex) {
    return *hash_from_hex(hex);
}

}  // namespace trinh::audit::oracle
