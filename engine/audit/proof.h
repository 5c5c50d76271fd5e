/// proof: short lists of hashes that convince somebody who does not have the log.
///
/// An inclusion proof shows that an entry is in a log of known root; a consistency proof shows that
/// an older log is the unchanged beginning of a newer one (RFC 6962, 2.1.1 and 2.1.2; the checks
/// are those of RFC 9162, 2.1.3.2 and 2.1.4.2).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/audit/merkle.h"

namespace trinh::audit {

/// The leaves [begin, end) of the log, a subtree of it.
struct LeafRange {
    std::int64_t begin = 0, end = 0;
    bool operator==(const LeafRange&) const = default;
};

/// Whose roots make up the proof that leaf `index` is in a log of `size`, in proof order.
/// Empty when index is not below size.
[[nodiscard]] std::vector<LeafRange> inclusion_path(std::int64_t index, std::int64_t size);

/// Whose roots make up the proof that the log of `old_size` is the beginning of that of `new_size`.
/// Empty when old_size is 0, or not below new_size.
[[nodiscard]] std::vector<LeafRange> consistency_path(std::int64_t old_size, std::int64_t new_size);

[[nodiscard]] bool proves_inclusion(const std::vector<Hash>& proof, const Hash& leaf,
                                    std::int64_t index, std::int64_t size, const Hash& root);

/// What is known of a log at one moment.
struct TreeHead {
    std::int64_t size = 0;
    Hash root{};
    bool operator==(const TreeHead&) const = default;
};

[[nodiscard]] bool proves_consistency(const std::vector<Hash>& proof, const TreeHead& older,
                                      const TreeHead& newer);

}  // namespace trinh::audit
