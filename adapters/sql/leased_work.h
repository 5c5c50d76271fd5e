/// LeasedWork: a transaction on a session of its own.
#pragma once

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/pool.h"
#include "adapters/sql/work.h"

namespace trinh::sql {

class LeasedWork : public Work {
public:
    LeasedWork(Lease lease, Access access) : lease_(std::move(lease)) {
        lease_.session().begin(access);
    }
    [[nodiscard]] Session& session() override { return lease_.session(); }
    void commit(const std::vector<ports::AuditRow>& entries) override {
        AuditTail tail;
        tail.append(session(), entries);
        tail.save(session());
        session().commit();
    }

private:
    Lease lease_;  // Its end rolls back what was not committed.
};

}  // namespace trinh::sql
