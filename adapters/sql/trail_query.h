/// TrailQuery: one page of an audit query, found by indexes and read within a bounded effort.
///
/// Entries that were taken in (trail_catch_up) are found by the words of their blocks, those behind
/// them are read; a period becomes a range of entries by the tiles' times. What the index finds is
/// always read and held against the filter itself.
#pragma once

#include "adapters/sql/session.h"
#include "adapters/sql/word_index.h"
#include "engine/ports/rows.h"

namespace trinh::sql {

class TrailQuery {
public:
    TrailQuery(Session& session, const ports::AuditFilter& filter);
    ports::AuditPage run();

private:
    /// Turns the names of the filter into numbers. False: one of them is in no entry.
    bool find_names();
    void ask(std::string_view condition, Argument value);
    [[nodiscard]] NumberRange period_among(std::int64_t taken_in);
    // Each reads what is in the range, newest first, until the page is done.
    void read_blocks(const NumberRange& leaves);
    void read_windows(const NumberRange& leaves);
    void read(const NumberRange& leaves);
    [[nodiscard]] int read_once(const NumberRange& leaves);
    [[nodiscard]] bool is_done() const { return is_full() || effort_left_ <= 0; }
    [[nodiscard]] bool is_full() const { return std::ssize(page_.rows) >= filter_.limit; }

    Session& session_;
    const ports::AuditFilter& filter_;
    WordQuery words_;
    std::string conditions_;
    Arguments values_;
    ports::AuditPage page_;
    std::int64_t effort_left_;
    std::int64_t read_down_to_;  ///< Everything from this entry on was looked at.
};

}  // namespace trinh::sql
