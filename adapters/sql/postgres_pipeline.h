/// PostgresPipeline: libpq's pipeline mode with prepared statements and bound values.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "adapters/sql/pipeline.h"

struct pg_conn;    // libpq's connection ...
struct pg_result;  // ... and its answer.

namespace trinh::sql {

/// A question that transactions of a kind ask sooner or later: it travels with what opens them.
struct Foretold {
    std::string_view opening, question;  ///< Of static texts, without values.
};

class PostgresPipeline : public Pipeline {
public:
    /// Keeps the connection, which must outlive it and be used by nobody else from here on.
    /// `silence_ms`: a server that says nothing for so long while it is asked counts as lost.
    PostgresPipeline(pg_conn* connection, Foretold foretold, int silence_ms);

    void add(std::string_view sql, const Arguments& arguments) override;
    void add_certain(std::string_view sql, const Arguments& arguments) override;
    void finish() override;
    void ask(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
             const std::function<void()>& on_row) override;
    void send() override;
    [[nodiscard]] bool is_alive() override;

private:
    struct Statement {
        std::string name;
        bool is_prepared = false;  ///< Or will be, by what is on its way.
    };
    /// One message whose answer is to come: a sync when it has neither.
    struct Message {
        Statement* preparing = nullptr;
        bool is_execution = false;
        bool is_certain = false;
        bool is_foretold = false;
    };
    struct Fault {
        std::string state;  ///< SQLSTATE; empty when the connection broke.
        bool is_overtaken = false;
    };
    struct Clear {
        void operator()(pg_result* answer) const;
    };
    using Answer = std::unique_ptr<pg_result, Clear>;

    Statement& prepared(const std::string& sql);
    void execute(const std::string& sql, const Arguments& arguments, Message kind);
    static void tell(const pg_result* rows, std::span<Cell> cells,
                     const std::function<void()>& on_row);
    Answer receive();
    [[nodiscard]] bool is_answered();
    void take(Answer answer, Answer& last, std::optional<Fault>& fault);
    void must(int is_good) const;
    [[noreturn]] void fail(const Fault& fault) const;

    pg_conn* connection_;
    int silence_ms_;
    std::unordered_map<std::string, Statement> statements_;
    std::deque<Message> awaited_;
    const Foretold foretold_;
    bool is_ahead_ = false;  ///< The question was sent with this transaction's opening.
    Answer ahead_;           ///< Its answer, once it came.
};

/// The statement with $1, $2 ... for its names ":x".
[[nodiscard]] std::string with_numbers(std::string_view sql);

}  // namespace trinh::sql
