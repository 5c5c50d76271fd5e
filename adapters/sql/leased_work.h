/// LeasedWork: a transaction on a session of its own.
#pragma once

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/pool.h"
#include "adapters/sql/work.h"
#include "engine/ports/store.h"

namespace trinh::sql {

class LeasedWork : public Work {
public:
    LeasedWork(Lease lease, Access access) : lease_(std::move(lease)) {
        lease_.session().begin(access);
    }
    [[nodiscard]] Session& session() override { return lease_.session(); }
    void commit(const std::vector<ports::AuditRow>& entries) override {
        if (session().is_broken()) {  // PostgreSQL would roll back and call it a success.
            throw ports::StoreFailure(
                "The act failed before its end: nothing was written; try it again.");
        }
        AuditTail tail;
        tail.append(session(), entries);
        tail.save(session());
        session().commit();
    }

private:
    Lease lease_;  // Its end rolls back what was not committed.
};

}  // namespace trinh::sql
