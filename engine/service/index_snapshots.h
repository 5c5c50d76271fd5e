/// index_snapshots: keeps a frozen score. Internal to this room.
#pragma once

#include "engine/service/index_book.h"

namespace trinh::service {

/// Puts the document into the vault and its line into the store.
ports::IndexSnapshotRow keep_snapshot(const Office& office, ports::Transaction& tx,
                                      const Caller& caller, const Scored& scored);

json::object snapshot_view(Directory& names, const ports::IndexSnapshotRow& row);

}  // namespace trinh::service
