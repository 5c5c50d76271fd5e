#include "adapters/sql/sql_store.h"

#include "adapters/sql/migrations.h"
#include "adapters/sql/pool.h"
#include "adapters/sql/sqlite_dialect.h"
#include "adapters/sql/transaction.h"

namespace trinh::sql {

namespace {

class SqliteStore : public ports::Store {
public:
    SqliteStore(const std::string& path, const SqliteOptions& options)
        : dialect_(path, options),
          // SQLite has one writer at a time; waiting for the one connection is fairer and faster
          // than SQLite's own polling. Other processes are met by its busy timeout.
          writers_(dialect_, 1, options.wait_ms),
          readers_(dialect_, options.readers, options.wait_ms) {
        dialect_.prepare_file();
        migrate(writers_.lease().session(), embedded_migrations());
    }

    std::unique_ptr<ports::Transaction> begin() override {
        return std::make_unique<SqlTransaction>(writers_.lease(), Access::write);
    }

    std::unique_ptr<ports::Transaction> begin_read() override {
        return std::make_unique<SqlTransaction>(readers_.lease(), Access::read);
    }

private:
    SqliteDialect dialect_;
    Pool writers_;
    Pool readers_;
};

}  // namespace

std::unique_ptr<ports::Store> open_sqlite(const std::string& path, const SqliteOptions& options) {
    return std::make_unique<SqliteStore>(path, options);
}

}  // namespace trinh::sql
