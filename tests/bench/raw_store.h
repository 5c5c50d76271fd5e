/// RawStore: the rows of stage completions written with bare sqlite3: the limit that any program on
/// this disk has. It reads nothing, decides nothing and checks nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tests/bench/stage_rows.h"

struct sqlite3;

namespace trinh::bench {

/// Throws std::runtime_error when SQLite refuses. Used by one thread.
class RawStore {
public:
    /// A database of its own with the project's tables; WAL and synchronous=FULL, as adapters/sql
    /// has it.
    RawStore();
    ~RawStore();
    RawStore(const RawStore&) = delete;
    RawStore& operator=(const RawStore&) = delete;

    void begin();
    void commit();
    /// One case as it stands; its number. Within a transaction.
    std::int64_t insert(const ports::CaseRow& row);
    /// All rows of the act; on case `id`, or on a new one where it opens one. The case's number.
    /// Within a transaction.
    std::int64_t write(const ActRows& rows, std::int64_t id);
    /// Of the database once all is written into its file.
    [[nodiscard]] std::int64_t bytes();

private:
    class Statements;

    void run(const std::string& sql);

    std::string folder_;
    sqlite3* database_ = nullptr;
    std::unique_ptr<Statements> statements_;
    std::int64_t leaves_ = 0;
};

}  // namespace trinh::bench
