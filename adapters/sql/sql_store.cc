#include "adapters/sql/sql_store.h"

#include "adapters/sql/group_writer.h"
#include "adapters/sql/leased_work.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/sqlite_dialect.h"
#include "adapters/sql/transaction.h"
#include "engine/ports/case_change.h"

namespace trinh::sql {

namespace {

class SqliteStore : public ports::Store {
public:
    SqliteStore(const std::string& path, const SqliteOptions& options)
        : dialect_(path, options),
          // SQLite has one writer at a time; waiting for the one connection is fairer and faster
          // than SQLite's own polling. Other processes are met by its busy timeout.
          writer_(dialect_, options.wait_ms),
          readers_(dialect_, options.readers, options.wait_ms) {
        dialect_.prepare_file();
        Session session(dialect_);
        for (const auto name : migrate(session, embedded_migrations())) {
            if (options.on_migration) options.on_migration(name);
        }
        // Opened before that session closes: the last one to close takes the write-ahead log away,
        // and a program that opens the file at that very moment finds it locked.
        const auto first = writer_.begin();
    }

    std::unique_ptr<ports::Transaction> begin() override {
        return std::make_unique<SqlTransaction>(writer_.begin(), people_);
    }

    std::unique_ptr<ports::Transaction> begin_behind() override {
        return std::make_unique<SqlTransaction>(writer_.begin_behind(), people_);
    }

    std::unique_ptr<ports::Transaction> begin_read() override {
        return std::make_unique<SqlTransaction>(std::make_unique<LeasedWork>(readers_.lease()),
                                                people_);
    }

    Result<Done> record(const ports::CaseChange& change) override {
        return writer_.run([&](std::unique_ptr<Work> work) {
            SqlTransaction tx(std::move(work), people_);
            auto written = ports::write(tx, change);
            if (written) tx.commit();
            return written;
        });
    }

private:
    SqliteDialect dialect_;
    GroupWriter writer_;
    Pool readers_;
    PeopleCache people_;
};

}  // namespace

std::unique_ptr<ports::Store> open_sqlite(const std::string& path, const SqliteOptions& options) {
    return std::make_unique<SqliteStore>(path, options);
}

}  // namespace trinh::sql
