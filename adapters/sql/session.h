/// Session: one connection with its prepared statements. Used by one thread at a time.
///
/// Statements are prepared once and kept; placeholders are bound by position, each name once, in
/// textual order. Every failure of the driver leaves here as StoreFailure. Where the database has
/// a pipeline, statements that answer nothing go out with the next question or the commit, and
/// what they fail with comes there.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "adapters/sql/argument.h"
#include "adapters/sql/cell.h"
#include "adapters/sql/dialect.h"
#include "adapters/sql/pipeline.h"
#include "adapters/sql/trail_words.h"

namespace soci {
class statement;
}

namespace trinh::sql {

class Session {
public:
    explicit Session(const Dialect& dialect);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    void begin(Access access);
    /// Within begin(Access::write): from here on no answer is waited for before the commit. Does
    /// nothing where the database has no pipeline.
    void ask_nothing() { is_silent_ = pipeline_ != nullptr; }
    [[nodiscard]] bool is_silent() const { return is_silent_; }
    void commit();
    void roll_back() noexcept;  ///< A failure makes the session broken.

    /// A statement that changes rows. Only inside begin(Access::write).
    void run(std::string_view sql, const Arguments& arguments = {});
    /// While is_silent(): "... returning ..." of one row; when it finds none the commit fails with
    /// Overtaken, and nothing of the transaction is kept.
    void run_certain(std::string_view sql, const Arguments& arguments);
    /// A statement that answers with rows; fills the cells and calls on_row for each.
    void select(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
                const std::function<void()>& on_row);

    /// What to put behind a SELECT to hold its rows; nothing in a transaction that only reads.
    [[nodiscard]] std::string_view row_lock() const;
    /// The same for rows that are taken only while nobody else holds them. `table`: which one of a
    /// join is held; empty: the only one.
    [[nodiscard]] std::string skip_locked(std::string_view table = {}) const;
    [[nodiscard]] const Dialect& dialect() const { return dialect_; }
    [[nodiscard]] TrailWords& words() { return words_; }
    [[nodiscard]] bool is_open() const { return is_open_; }  ///< Within a transaction.
    /// Within a transaction that only reads.
    [[nodiscard]] bool is_reading() const { return is_open_ && access_ == Access::read; }
    /// True after a failure: do not use it again, open another.
    [[nodiscard]] bool is_broken() const { return is_broken_; }
    /// Between transactions: false, and broken, when the server has ended the connection.
    [[nodiscard]] bool is_alive();

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    using Statements = std::unordered_map<std::string, std::unique_ptr<soci::statement>, TextHash,
                                          std::equal_to<>>;

    soci::statement& prepared(std::string_view sql);
    void execute(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
                 const std::function<void()>& on_row, Moment moment = Moment::statement);
    void execute_in_driver(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
                           const std::function<void()>& on_row);
    void guarded(Moment moment, const std::function<void()>& work);

    const Dialect& dialect_;
    std::unique_ptr<soci::session> connection_;
    Statements statements_;  ///< Of a database without a pipeline.
    std::unique_ptr<Pipeline> pipeline_;
    TrailWords words_;
    Access access_ = Access::read;
    bool is_open_ = false;
    bool is_silent_ = false;
    bool is_broken_ = false;
};

}  // namespace trinh::sql
