#include "engine/service/log_walk.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/audit/merkle.h"

namespace trinh::service {

void walk_log(const Office& office, std::int64_t size,
              const std::function<void(const ports::AuditRow&)>& on_entry) {
    constexpr std::int64_t page = 1'000;
    std::int64_t next = 0;
    while (next < size) {
        const std::int64_t end = std::min(size, next + page);
        for (const auto& row :
             office.store.begin_read()->audit().read_from(next, static_cast<int>(end - next))) {
            if (row.index != next) break;
            on_entry(row);
            ++next;
        }
        if (next == end) continue;
        throw ports::StoreFailure(
            fmt::format("Entry {} is missing from the trail: run \"trinh audit verify\".", next));
    }
}

audit::Hash leaf_of(const ports::AuditRow& row) {
    if (row.moved_hash.empty()) return audit::leaf_hash(row.body);
    if (const auto hash = audit::hash_from_hex(row.moved_hash)) return *hash;
    throw ports::StoreFailure(fmt::format(
        "What was kept of entry {} of the trail is no hash: restore a backup.", row.index));
}

}  // namespace trinh::service
