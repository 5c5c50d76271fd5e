#include "adapters/sql/session.h"

#include <soci/soci.h>

#include "engine/base/check.h"
#include "engine/ports/store.h"

namespace trinh::sql {

namespace {

/// PostgreSQL's driver would cut the text there without a word.
void refuse_nul(const Argument& argument) {
    const std::string* text = argument.text();
    if (text == nullptr || text->find('\0') == std::string::npos) return;
    throw ports::StoreFailure(
        "A text holds the sign U+0000, which the database cannot keep: remove it and try again; "
        "nothing was written.");
}

/// Binds the values and the cells of one execution and lets go of them at its end.
class Binding {
public:
    Binding(soci::statement& statement, const Arguments& arguments, std::span<Cell> cells)
        : statement_(statement), cells_(cells), indicators_(cells.size(), soci::i_ok) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].is_text) {
                statement_.exchange(soci::into(cells[i].text, indicators_[i]));
            } else {
                statement_.exchange(soci::into(cells[i].number, indicators_[i]));
            }
        }
        for (const Argument& argument : arguments) bind(argument);
        statement_.define_and_bind();
    }
    Binding(const Binding&) = delete;
    Binding& operator=(const Binding&) = delete;
    ~Binding() { statement_.bind_clean_up(); }

    void mark_nulls() {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            cells_[i].is_null = indicators_[i] == soci::i_null;
        }
    }

private:
    void bind(const Argument& argument) {
        if (const long long* number = argument.number()) {
            statement_.exchange(soci::use(*number));
        } else if (const std::string* text = argument.text()) {
            statement_.exchange(soci::use(*text));
        } else {
            statement_.exchange(soci::use(nothing_, is_null_));
        }
    }

    soci::statement& statement_;
    std::span<Cell> cells_;
    std::vector<soci::indicator> indicators_;
    std::string nothing_;
    soci::indicator is_null_ = soci::i_null;
};

}  // namespace

Session::Session(const Dialect& dialect) : dialect_(dialect) {
    try {
        connection_ = dialect.connect();
        pipeline_ = dialect.pipeline(*connection_);
    } catch (const soci::soci_error& error) {
        throw ports::StoreFailure(dialect.explain(error, Moment::connect));
    }
}

Session::~Session() {
    statements_.clear();
}

void Session::begin(Access access) {
    CHECK(!is_open_);
    execute(dialect_.begin(access), {}, {}, {});
    access_ = access;
    is_open_ = true;
}

void Session::commit() {
    CHECK(is_open_);
    execute("commit", {}, {}, {}, Moment::commit);
    words_.keep();
    is_open_ = is_silent_ = false;
}

void Session::roll_back() noexcept {
    if (!is_open_) return;
    is_open_ = is_silent_ = false;
    words_.take_back();
    try {
        execute("rollback", {}, {}, {});
        if (!pipeline_ || is_broken_) return;
        // Who only read holds nothing that anybody waits for.
        guarded(Moment::statement,
                [&] { access_ == Access::read ? pipeline_->send() : pipeline_->finish(); });
    } catch (const std::exception&) {
        is_broken_ = true;  // The pool closes it; closing ends the transaction.
    }
}

void Session::run(std::string_view sql, const Arguments& arguments) {
    CHECK(is_open_ && access_ == Access::write);
    execute(sql, arguments, {}, {});
}

void Session::run_certain(std::string_view sql, const Arguments& arguments) {
    CHECK(is_open_ && access_ == Access::write && is_silent_);
    for (const Argument& argument : arguments) refuse_nul(argument);
    guarded(Moment::statement, [&] { pipeline_->add_certain(sql, arguments); });
}

void Session::select(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
                     const std::function<void()>& on_row) {
    execute(sql, arguments, cells, on_row);
}

std::string_view Session::row_lock() const {
    return access_ == Access::write ? dialect_.row_lock() : "";
}

std::string Session::skip_locked(std::string_view table) const {
    return access_ == Access::write ? dialect_.skip_locked(table) : std::string();
}

bool Session::is_alive() {
    if (pipeline_ && !pipeline_->is_alive()) is_broken_ = true;
    return !is_broken_;
}

soci::statement& Session::prepared(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return *found->second;
    auto statement = std::make_unique<soci::statement>(*connection_);
    statement->alloc();
    statement->prepare(std::string(sql));
    return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

void Session::execute(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
                      const std::function<void()>& on_row, Moment moment) {
    for (const Argument& argument : arguments) refuse_nul(argument);
    guarded(moment, [&] {
        if (!pipeline_) return execute_in_driver(sql, arguments, cells, on_row);
        if (!cells.empty()) return pipeline_->ask(sql, arguments, cells, on_row);
        pipeline_->add(sql, arguments);
        if (moment == Moment::commit) pipeline_->finish();
    });
}

void Session::execute_in_driver(std::string_view sql, const Arguments& arguments,
                                std::span<Cell> cells, const std::function<void()>& on_row) {
    soci::statement& statement = prepared(sql);
    Binding binding(statement, arguments, cells);
    if (cells.empty()) {
        statement.execute(true);
        return;
    }
    statement.execute(false);
    while (statement.fetch()) {  // To the end: an unfinished statement would hold its locks.
        binding.mark_nulls();
        on_row();
    }
}

/// What the driver throws becomes one sentence, and the session is not used again.
void Session::guarded(Moment moment, const std::function<void()>& work) {
    try {
        work();
    } catch (const soci::soci_error& error) {
        is_broken_ = true;
        const std::string sentence = dialect_.explain(error, moment);
        if (dialect_.is_collision(error)) throw ports::StoreCollision(sentence);
        throw ports::StoreFailure(sentence);
    }
}

}  // namespace trinh::sql
