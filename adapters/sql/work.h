/// Work: where the statements of one transaction run, and what commits them.
///
/// Destroyed without commit(), it takes back whatever its statements did. Used by one thread.
#pragma once

#include <vector>

#include "adapters/sql/session.h"
#include "engine/ports/rows.h"

namespace trinh::sql {

class Work {
public:
    virtual ~Work() = default;
    [[nodiscard]] virtual Session& session() = 0;
    /// Hands the entries to the trail and makes everything durable. Throws
    /// StoreFailure when nothing of it was kept.
    virtual void commit(const std::vector<ports::AuditRow>& entries) = 0;
    /// Before a look at the trail: no act that was answered before the transaction began is missing
    /// from it. May renew what a reading transaction sees.
    virtual void settle_trail() {}
};

}  // namespace trinh::sql
