#include "adapters/sql/postgres_pipeline.h"

#include <cctype>
#include <charconv>
#include <libpq-fe.h>
#include <poll.h>
#include <soci/postgresql/soci-postgresql.h>
#include <vector>

#include "engine/base/check.h"

namespace trinh::sql {
namespace {

/// So many answers fit into the socket while nobody reads them.
constexpr std::size_t messages_max = 500;

constexpr const char* division_by_zero = "22012";

/// The values as libpq takes them; valid as long as the arguments are.
class Values {
public:
    explicit Values(const Arguments& arguments) {
        numbers_.reserve(arguments.size());
        for (const Argument& argument : arguments) {
            if (const long long* number = argument.number()) {
                pointers_.push_back(numbers_.emplace_back(std::to_string(*number)).c_str());
            } else {
                const std::string* text = argument.text();
                pointers_.push_back(text != nullptr ? text->c_str() : nullptr);
            }
        }
    }
    [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()); }
    [[nodiscard]] const char* const* data() const { return pointers_.data(); }

private:
    std::vector<std::string> numbers_;
    std::vector<const char*> pointers_;
};

void fill(Cell& cell, const PGresult* rows, int row, int column) {
    cell.is_null = PQgetisnull(rows, row, column) != 0;
    const std::string_view text(PQgetvalue(rows, row, column),
                                static_cast<std::size_t>(PQgetlength(rows, row, column)));
    if (cell.is_text) {
        cell.text = text;
        return;
    }
    cell.number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), cell.number);
    CHECK(cell.is_null || read.ptr == text.data() + text.size());
}

}  // namespace

std::string with_numbers(std::string_view sql) {
    std::string text;
    int number = 0;
    bool is_quoted = false;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] == '\'') is_quoted = !is_quoted;
        const auto letter_at = [&](std::size_t at) {
            return at < sql.size() &&
                   (std::isalnum(static_cast<unsigned char>(sql[at])) != 0 || sql[at] == '_');
        };
        const bool is_name =
            !is_quoted && sql[i] == ':' && letter_at(i + 1) && (i == 0 || sql[i - 1] != ':');
        if (!is_name) {
            text += sql[i];
            continue;
        }
        while (letter_at(i + 1)) ++i;
        text.append("$").append(std::to_string(++number));
    }
    return text;
}

void PostgresPipeline::Clear::operator()(pg_result* answer) const {
    PQclear(answer);
}

PostgresPipeline::PostgresPipeline(PGconn* connection, Foretold foretold, int silence_ms)
    : connection_(connection), silence_ms_(silence_ms), foretold_(foretold) {
    must(PQenterPipelineMode(connection_));
    must(PQsetnonblocking(connection_, 1) == 0 ? 1 : 0);  // Only is_answered() waits.
}

void PostgresPipeline::add(std::string_view sql, const Arguments& arguments) {
    execute(std::string(sql), arguments, {.is_execution = true});
    if (!sql.starts_with("begin")) return;
    ahead_.reset();
    is_ahead_ = sql == foretold_.opening;
    if (!is_ahead_) return;
    execute(std::string(foretold_.question), {}, {.is_execution = true, .is_foretold = true});
}

/// Without a row the division fails, and with it all that comes behind.
void PostgresPipeline::add_certain(std::string_view sql, const Arguments& arguments) {
    std::string certain = "with changed as (";
    certain.append(sql).append(") select 1 / count(*) from changed");
    execute(certain, arguments, {.is_execution = true, .is_certain = true});
}

void PostgresPipeline::execute(const std::string& sql, const Arguments& arguments, Message kind) {
    if (awaited_.size() >= messages_max) finish();
    const Statement& statement = prepared(sql);
    const Values values(arguments);
    must(PQsendQueryPrepared(connection_, statement.name.c_str(), values.count(), values.data(),
                             nullptr, nullptr, 0));
    awaited_.push_back(kind);
}

PostgresPipeline::Statement& PostgresPipeline::prepared(const std::string& sql) {
    Statement& statement = statements_[sql];
    if (statement.is_prepared) return statement;
    if (statement.name.empty()) statement.name = "t" + std::to_string(statements_.size());
    must(PQsendPrepare(connection_, statement.name.c_str(), with_numbers(sql).c_str(), 0, nullptr));
    statement.is_prepared = true;
    awaited_.push_back({.preparing = &statement});
    return statement;
}

void PostgresPipeline::send() {
    must(PQpipelineSync(connection_));
    PQflush(connection_);  // What does not fit yet goes while the answers are waited for.
    awaited_.push_back({});
}

void PostgresPipeline::finish() {
    send();
    receive();
}

void PostgresPipeline::ask(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
                           const std::function<void()>& on_row) {
    if (is_ahead_ && sql == foretold_.question) {
        if (!ahead_) finish();
        return tell(ahead_.get(), cells, on_row);
    }
    add(sql, arguments);
    send();
    tell(receive().get(), cells, on_row);
}

void PostgresPipeline::tell(const PGresult* rows, std::span<Cell> cells,
                            const std::function<void()>& on_row) {
    const int count = PQntuples(rows);
    CHECK(count == 0 || PQnfields(rows) == static_cast<int>(cells.size()));
    for (int row = 0; row < count; ++row) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            fill(cells[i], rows, row, static_cast<int>(i));
        }
        on_row();
    }
}

bool PostgresPipeline::is_alive() {
    try {
        receive();
    } catch (const soci::soci_error&) {
        return false;
    }
    // Nothing is asked, so whatever comes is the server's farewell.
    pollfd socket{PQsocket(connection_), POLLIN, 0};
    return PQstatus(connection_) == CONNECTION_OK && ::poll(&socket, 1, 0) == 0;
}

/// The answers to all that was sent; the last statement's is given back. Throws the first failure.
PostgresPipeline::Answer PostgresPipeline::receive() {
    Answer last;
    std::optional<Fault> fault;
    while (!awaited_.empty()) {
        if (!is_answered()) {
            if (!fault) fault = Fault{};
            awaited_.clear();
            break;
        }
        Answer answer(PQgetResult(connection_));
        if (PQstatus(connection_) == CONNECTION_BAD) {
            if (!fault) {
                const char* state =
                    answer ? PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE) : nullptr;
                fault = Fault{state != nullptr ? state : ""};
            }
            awaited_.clear();
        } else if (!answer) {
            awaited_.pop_front();  // The end of one statement's answers.
        } else {
            take(std::move(answer), last, fault);
        }
    }
    if (fault) fail(*fault);
    return last;
}

/// Waits until libpq has the next answer, or knows that there will be none. False after a silence:
/// a cable that was pulled tells nothing.
bool PostgresPipeline::is_answered() {
    while (PQisBusy(connection_) != 0) {
        const int unsent = PQflush(connection_);
        pollfd socket{PQsocket(connection_), POLLIN, 0};
        if (unsent > 0) socket.events |= POLLOUT;
        const int ready = ::poll(&socket, 1, silence_ms_);
        if (ready == 0) return false;
        if (ready > 0 && PQconsumeInput(connection_) == 0) return true;
    }
    return true;
}

void PostgresPipeline::take(Answer answer, Answer& last, std::optional<Fault>& fault) {
    const Message& message = awaited_.front();
    switch (PQresultStatus(answer.get())) {
        case PGRES_PIPELINE_SYNC:
            awaited_.pop_front();
            return;
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
            if (message.is_execution) (message.is_foretold ? ahead_ : last) = std::move(answer);
            return;
        case PGRES_PIPELINE_ABORTED:
            break;
        default:
            const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
            const std::string known = state != nullptr ? state : "";
            if (!fault) fault = Fault{known, message.is_certain && known == division_by_zero};
    }
    if (message.preparing != nullptr) message.preparing->is_prepared = false;
}

void PostgresPipeline::must(int is_good) const {
    if (is_good == 0) fail({});
}

void PostgresPipeline::fail(const Fault& fault) const {
    if (fault.is_overtaken) throw Overtaken{};
    // The driver copies five signs, whatever it is given; blanks stand for a lost connection.
    throw soci::postgresql_soci_error("the pipeline failed",
                                      fault.state.size() == 5 ? fault.state.c_str() : "     ");
}

}  // namespace trinh::sql
