/// log_walk: the trail from its beginning, in constant memory and with short readings.
///
/// Internal to this room. Each page is a reading of its own, so that a long walk holds nothing
/// back: what is committed in the trail never changes.
#pragma once

#include <functional>

#include "engine/audit/digest.h"
#include "engine/service/office.h"

namespace trinh::service {

/// The first `size` entries in order. Throws StoreFailure when one is missing.
void walk_log(const Office& office, std::int64_t size,
              const std::function<void(const ports::AuditRow&)>& on_entry);

/// The leaf of an entry, wherever its text lies. Throws StoreFailure when what was kept of a moved
/// one is no hash.
audit::Hash leaf_of(const ports::AuditRow& row);

}  // namespace trinh::service
