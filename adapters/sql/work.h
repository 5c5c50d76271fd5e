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
    /// Gives the entries their places in the trail and makes everything durable. Throws
    /// StoreFailure when nothing of it was kept.
    virtual void commit(const std::vector<ports::AuditRow>& entries) = 0;
};

}  // namespace trinh::sql
