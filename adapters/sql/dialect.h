/// Dialect: all that differs between one SQL database and another.
///
/// The statements of the tables are the same text everywhere. A dialect opens connections, begins
/// transactions and turns a driver's error into one sentence for the person who runs the server.
#pragma once

#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "adapters/sql/pipeline.h"

namespace soci {
class session;
}

namespace trinh::sql {

enum class Access { read, write };
/// When something broke: a commit whose answer is lost may have taken effect.
enum class Moment { connect, statement, commit };

/// How a database is asked for documents by their words (word_index.h).
struct WordMatch {
    const char* quote;             ///< Around a word.
    const char* conjunction;       ///< Between two that must both be there.
    const char* disjunction;       ///< Between two of which one must.
    const char* behind_beginning;  ///< Behind the quotes of the beginning of a word.
    const char* number;            ///< The column with a document's number.
    const char* is_match;          ///< Behind a table: has the words of the placeholder.
    const char* insert;            ///< What follows the table's name to add (number, words).
};

class Dialect {
public:
    virtual ~Dialect() = default;
    /// As a migration names it: "sqlite", "postgres".
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual WordMatch word_match() const = 0;
    /// A connection that is ready for work. May throw what the driver throws.
    [[nodiscard]] virtual std::unique_ptr<soci::session> connect() const = 0;
    /// A way to send several statements at once, which is then the only one to use that
    /// connection; null where statements do not travel.
    [[nodiscard]] virtual std::unique_ptr<Pipeline> pipeline(soci::session& connection) const = 0;
    [[nodiscard]] virtual const char* begin(Access access) const = 0;
    /// What follows a SELECT whose rows are held until the transaction ends: "" or " for update".
    [[nodiscard]] virtual const char* row_lock() const = 0;
    /// The same, leaving out rows that another transaction holds: "" or " for update skip locked".
    /// `table`: which one of a join is held; empty: the only one.
    [[nodiscard]] virtual std::string skip_locked(std::string_view table) const = 0;
    /// Who runs this waits until the last one that ran it has ended its transaction, so that
    /// numbers given after it grow in the order of the commits; "" where there is one writer
    /// anyway.
    [[nodiscard]] virtual const char* take_turns() const = 0;
    /// What a transaction runs before it looks at the migrations, so that programs take turns.
    [[nodiscard]] virtual std::span<const char* const> before_migrations() const = 0;
    /// Statement with one number: how many tables the database has.
    [[nodiscard]] virtual const char* count_tables() const = 0;
    /// One statement of a migration in this database's own words.
    [[nodiscard]] virtual std::string translated(const std::string& statement) const = 0;
    /// Two transactions came in each other's way and this one was taken back.
    [[nodiscard]] virtual bool is_collision(const std::exception& error) const = 0;
    /// What broke and what to do, in one sentence without paths, values or SQL text.
    [[nodiscard]] virtual std::string explain(const std::exception& error, Moment moment) const = 0;
};

}  // namespace trinh::sql
