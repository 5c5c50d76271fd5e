/// RawPostgres: the rows of stage completions written with bare libpq: the limit that any program
/// on this server has. It reads nothing, decides nothing and checks nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/sql_store.h"
#include "tests/bench/stage_rows.h"

struct pg_conn;

namespace trinh::bench {

/// One connection, in pipeline mode with prepared statements. Used by one thread.
class RawPostgres {
public:
    /// The schema holds the project's tables. `client`: 0, 1 ...; every connection has another and
    /// with it numbers of its own, and a tree of its own in the trail, so that none waits for
    /// another. Throws std::runtime_error when the server refuses.
    RawPostgres(const sql::PostgresOptions& schema, std::size_t client);

    /// All rows of the act as one transaction, sent at once; back when it is durable. On case `id`,
    /// or on a new one where it opens one. The case's number.
    std::int64_t write(const ActRows& rows, std::int64_t id);

private:
    /// The values of one row as text; nothing is null.
    class Values;

    void send_case(const ActRows& rows, std::int64_t id);
    void send_history(const ActRows& rows, std::int64_t id);
    void prepare(const char* name, const char* sql);
    void send(const char* statement, const Values& values);
    void receive();

    std::unique_ptr<pg_conn, void (*)(pg_conn*)> connection_;
    std::int64_t cases_, leaves_, tree_;
    int sent_ = 0;
};

}  // namespace trinh::bench
