/// LeasedWork: a transaction that only reads, on a session of its own.
#pragma once

#include "adapters/sql/pool.h"
#include "adapters/sql/work.h"
#include "engine/base/check.h"

namespace trinh::sql {

class LeasedWork : public Work {
public:
    explicit LeasedWork(Lease lease) : lease_(std::move(lease)) {
        lease_.session().begin(Access::read);
    }
    [[nodiscard]] Session& session() override { return lease_.session(); }
    void commit(const std::vector<ports::AuditRow>& entries) override {
        CHECK(entries.empty());
        session().commit();
    }

private:
    Lease lease_;  // Its end rolls back.
};

}  // namespace trinh::sql
