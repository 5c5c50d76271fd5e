/// subtree: a log of which only some entries are at hand, and hashes that stand for all the rest.
///
/// Between two entries at hand lies a gap; the roots of perfect subtrees that fill it exactly, as
/// few as can be, are enough to recompute the root of the whole log from the entries at hand.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/audit/merkle.h"

namespace trinh::audit {

/// The leaves [first, first + size), all below one node of the tree: size is a power of two.
struct Subtree {
    std::int64_t first = 0, size = 0;
    Hash root{};
    bool operator==(const Subtree&) const = default;
};

/// Fed with the whole log in order, gives the subtrees of its gaps.
class GapBuilder {
public:
    /// The next entry is not at hand.
    void leave_out(const Hash& leaf);
    /// The next entry is at hand: the subtrees of the gap that ends before it.
    [[nodiscard]] std::vector<Subtree> keep();
    /// The log ends: those of the last gap.
    [[nodiscard]] std::vector<Subtree> finish();

private:
    std::int64_t next_ = 0;
    std::vector<Subtree> gap_;
};

}  // namespace trinh::audit
