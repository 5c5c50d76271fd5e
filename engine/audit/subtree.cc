#include "engine/audit/subtree.h"

#include <utility>

namespace trinh::audit {

void GapBuilder::leave_out(const Hash& leaf) {
    gap_.push_back({next_++, 1, leaf});
    // Two neighbours of one size become one where the tree has a node above both.
    while (gap_.size() > 1) {
        const Subtree right = gap_.back();
        Subtree& left = gap_[gap_.size() - 2];
        if (left.size != right.size || left.first % (2 * left.size) != 0) return;
        left = {left.first, 2 * left.size, node_hash(left.root, right.root)};
        gap_.pop_back();
    }
}

std::vector<Subtree> GapBuilder::keep() {
    ++next_;
    return finish();
}

std::vector<Subtree> GapBuilder::finish() {
    return std::exchange(gap_, {});
}

}  // namespace trinh::audit
