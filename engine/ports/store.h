/// Store: what the engine needs from a database, one small interface a table.
///
/// Implemented by adapters/sql (SQLite, PostgreSQL) and tests/support/memory_store. Both pass one
/// suite: tests/adapters/sql/store_contract.h. Everything here throws StoreFailure when the
/// database is out of reach or refuses a row; a refusal is an answer. What writes and answers
/// nothing may be sent with a later question or the commit, and fail there.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/ports/archive_table.h"
#include "engine/ports/rows.h"

namespace trinh::ports {

/// The database or the disk failed: the act did not happen, try again later.
class StoreFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Two acts came in each other's way and this one was taken back: the same again may succeed.
class StoreCollision : public StoreFailure {
public:
    using StoreFailure::StoreFailure;
};

struct CaseFilter {
    std::string folded_text = {};      ///< A phrase (engine/base/words.h) of the folded title.
    std::string drafting_agency = {};  ///< Only this agency's cases.
    std::string process = {};
    std::optional<bool> is_closed = {};
    std::optional<CaseId> parent = {};    ///< Only cases that this one opened.
    std::string relation = {};            ///< Only of this relation to their parent.
    bool has_children = false;            ///< Only cases that opened others.
    std::optional<Date> due_before = {};  ///< Only open ones whose nearest deadline is earlier.
    std::optional<CaseId> below_id = {};  ///< Keyset page, newest first.
    int limit = 50;
};

class CaseTable {
public:
    virtual ~CaseTable() = default;
    /// Gives the new id; row.id and row.version are ignored (version becomes 1).
    virtual CaseId insert(const CaseRow& row) = 0;
    /// Refuses with not_found. Holds the case against other writers until the transaction ends.
    virtual Result<CaseRow> load_for_update(CaseId id) = 0;
    virtual Result<CaseRow> load(CaseId id) = 0;
    /// Saves all columns; row.version is the version that was loaded; conflict when it moved on.
    virtual Result<Done> update(const CaseRow& row) = 0;
    /// The same where only stage, changed_at, next_due and snapshot may have changed.
    virtual Result<Done> move(const CaseRow& row) = 0;
    virtual std::vector<CaseRow> list(const CaseFilter& filter) = 0;  ///< Without snapshots.
    /// What became of the cases that this one opened; in the order of the columns.
    virtual std::vector<ChildCountRow> child_counts(CaseId parent, Date today) = 0;
    virtual void replace_waiting(CaseId id, const std::vector<WaitingRow>& rows) = 0;
    virtual std::vector<WaitingRow> waiting(CaseId id) = 0;
    /// Open cases that wait for this person, or for nobody in particular in one of his roles in
    /// his agency; nearest deadline first, without one last; without snapshots.
    virtual std::vector<CaseRow> work_of(const PersonRow& person, int limit) = 0;
    virtual void append_journal(const std::vector<JournalRow>& rows) = 0;
    virtual std::vector<JournalRow> journal(CaseId id) = 0;
    virtual void remove_journal(CaseId id) = 0;  ///< Once it lies in an archive.
};

class DeadlineTable {
public:
    virtual ~DeadlineTable() = default;
    virtual void replace(CaseId id, const std::vector<DeadlineRow>& rows) = 0;
    /// Takes the rows of `gone` away, where they are, and adds those of `set`.
    virtual void change(CaseId id, const std::vector<DeadlineRow>& gone,
                        const std::vector<DeadlineRow>& set) = 0;
    virtual std::vector<DeadlineRow> of_case(CaseId id) = 0;
    /// Rows whose wake_at <= now, earliest first.
    virtual std::vector<DeadlineRow> due(Instant now, int limit) = 0;
    /// The earliest such row whose case nobody else is at work on; its case is held against other
    /// writers until the transaction ends.
    virtual std::optional<DeadlineRow> claim(Instant now) = 0;
    /// The row wakes at `until`, if it is still there as it was.
    virtual void put_off(const DeadlineRow& row, Instant until) = 0;
};

constexpr int batch_rows_max = 200;  ///< As many as one letter can show.

class OutboxTable {
public:
    virtual ~OutboxTable() = default;
    /// False when the message_id is there already (nothing changes).
    virtual bool queue(const MailRow& row) = 0;
    /// Takes pending rows with not_before <= now, oldest first, for a sender who has time until
    /// `lease_until`: until then nobody else gets them, after it they are ready again. At most
    /// `limit`, and beyond it those that go with one of them: what the same letter held before,
    /// or all of a new batch so far, ready or not, at most batch_rows_max.
    virtual std::vector<MailRow> claim(Channel channel, Instant now, int limit,
                                       Instant lease_until) = 0;
    /// Whether claim() would find a row.
    virtual bool is_ready(Channel channel, Instant now) = 0;
    virtual void save_outcome(const MailRow& row) = 0;  ///< attempts, state, not_before, error.
    virtual Result<MailRow> find(MailId id) = 0;        ///< Refuses with not_found.
    virtual std::vector<MailRow> list(std::optional<MailState> state, int limit) = 0;
    /// Letters of that template about this case, newest first.
    virtual std::vector<MailRow> of_case(CaseId id, std::string_view letter, int limit) = 0;
};

class AuditTable {
public:
    virtual ~AuditTable() = default;
    virtual AuditTreeRow tree() = 0;  ///< As it was committed.
    /// Becomes the next leaf when the transaction commits, and is seen only then; row.index is
    /// ignored. The leaf is audit::leaf_hash(row.body).
    virtual void append(const AuditRow& row) = 0;
    virtual AuditPage query(const AuditFilter& filter) = 0;
    /// Entries from `index` on in leaf order, for verification and export; of moved ones the hash.
    virtual std::vector<AuditRow> read_from(std::int64_t index, int limit) = 0;
    /// Takes the entries away but for their hashes. query() does not find them any more.
    virtual void move_out(const std::vector<MovedEntry>& entries) = 0;
    /// Takes at most so many stretches of 256 entries into what query() and tile_roots() look up,
    /// and says how many. What was not taken in is found too, only more slowly.
    virtual int catch_up(int stretches) = 0;
    /// Hashes in hex, by number, of the tiles of 256^level entries (audit/tiles.h) from `first` on;
    /// only those that were taken in.
    virtual std::vector<std::string> tile_roots(int level, std::int64_t first, int limit) = 0;
    virtual void add_checkpoint(const CheckpointRow& row) = 0;
    virtual std::vector<CheckpointRow> checkpoints() = 0;
};

class FactTable {
public:
    virtual ~FactTable() = default;
    virtual void add(const FactRow& row) = 0;  ///< Seen after the commit.
    /// from <= date <= to, in date order.
    virtual std::vector<FactRow> between(Date from, Date to) = 0;
    /// Those with a larger id, in the order in which their transactions were committed: who asks
    /// with the last id seen misses none.
    virtual std::vector<FactRow> after(std::int64_t id, Date from, Date to) = 0;
    /// Those of that name, from <= date <= to, in date order.
    virtual std::vector<FactRow> named(std::string_view name, Date from, Date to) = 0;
    virtual std::int64_t last_id() = 0;  ///< The largest; 0 while there is none.
};

/// What people do with the index: values, frozen scores, rounds. Rows are only ever added.
class IndexTable {
public:
    virtual ~IndexTable() = default;
    virtual void add_value(const IndexValueRow& row) = 0;
    /// from <= on <= to, by day, those of one day in the order they were entered.
    virtual std::vector<IndexValueRow> values(std::string_view index, Date from, Date to) = 0;
    /// Of every index, those with a larger id, in the order they were entered.
    virtual std::vector<IndexValueRow> values_after(std::int64_t id) = 0;
    virtual std::int64_t add_snapshot(const IndexSnapshotRow& row) = 0;  ///< Gives its number.
    virtual std::vector<IndexSnapshotRow> snapshots() = 0;               ///< Newest first.
    /// Throws StoreFailure when another act took the same place of the round.
    virtual void add_step(const IndexStepRow& row) = 0;
    virtual std::vector<IndexStepRow> steps() = 0;  ///< By round and sequence.
};

class PeopleTable {
public:
    virtual ~PeopleTable() = default;
    virtual void save_agency(const AgencyRow& row) = 0;  ///< Insert or replace.
    virtual void save_person(const PersonRow& row) = 0;  ///< Insert or replace, roles included.
    virtual std::vector<AgencyRow> agencies() = 0;
    virtual Result<PersonRow> person(std::string_view id) = 0;
    virtual std::vector<PersonRow> people() = 0;  ///< Active ones, by id.
    virtual std::vector<PersonRow> with_role(std::string_view agency, std::string_view role) = 0;
};

class SignInTable {
public:
    virtual ~SignInTable() = default;
    virtual void add(const WebSessionRow& row) = 0;
    virtual Result<WebSessionRow> find(std::string_view token_hash) = 0;
    virtual void remove(std::string_view token_hash) = 0;
    virtual void remove_expired(Instant now) = 0;
};

class AnswerTable {
public:
    virtual ~AnswerTable() = default;
    virtual Result<AnsweredRow> find(std::string_view person, std::string_view key) = 0;
    virtual void add(const AnsweredRow& row) = 0;       ///< Fails when the key is there.
    virtual void complete(const AnsweredRow& row) = 0;  ///< Status and body of a row that is there.
    virtual void remove_before(Instant at) = 0;
};

class DefinitionTable {
public:
    virtual ~DefinitionTable() = default;
    virtual void save(const DefinitionRow& row) = 0;  ///< Nothing happens when the hash is there.
    virtual std::vector<DefinitionRow> all() = 0;
};

/// One open transaction, used by one thread. Destroyed without commit(), it rolls back.
class Transaction {
public:
    virtual ~Transaction() = default;
    virtual CaseTable& cases() = 0;
    virtual DeadlineTable& deadlines() = 0;
    virtual OutboxTable& outbox() = 0;
    virtual AuditTable& audit() = 0;
    virtual FactTable& facts() = 0;
    virtual IndexTable& index() = 0;
    virtual PeopleTable& people() = 0;
    virtual SignInTable& sign_ins() = 0;
    virtual AnswerTable& answers() = 0;
    virtual DefinitionTable& definitions() = 0;
    virtual ArchiveTable& archives() = 0;
    virtual void commit() = 0;
};

struct CaseChange;

/// Safe to share between threads.
class Store {
public:
    virtual ~Store() = default;
    /// For writing: on SQLite BEGIN IMMEDIATE, so it may wait for another writer.
    [[nodiscard]] virtual std::unique_ptr<Transaction> begin() = 0;
    /// The same for work that nobody waits for: clocks, letters. It stands behind everybody in
    /// begin() and record(), yet never for good, and cannot take all of the store.
    [[nodiscard]] virtual std::unique_ptr<Transaction> begin_behind() { return begin(); }
    /// For reading only: a consistent view that never waits for a writer.
    [[nodiscard]] virtual std::unique_ptr<Transaction> begin_read() = 0;
    /// Writes the change in a transaction of its own, or as one of several that share a commit;
    /// back once it is durable. Refuses with conflict when the case moved on meanwhile.
    virtual Result<Done> record(const CaseChange& change);
};

}  // namespace trinh::ports
