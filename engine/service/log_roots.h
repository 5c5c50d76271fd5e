/// LogRoots: hashes of the trail for proofs, read by tiles and not entry by entry.
///
/// Internal to this room. Used by one thread, for one question.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/audit/tiles.h"
#include "engine/service/office.h"

namespace trinh::service {

class LogRoots {
public:
    explicit LogRoots(const Office& office) : office_(office) {}

    /// The root of these leaves as a tree of their own. Throws StoreFailure when an entry is
    /// missing. Where tiles are not kept yet it reads the entries.
    audit::Hash root(const audit::LeafRange& range);
    std::vector<audit::Hash> proof(const std::vector<audit::LeafRange>& path);

private:
    [[nodiscard]] audit::KnownRoot known();
    /// Tiles, or leaves at level 0, from first on; as many as a tile is wide.
    const std::vector<audit::Hash>& group(int level, std::int64_t first);
    std::vector<audit::Hash> leaves(std::int64_t first);
    std::vector<audit::Hash> tiles(int level, std::int64_t first);

    const Office& office_;
    std::map<std::pair<int, std::int64_t>, std::vector<audit::Hash>> groups_;
};

}  // namespace trinh::service
