#include "engine/audit/tiles.h"

#include <bit>

#include "engine/base/check.h"

namespace trinh::audit {

namespace {

/// The level of a tile that has exactly these leaves.
std::optional<int> level_of(const LeafRange& range) {
    std::int64_t width = 1;
    for (int level = 0; width <= range.end - range.begin; ++level, width *= tile_width) {
        if (width == range.end - range.begin && range.begin % width == 0) return level;
    }
    return std::nullopt;
}

}  // namespace

std::vector<TileRoot> TileRoots::add(const Hash& leaf) {
    std::vector<TileRoot> full;
    Hash root = leaf;
    for (std::size_t i = 0;; ++i) {
        if (i == open_.size()) {
            open_.emplace_back();
            filled_.push_back(0);
        }
        open_[i].append(root);
        if (open_[i].size() < tile_width) return full;
        root = open_[i].root();
        full.push_back({static_cast<int>(i) + 1, filled_[i]++, root});
        open_[i] = {};
    }
}

Hash root_of(const LeafRange& range, const KnownRoot& known) {
    const std::int64_t size = range.end - range.begin;
    if (size == 0) return Edge{}.root();
    if (const auto level = level_of(range)) {
        if (const auto root = known(*level, range.begin / size)) return *root;
    }
    CHECK(size > 1);
    const auto left =
        static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size - 1)));
    return node_hash(root_of({range.begin, range.begin + left}, known),
                     root_of({range.begin + left, range.end}, known));
}

std::vector<Hash> proof_of(const std::vector<LeafRange>& path, const KnownRoot& known) {
    std::vector<Hash> proof;
    for (const LeafRange& range : path) proof.push_back(root_of(range, known));
    return proof;
}

}  // namespace trinh::audit
