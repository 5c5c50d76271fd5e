#include "tests/bench/raw_store.h"

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <stdlib.h>
#include <string_view>

#include "adapters/sql/sql_store.h"
#include "engine/audit/entry.h"
#include "tests/support/test_office.h"

namespace trinh::bench {
namespace {

void must(bool is_good, sqlite3* database) {
    if (!is_good) throw std::runtime_error(sqlite3_errmsg(database));
}

/// A prepared statement whose values are bound in order.
class Statement {
public:
    Statement(sqlite3* database, const char* sql) : database_(database) {
        must(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                                nullptr) == SQLITE_OK,
             database);
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    template <class... Values>
    void run(const Values&... values) {
        int place = 0;
        (bind(++place, values), ...);
        must(sqlite3_step(statement_) == SQLITE_DONE, database_);
        must(sqlite3_reset(statement_) == SQLITE_OK, database_);
    }

private:
    void bind(int place, std::string_view text) {
        sqlite3_bind_text(statement_, place, text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT);
    }
    void bind(int place, std::int64_t number) { sqlite3_bind_int64(statement_, place, number); }
    void bind(int place, Instant at) { bind(place, at.ms); }
    void bind(int place, Date day) { bind(place, std::string_view(day.iso())); }
    template <class T>
    void bind(int place, const std::optional<T>& value) {
        if (value) {
            bind(place, *value);
        } else {
            sqlite3_bind_null(statement_, place);
        }
    }

    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text.append(text.empty() ? "" : " ").append(word);
    return text;
}

}  // namespace

class RawStore::Statements {
public:
    explicit Statements(sqlite3* database) : database_(database) {}

    void begin() { begin_.run(); }
    void commit() { commit_.run(); }

    std::int64_t insert(const ports::CaseRow& row) {
        insert_case_.run(row.version, row.process, row.definition_hash, row.title, row.folded_title,
                         row.drafting_agency, row.department, row.stage, row.opened_at,
                         row.changed_at, row.next_due, row.snapshot);
        return sqlite3_last_insert_rowid(database_);
    }

    void write_case(const ActRows& rows, std::int64_t id) {
        const auto& change = rows.change;
        const auto& row = change.after;
        if (!rows.is_opening && change.is_only_moved) {
            move_case_.run(row.stage, row.changed_at, row.next_due, row.snapshot, id);
        } else if (!rows.is_opening) {
            update_case_.run(row.process, row.definition_hash, row.title, row.folded_title,
                             row.drafting_agency, row.department, row.stage,
                             std::int64_t{row.is_closed}, row.opened_at, row.changed_at,
                             row.next_due, row.snapshot, id);
        }
        if (change.waiting) write_waiting(*change.waiting, rows.is_opening, id);
        for (const auto& clock : change.deadlines_gone) {
            delete_deadline_.run(id, clock.deadline, clock.entry);
        }
        for (const auto& clock : change.deadlines_set) {
            insert_deadline_.run(id, clock.deadline, clock.entry, clock.due, clock.wake_at,
                                 clock.owner_role);
        }
    }

    void write_history(const ActRows& rows, std::int64_t id, std::int64_t leaf) {
        for (const auto& event : rows.change.journal) {
            insert_journal_.run(id, event.sequence, event.at, event.type, event.body);
        }
        for (const auto& mail : rows.change.mail) {
            insert_mail_.run(mail.message_id + std::to_string(leaf), mail.to_person,
                             mail.to_address, mail.to_name, mail.letter, mail.values, id,
                             mail.queued_at, mail.not_before, mail.batch);
        }
        const auto& entry = rows.change.entries.front();
        const auto said = audit::read_entry(entry.body).value();
        insert_audit_.run(leaf, entry.at, id, said.inputs, said.note);
        update_tree_.run(leaf + 1, joined(rows.tree.subtree_hashes));
    }

private:
    void write_waiting(const std::vector<ports::WaitingRow>& rows, bool is_first, std::int64_t id) {
        if (!is_first) delete_waiting_.run(id);
        std::int64_t place = 0;
        for (const auto& waits : rows) {
            insert_waiting_.run(id, place++, waits.role, waits.agency, waits.person);
        }
    }

    sqlite3* database_;
    Statement begin_{database_, "begin immediate"};
    Statement insert_case_{
        database_,
        "insert into case_file (version, process, definition_hash, title, folded_title, "
        "drafting_agency, department, stage, is_closed, opened_at, changed_at, next_due, "
        "snapshot) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)"};
    Statement update_case_{
        database_,
        "update case_file set version = version + 1, process = ?, definition_hash = ?, title = ?, "
        "folded_title = ?, drafting_agency = ?, department = ?, stage = ?, is_closed = ?, "
        "opened_at = ?, changed_at = ?, next_due = ?, snapshot = ? where id = ?"};
    Statement delete_waiting_{database_, "delete from case_waiting where case_id = ?"};
    Statement insert_waiting_{database_, "insert into case_waiting values (?, ?, ?, ?, ?)"};
    Statement delete_deadline_{
        database_, "delete from deadline where case_id = ? and deadline = ? and entry = ?"};
    Statement move_case_{database_,
                         "update case_file set version = version + 1, stage = ?, changed_at = ?, "
                         "next_due = ?, snapshot = ? where id = ?"};
    Statement insert_deadline_{database_, "insert into deadline values (?, ?, ?, ?, ?, ?)"};
    Statement insert_journal_{database_, "insert into journal values (?, ?, ?, ?, ?)"};
    Statement insert_mail_{
        database_,
        "insert into outbox (message_id, to_person, to_address, to_name, letter, letter_values, "
        "case_id, queued_at, not_before, batch, attempts, state, last_error) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'pending', '')"};
    Statement insert_audit_{
        database_, "insert into audit_entry values (?, ?, 1, null, 2, ?, 3, 4, ?, ?, null)"};
    Statement update_tree_{database_,
                           "update audit_tree set size = ?, subtree_hashes = ? where id = 1"};
    Statement commit_{database_, "commit"};
};

RawStore::RawStore() {
    folder_ = (std::filesystem::temp_directory_path() / "trinh-raw-XXXXXX").string();
    if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("mkdtemp");
    static_cast<void>(sql::open_sqlite(folder_ + "/raw.db"));  // For its tables.
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);                 // As adapters/sql does.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    must(sqlite3_open((folder_ + "/raw.db").c_str(), &database_) == SQLITE_OK, database_);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY");
    statements_ = std::make_unique<Statements>(database_);
}

RawStore::~RawStore() {
    statements_.reset();
    sqlite3_close(database_);
    std::filesystem::remove_all(folder_);
}

void RawStore::begin() {
    statements_->begin();
}

void RawStore::commit() {
    statements_->commit();
}

std::int64_t RawStore::insert(const ports::CaseRow& row) {
    return statements_->insert(row);
}

std::int64_t RawStore::write(const ActRows& rows, std::int64_t id) {
    if (rows.is_opening) id = statements_->insert(rows.change.after);
    statements_->write_case(rows, id);
    statements_->write_history(rows, id, leaves_++);
    return id;
}

std::int64_t RawStore::bytes() {
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    return static_cast<std::int64_t>(std::filesystem::file_size(folder_ + "/raw.db"));
}

void RawStore::run(const std::string& sql) {
    must(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, database_);
}

}  // namespace trinh::bench
