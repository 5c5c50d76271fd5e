#include "engine/audit/merkle.h"

#include <bit>

#include "engine/base/check.h"

namespace trinh::audit {

Hash leaf_hash(std::string_view entry_bytes) {
    return sha256({std::string_view("\x00", 1), entry_bytes});
}

Hash node_hash(const Hash& left, const Hash& right) {
    return sha256({std::string_view("\x01", 1), bytes_of(left), bytes_of(right)});
}

Result<Edge> Edge::from_hex(std::int64_t size, const std::vector<std::string>& hashes) {
    const auto expected = std::popcount(static_cast<std::uint64_t>(size));
    if (size < 0 || static_cast<std::size_t>(expected) != hashes.size()) {
        return Refusal{Reason::invalid_input,
                       "The edge of an audit tree of " + std::to_string(size) + " entries needs " +
                           std::to_string(expected) + " hashes, but " +
                           std::to_string(hashes.size()) + " were stored: verify the audit log."};
    }
    Edge edge;
    edge.size_ = size;
    for (const std::string& text : hashes) {
        const auto hash = hash_from_hex(text);
        if (!hash) {
            return Refusal{Reason::invalid_input,
                           "A stored hash of the audit tree is not 64 hexadecimal digits: verify "
                           "the audit log."};
        }
        edge.subtrees_.push_back(*hash);
    }
    return edge;
}

void Edge::append(const Hash& leaf) {
    CHECK(append_subtree(leaf, 1));
}

bool Edge::append_subtree(const Hash& root, std::int64_t size) {
    if (size < 1 || (size & (size - 1)) != 0 || (size_ & (size - 1)) != 0) return false;
    Hash carried = root;
    // As in binary addition: every 1 of the size from there up is a subtree to be merged.
    for (std::int64_t bit = size; (size_ & bit) != 0; bit <<= 1) {
        carried = node_hash(subtrees_.back(), carried);
        subtrees_.pop_back();
    }
    subtrees_.push_back(carried);
    size_ += size;
    return true;
}

Hash Edge::root() const {
    if (subtrees_.empty()) return sha256({});
    Hash root = subtrees_.back();
    for (auto it = subtrees_.rbegin() + 1; it != subtrees_.rend(); ++it) {
        root = node_hash(*it, root);
    }
    return root;
}

std::vector<std::string> Edge::to_hex() const {
    std::vector<std::string> hashes;
    hashes.reserve(subtrees_.size());
    for (const Hash& hash : subtrees_) hashes.push_back(audit::to_hex(bytes_of(hash)));
    return hashes;
}

}  // namespace trinh::audit
