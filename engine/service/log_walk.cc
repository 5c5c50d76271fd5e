#include "engine/service/log_walk.h"

#include <algorithm>
#include <fmt/format.h>

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

}  // namespace trinh::service
