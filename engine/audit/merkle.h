/// merkle: the log of entries as a Merkle tree (RFC 6962, section 2.1).
///
/// The log itself is not here: an Edge knows only the roots of the perfect subtrees along the
/// right side of the tree, which is enough to append and to know the root.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audit/digest.h"
#include "engine/base/result.h"

namespace trinh::audit {

[[nodiscard]] Hash leaf_hash(std::string_view entry_bytes);
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);

/// The right edge of a tree: one perfect subtree for each bit of its size, largest first.
class Edge {
public:
    Edge() = default;
    /// Refuses hashes that are not 64 hexadecimal digits, and a number of them that does not fit.
    static Result<Edge> from_hex(std::int64_t size, const std::vector<std::string>& hashes);

    void append(const Hash& leaf);
    /// `size` leaves below one node whose hash is `root`. False, and nothing happens, unless they
    /// can stand there: size is a power of two that divides what is there.
    [[nodiscard]] bool append_subtree(const Hash& root, std::int64_t size);
    /// Of an empty tree: SHA-256 of nothing.
    [[nodiscard]] Hash root() const;
    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] std::vector<std::string> to_hex() const;

private:
    std::int64_t size_ = 0;
    std::vector<Hash> subtrees_;
};

/// Walks through a stored log once, in constant memory: compare root() with a signed checkpoint
/// when size() is the checkpoint's size.
class Verifier {
public:
    void add(std::string_view entry_bytes) { add_leaf(leaf_hash(entry_bytes)); }
    void add_leaf(const Hash& leaf) { edge_.append(leaf); }
    [[nodiscard]] Hash root() const { return edge_.root(); }
    [[nodiscard]] std::int64_t size() const { return edge_.size(); }

private:
    Edge edge_;
};

}  // namespace trinh::audit
