/// RawStore: the same rows as one stage completion, written with bare sqlite3: the limit that any
/// program on this disk has. It reads nothing, decides nothing and checks nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/ports/rows.h"

struct sqlite3;

namespace trinh::bench {

/// Everything one act wrote.
struct ActRows {
    ports::CaseRow before, after;
    std::vector<ports::WaitingRow> waiting;
    std::vector<ports::DeadlineRow> deadlines;
    std::vector<ports::JournalRow> journal;
    std::vector<ports::MailRow> mail;
    ports::AuditRow audit;
    ports::AuditTreeRow tree;

    [[nodiscard]] std::size_t count() const;  ///< Rows inserted or updated.
};

class RawStore {
public:
    /// A database of its own with the project's tables and `cases` cases as they were before.
    /// WAL and synchronous=FULL, as adapters/sql has it.
    RawStore(const ActRows& rows, std::size_t cases);
    ~RawStore();
    RawStore(const RawStore&) = delete;
    RawStore& operator=(const RawStore&) = delete;

    /// One transaction on the next case. Throws std::runtime_error when SQLite refuses.
    void write_next();

private:
    class Statements;

    void run(const std::string& sql);

    const ActRows& rows_;
    std::string folder_;
    sqlite3* database_ = nullptr;
    std::unique_ptr<Statements> statements_;
    std::int64_t written_ = 0;
};

}  // namespace trinh::bench
