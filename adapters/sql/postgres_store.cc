#include "adapters/sql/leased_work.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/postgres_dialect.h"
#include "adapters/sql/sql_store.h"
#include "adapters/sql/transaction.h"

namespace trinh::sql {

namespace {

class PostgresStore : public ports::Store {
public:
    explicit PostgresStore(const PostgresOptions& options)
        : dialect_(options),
          writers_(dialect_, options.writers, options.wait_ms),
          readers_(dialect_, options.readers, options.wait_ms) {
        const Lease lease = writers_.lease();
        for (const auto name : migrate(lease.session(), embedded_migrations())) {
            if (options.on_migration) options.on_migration(name);
        }
    }

    std::unique_ptr<ports::Transaction> begin() override { return begun(writers_, Access::write); }

    std::unique_ptr<ports::Transaction> begin_read() override {
        return begun(readers_, Access::read);
    }

private:
    /// The server may have been restarted since these sessions were opened. Nothing was done yet,
    /// so another beginning on a new connection is safe.
    std::unique_ptr<ports::Transaction> begun(Pool& pool, Access access) {
        Lease lease = pool.lease();
        std::unique_ptr<Work> work;
        try {
            work = std::make_unique<LeasedWork>(std::move(lease), access);
        } catch (const ports::StoreFailure&) {
            pool.close_idle();
            work = std::make_unique<LeasedWork>(pool.lease(), access);
        }
        return std::make_unique<SqlTransaction>(std::move(work), people_);
    }

    PostgresDialect dialect_;
    Pool writers_;
    Pool readers_;
    PeopleCache people_;
};

}  // namespace

std::unique_ptr<ports::Store> open_postgres(const PostgresOptions& options) {
    return std::make_unique<PostgresStore>(options);
}

}  // namespace trinh::sql
