/// PostgresDialect: how to talk to a PostgreSQL server.
#pragma once

#include <string>

#include "adapters/sql/dialect.h"
#include "adapters/sql/sql_store.h"

namespace trinh::sql {

class PostgresDialect : public Dialect {
public:
    /// Throws StoreFailure when the description of the connection cannot be understood.
    explicit PostgresDialect(const PostgresOptions& options);

    /// UTF-8, synchronous_commit on, every wait with a limit. Throws StoreFailure.
    [[nodiscard]] std::string_view name() const override { return "postgres"; }
    [[nodiscard]] WordMatch word_match() const override;
    [[nodiscard]] std::unique_ptr<soci::session> connect() const override;
    [[nodiscard]] std::unique_ptr<Pipeline> pipeline(soci::session& connection) const override;
    [[nodiscard]] const char* begin(Access access) const override;
    [[nodiscard]] const char* row_lock() const override { return " for update"; }
    [[nodiscard]] std::string skip_locked(std::string_view table) const override;
    [[nodiscard]] const char* take_turns() const override {
        return "select pg_advisory_xact_lock(500135718505)";
    }
    [[nodiscard]] bool is_collision(const std::exception& error) const override;
    [[nodiscard]] std::span<const char* const> before_migrations() const override;
    [[nodiscard]] const char* count_tables() const override;
    /// Numbers the store gives become identity columns; texts are compared by their bytes, as on
    /// SQLite, whatever the locale of the server.
    [[nodiscard]] std::string translated(const std::string& statement) const override;
    [[nodiscard]] std::string explain(const std::exception& error, Moment moment) const override;

private:
    std::string address_;  ///< As a URI, with the password: never shown to anybody.
    std::string settings_;
    int silence_ms_;
};

}  // namespace trinh::sql
