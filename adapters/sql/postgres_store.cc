#include "adapters/sql/migrations.h"
#include "adapters/sql/postgres_dialect.h"
#include "adapters/sql/postgres_work.h"
#include "adapters/sql/sql_store.h"
#include "adapters/sql/transaction.h"
#include "engine/ports/case_change.h"

namespace trinh::sql {

namespace {

class PostgresStore : public ports::Store {
public:
    explicit PostgresStore(const PostgresOptions& options)
        : dialect_(options),
          writers_(dialect_, options.writers, options.wait_ms),
          behind_(dialect_, options.behind, options.wait_ms),
          readers_(dialect_, options.readers, options.wait_ms),
          numbering_(dialect_, options.wait_ms) {
        const Lease lease = writers_.lease();
        for (const auto name : migrate(lease.session(), embedded_migrations())) {
            if (options.on_migration) options.on_migration(name);
        }
    }

    std::unique_ptr<ports::Transaction> begin() override {
        return std::make_unique<SqlTransaction>(begun(writers_, Access::write), people_);
    }

    std::unique_ptr<ports::Transaction> begin_behind() override {
        return std::make_unique<SqlTransaction>(begun(behind_, Access::write), people_);
    }

    std::unique_ptr<ports::Transaction> begin_read() override {
        return std::make_unique<SqlTransaction>(begun(readers_, Access::read), people_);
    }

    /// All statements in one message, the commit with them.
    Result<Done> record(const ports::CaseChange& change) override {
        try {
            auto work = begun(writers_, Access::write);
            work->session().ask_nothing();
            SqlTransaction tx(std::move(work), people_);
            auto written = ports::write(tx, change);
            if (written) tx.commit();
            return written;
        } catch (const Overtaken&) {
            const auto work = begun(readers_, Access::read);
            return Cases(work->session()).why_overtaken(change.after);
        }
    }

private:
    std::unique_ptr<Work> begun(Pool& pool, Access access) {
        return std::make_unique<PostgresWork>(pool.lease_alive(), access, numbering_);
    }

    PostgresDialect dialect_;
    Pool writers_;
    Pool behind_;
    Pool readers_;
    PeopleCache people_;
    TrailNumbering numbering_;
};

}  // namespace

std::unique_ptr<ports::Store> open_postgres(const PostgresOptions& options) {
    return std::make_unique<PostgresStore>(options);
}

}  // namespace trinh::sql
