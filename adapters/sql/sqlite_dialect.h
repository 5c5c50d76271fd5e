/// SqliteDialect: how to talk to an SQLite file.
#pragma once

#include <string>

#include "adapters/sql/dialect.h"
#include "adapters/sql/sql_store.h"

namespace trinh::sql {

/// What a file is opened for: the server's store, or an archive that is written or read.
enum class SqliteUse { store, write_archive, read_archive };

class SqliteDialect : public Dialect {
public:
    SqliteDialect(std::string path, const SqliteOptions& options, SqliteUse use = SqliteUse::store)
        : path_(std::move(path)), options_(options), use_(use) {}

    [[nodiscard]] std::string_view name() const override { return "sqlite"; }
    [[nodiscard]] WordMatch word_match() const override;
    [[nodiscard]] std::unique_ptr<soci::session> connect() const override;
    [[nodiscard]] std::unique_ptr<Pipeline> pipeline(soci::session&) const override {
        return nullptr;
    }
    [[nodiscard]] const char* begin(Access access) const override;
    [[nodiscard]] const char* row_lock() const override { return ""; }
    [[nodiscard]] std::string skip_locked(std::string_view) const override { return {}; }
    [[nodiscard]] const char* take_turns() const override { return ""; }
    [[nodiscard]] bool is_collision(const std::exception&) const override { return false; }
    [[nodiscard]] std::span<const char* const> before_migrations() const override { return {}; }
    [[nodiscard]] const char* count_tables() const override;
    [[nodiscard]] std::string translated(const std::string& statement) const override;
    [[nodiscard]] std::string explain(const std::exception& error, Moment moment) const override;

    /// Creates the file, readable by its owner only, or throws StoreFailure when there is one
    /// that is no SQLite database.
    void prepare_file() const;

private:
    std::string path_;
    SqliteOptions options_;
    SqliteUse use_;
};

}  // namespace trinh::sql
