/// AuditTail: the end of the trail while a transaction, or a group of them, is open.
///
/// Entries get their place when their transaction commits, not before: so the row that holds the
/// tree's right edge is the last one a transaction locks, and nobody waits for a case with it.
#pragma once

#include <optional>
#include <vector>

#include "adapters/sql/session.h"
#include "engine/audit/merkle.h"
#include "engine/ports/rows.h"

namespace trinh::sql {

class AuditTail {
public:
    /// Holds the tree until the transaction ends; may be called again.
    void lock(Session& session);
    /// Takes the leaves behind the last one, whose entries the caller writes; where the first of
    /// them stands. Locks the tree.
    std::int64_t grow(Session& session, const std::vector<audit::Hash>& leaves);
    /// Writes the entries behind the last one. Locks the tree.
    void append(Session& session, const std::vector<ports::AuditRow>& entries);
    /// Writes the tree's new edge, if there is one. The last statement before the commit.
    void save(Session& session);

private:
    std::optional<audit::Edge> edge_;
    std::int64_t size_before_ = 0;
};

/// The edge as it is stored. `lock`: what follows the SELECT, "" or the session's row_lock().
ports::AuditTreeRow read_tree(Session& session, std::string_view lock);

}  // namespace trinh::sql
