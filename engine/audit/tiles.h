/// Tiles: roots of the full subtrees of 256, 256², … leaves, kept so that a proof need not read the
/// whole log (as in the static logs of Certificate Transparency).
///
/// What is kept can always be made again from the leaves, and whoever verifies the log does so.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/audit/proof.h"

namespace trinh::audit {

constexpr std::int64_t tile_width = 256;

/// The subtree of 256^level leaves that begins at leaf number * 256^level. Level 0: a leaf.
struct TileRoot {
    int level = 0;
    std::int64_t number = 0;
    Hash root{};
    bool operator==(const TileRoot&) const = default;
};

/// Gives the roots of all full tiles of a log that is read from its beginning.
class TileRoots {
public:
    /// The next leaf; which tiles it filled, the smallest first.
    std::vector<TileRoot> add(const Hash& leaf);

private:
    std::vector<Edge> open_;  ///< By level, from 1.
    std::vector<std::int64_t> filled_;
};

/// What is known of a tile: every leaf must be.
using KnownRoot = std::function<std::optional<Hash>(int level, std::int64_t number)>;

/// The root of these leaves as a tree of their own: of the whole log, or of a step of a path
/// (proof.h). Asks for a logarithmic number of tiles and leaves when all full tiles are known.
[[nodiscard]] Hash root_of(const LeafRange& range, const KnownRoot& known);

/// The proof that a path stands for.
[[nodiscard]] std::vector<Hash> proof_of(const std::vector<LeafRange>& path,
                                         const KnownRoot& known);

}  // namespace trinh::audit
