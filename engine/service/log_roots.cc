#include "engine/service/log_roots.h"

#include <fmt/format.h>

#include "engine/service/log_walk.h"

namespace trinh::service {

namespace {

constexpr std::size_t groups_max = 64;  ///< Of 256 hashes; a proof over kept tiles needs a few.

}  // namespace

audit::Hash LogRoots::root(const audit::LeafRange& range) {
    return audit::root_of(range, known());
}

std::vector<audit::Hash> LogRoots::proof(const std::vector<audit::LeafRange>& path) {
    return audit::proof_of(path, known());
}

audit::KnownRoot LogRoots::known() {
    return [this](int level, std::int64_t number) -> std::optional<audit::Hash> {
        const std::int64_t place = number % audit::tile_width;
        const auto& hashes = group(level, number - place);
        if (place < std::ssize(hashes)) return hashes[static_cast<std::size_t>(place)];
        if (level > 0) return std::nullopt;
        throw ports::StoreFailure(
            fmt::format("Entry {} is missing from the trail: run \"trinh audit verify\".", number));
    };
}

const std::vector<audit::Hash>& LogRoots::group(int level, std::int64_t first) {
    const std::pair key(level, first);
    if (const auto found = groups_.find(key); found != groups_.end()) return found->second;
    if (groups_.size() >= groups_max) groups_.clear();
    auto hashes = level == 0 ? leaves(first) : tiles(level, first);
    return groups_.emplace(key, std::move(hashes)).first->second;
}

std::vector<audit::Hash> LogRoots::leaves(std::int64_t first) {
    std::vector<audit::Hash> hashes;
    for (const auto& row : office_.store.begin_read()->audit().read_from(
             first, static_cast<int>(audit::tile_width))) {
        if (row.index != first + std::ssize(hashes)) break;
        hashes.push_back(leaf_of(row));
    }
    return hashes;
}

std::vector<audit::Hash> LogRoots::tiles(int level, std::int64_t first) {
    std::vector<audit::Hash> hashes;
    for (const auto& text : office_.store.begin_read()->audit().tile_roots(
             level, first, static_cast<int>(audit::tile_width))) {
        const auto hash = audit::hash_from_hex(text);
        if (!hash) break;  // As if it was not kept: the entries themselves are read.
        hashes.push_back(*hash);
    }
    return hashes;
}

}  // namespace trinh::service
