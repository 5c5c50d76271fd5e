/// PostgresWork: a transaction on a session of its own, whose entries wait for their places in the
/// trail.
#pragma once

#include "adapters/sql/pool.h"
#include "adapters/sql/trail_numbering.h"
#include "adapters/sql/work.h"
#include "engine/ports/store.h"

namespace trinh::sql {

class PostgresWork : public Work {
public:
    PostgresWork(Lease lease, Access access, TrailNumbering& numbering)
        : lease_(std::move(lease)), numbering_(numbering) {
        lease_.session().begin(access);
    }
    [[nodiscard]] Session& session() override { return lease_.session(); }
    void commit(const std::vector<ports::AuditRow>& entries) override {
        if (session().is_broken()) {  // PostgreSQL would roll back and call it a success.
            throw ports::StoreFailure(
                "The act failed before its end: nothing was written; try it again.");
        }
        leave_waiting(session(), entries);
        session().commit();
        if (!entries.empty()) numbering_.notice();
    }
    void settle_trail() override {
        const bool is_reading = session().is_reading();
        if ((is_reading && is_settled_) || !is_any_waiting(session())) return;
        numbering_.settle();
        is_settled_ = true;
        if (!is_reading) return;
        session().roll_back();  // Its view is that of before.
        session().begin(Access::read);
    }

private:
    Lease lease_;  // Its end rolls back what was not committed.
    TrailNumbering& numbering_;
    bool is_settled_ = false;
};

}  // namespace trinh::sql
