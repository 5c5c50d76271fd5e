#include "tests/bench/raw_postgres.h"

#include <libpq-fe.h>
#include <stdexcept>

#include "engine/audit/entry.h"
#include "engine/base/check.h"

namespace trinh::bench {
namespace {

constexpr std::int64_t numbers_each = 1'000'000'000;

constexpr std::pair<const char*, const char*> statements[] = {
    {"begin", "begin isolation level read committed read write"},
    {"insert_case",
     "insert into case_file (id, version, process, definition_hash, title, folded_title, "
     "drafting_agency, department, stage, is_closed, opened_at, changed_at, next_due, snapshot) "
     "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13)"},
    {"move_case",
     "update case_file set version = version + 1, stage = $2, changed_at = $3, next_due = $4, "
     "snapshot = $5 where id = $1"},
    {"update_case",
     "update case_file set version = version + 1, process = $2, definition_hash = $3, title = $4, "
     "folded_title = $5, drafting_agency = $6, department = $7, stage = $8, is_closed = $9, "
     "opened_at = $10, changed_at = $11, next_due = $12, snapshot = $13 where id = $1"},
    {"delete_waiting", "delete from case_waiting where case_id = $1"},
    {"insert_waiting", "insert into case_waiting values ($1, $2, $3, $4, $5)"},
    {"delete_deadline", "delete from deadline where case_id = $1 and deadline = $2 and entry = $3"},
    {"insert_deadline", "insert into deadline values ($1, $2, $3, $4, $5, $6)"},
    {"insert_journal", "insert into journal values ($1, $2, $3, $4, $5)"},
    {"insert_audit", "insert into audit_entry values ($1, $2, 1, null, 2, $3, 3, 4, $4, $5, null)"},
    {"update_tree", "update audit_tree set size = $2, subtree_hashes = $3 where id = $1"},
    {"commit", "commit"}};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text.append(text.empty() ? "" : " ").append(word);
    return text;
}

}  // namespace

class RawPostgres::Values {
public:
    template <class... All>
    explicit Values(const All&... all) {
        (add(all), ...);
    }
    [[nodiscard]] std::vector<const char*> pointers() const {
        std::vector<const char*> all;
        for (const auto& text : texts_) all.push_back(text ? text->c_str() : nullptr);
        return all;
    }

private:
    void add(const std::string& text) { texts_.emplace_back(text); }
    void add(std::int64_t number) { texts_.emplace_back(std::to_string(number)); }
    void add(Instant at) { add(at.ms); }
    void add(Date day) { texts_.emplace_back(day.iso()); }
    template <class T>
    void add(const std::optional<T>& value) {
        if (value) return add(*value);
        texts_.emplace_back();
    }
    std::vector<std::optional<std::string>> texts_;
};

RawPostgres::RawPostgres(const sql::PostgresOptions& schema, std::size_t client)
    : connection_(PQconnectdb((schema.connection + " password=" + schema.password).c_str()),
                  &PQfinish),
      cases_(static_cast<std::int64_t>(client) * numbers_each),
      leaves_(cases_),
      tree_(static_cast<std::int64_t>(client) + 2) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        throw std::runtime_error(PQerrorMessage(connection_.get()));
    }
    prepare("insert_tree", "insert into audit_tree (id, size, subtree_hashes) values ($1, 0, '')");
    for (const auto& [name, sql] : statements) prepare(name, sql);
    CHECK(PQenterPipelineMode(connection_.get()) == 1);
    send("insert_tree", Values(tree_));
    receive();
}

void RawPostgres::prepare(const char* name, const char* sql) {
    auto* result = PQprepare(connection_.get(), name, sql, 0, nullptr);
    const bool is_good = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!is_good) throw std::runtime_error(PQerrorMessage(connection_.get()));
}

std::int64_t RawPostgres::write(const ActRows& rows, std::int64_t id) {
    if (rows.is_opening) id = ++cases_;
    send("begin", Values());
    send_case(rows, id);
    send_history(rows, id);
    send("commit", Values());
    receive();
    return id;
}

void RawPostgres::send_case(const ActRows& rows, std::int64_t id) {
    const auto& change = rows.change;
    const auto& row = change.after;
    if (rows.is_opening) {
        send("insert_case", Values(id, row.version, row.process, row.definition_hash, row.title,
                                   row.folded_title, row.drafting_agency, row.department, row.stage,
                                   row.opened_at, row.changed_at, row.next_due, row.snapshot));
    } else if (change.is_only_moved) {
        send("move_case", Values(id, row.stage, row.changed_at, row.next_due, row.snapshot));
    } else {
        send("update_case",
             Values(id, row.process, row.definition_hash, row.title, row.folded_title,
                    row.drafting_agency, row.department, row.stage, std::int64_t{row.is_closed},
                    row.opened_at, row.changed_at, row.next_due, row.snapshot));
    }
    if (change.waiting) {
        if (!rows.is_opening) send("delete_waiting", Values(id));
        std::int64_t place = 0;
        for (const auto& waits : *change.waiting) {
            send("insert_waiting", Values(id, place++, waits.role, waits.agency, waits.person));
        }
    }
    for (const auto& clock : change.deadlines_gone) {
        send("delete_deadline", Values(id, clock.deadline, clock.entry));
    }
    for (const auto& clock : change.deadlines_set) {
        send("insert_deadline",
             Values(id, clock.deadline, clock.entry, clock.due, clock.wake_at, clock.owner_role));
    }
}

void RawPostgres::send_history(const ActRows& rows, std::int64_t id) {
    for (const auto& event : rows.change.journal) {
        send("insert_journal", Values(id, event.sequence, event.at, event.type, event.body));
    }
    CHECK(rows.change.mail.empty());
    const auto& entry = rows.change.entries.front();
    const auto said = audit::read_entry(entry.body).value();
    send("insert_audit", Values(++leaves_, entry.at, id, said.inputs, said.note));
    send("update_tree", Values(tree_, leaves_, joined(rows.tree.subtree_hashes)));
}

void RawPostgres::send(const char* statement, const Values& values) {
    const auto pointers = values.pointers();
    CHECK(PQsendQueryPrepared(connection_.get(), statement, static_cast<int>(pointers.size()),
                              pointers.data(), nullptr, nullptr, 0) == 1);
    ++sent_;
}

/// Flushes and waits for the answers of all that was sent.
void RawPostgres::receive() {
    CHECK(PQpipelineSync(connection_.get()) == 1);
    for (; sent_ >= 0; --sent_) {
        auto* result = PQgetResult(connection_.get());
        const auto status = PQresultStatus(result);
        PQclear(result);
        if (status == PGRES_PIPELINE_SYNC) continue;
        if (status != PGRES_COMMAND_OK) {
            throw std::runtime_error(PQerrorMessage(connection_.get()));
        }
        CHECK(PQgetResult(connection_.get()) == nullptr);  // The end of this statement's answer.
    }
    sent_ = 0;
}

}  // namespace trinh::bench
