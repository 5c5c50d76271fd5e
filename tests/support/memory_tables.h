/// memory_tables: what MemoryStore keeps, and the ports' tables over it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/memory_store.h"

namespace trinh::testing {

template <class Row>
using Shared = std::shared_ptr<const Row>;  ///< Rows are never changed, only replaced.

/// Copied when a writer begins; cheap because the rows themselves are shared.
struct MemoryTables {
    std::map<std::int64_t, Shared<ports::CaseRow>> cases;
    std::map<std::int64_t, std::vector<ports::WaitingRow>> waiting;
    std::map<std::int64_t, std::vector<Shared<ports::JournalRow>>> journal;
    std::map<std::int64_t, std::vector<ports::DeadlineRow>> deadlines;
    std::vector<Shared<ports::MailRow>> outbox;  ///< Id = place + 1.
    std::vector<Shared<ports::AuditRow>> audit;
    ports::AuditTreeRow tree;
    std::vector<ports::AuditRow> appended;  ///< Get their place when the transaction commits.
    std::vector<ports::CheckpointRow> checkpoints;
    std::vector<Shared<ports::FactRow>> facts;  ///< Id = place + 1.
    std::vector<ports::IndexValueRow> index_values;
    std::vector<ports::IndexSnapshotRow> index_snapshots;  ///< Number = place + 1.
    std::map<std::pair<std::int64_t, std::int64_t>, ports::IndexStepRow> index_steps;
    std::map<std::string, ports::AgencyRow> agencies;
    std::map<std::string, ports::PersonRow> people;
    std::map<std::string, ports::WebSessionRow> sign_ins;
    std::map<std::pair<std::string, std::string>, ports::AnsweredRow> answers;
    std::map<std::string, Shared<ports::DefinitionRow>> definitions;
    std::map<std::int64_t, ports::ArchiveRow> archives;
    std::map<std::int64_t, ports::ArchivedCaseRow> archived_cases;
    std::vector<ports::HoldRow> holds;  ///< Id = place + 1.
};

/// What every table of one transaction shares.
class MemoryView {
public:
    MemoryView(MemoryStore& store, std::shared_ptr<MemoryTables> own)
        : store_(store), own_(std::move(own)), seen_(own_) {}
    MemoryView(MemoryStore& store, std::shared_ptr<const MemoryTables> seen)
        : store_(store), seen_(std::move(seen)) {}

    [[nodiscard]] bool is_writer() const { return own_ != nullptr; }
    const MemoryTables& read();  ///< Counts a call.
    MemoryTables& write();       ///< Counts a call; CHECKs that this transaction may write.
    MemoryStore& store() { return store_; }
    MemoryTables& own() { return *own_; }  ///< Of a writer; counts nothing.
    [[nodiscard]] std::shared_ptr<const MemoryTables> tables() const { return seen_; }

private:
    MemoryStore& store_;
    std::shared_ptr<MemoryTables> own_;
    std::shared_ptr<const MemoryTables> seen_;
};

class MemoryCases : public ports::CaseTable {
public:
    explicit MemoryCases(MemoryView& view) : view_(view) {}
    CaseId insert(const ports::CaseRow& row) override;
    Result<ports::CaseRow> load_for_update(CaseId id) override { return load(id); }
    Result<ports::CaseRow> load(CaseId id) override;
    Result<Done> update(const ports::CaseRow& row) override;
    Result<Done> move(const ports::CaseRow& row) override;
    std::vector<ports::CaseRow> list(const ports::CaseFilter& filter) override;
    std::vector<ports::ChildCountRow> child_counts(CaseId parent, Date today) override;
    void replace_waiting(CaseId id, const std::vector<ports::WaitingRow>& rows) override;
    std::vector<ports::WaitingRow> waiting(CaseId id) override;
    std::vector<ports::CaseRow> work_of(const ports::PersonRow& person, int limit) override;
    void append_journal(const std::vector<ports::JournalRow>& rows) override;
    std::vector<ports::JournalRow> journal(CaseId id) override;
    void remove_journal(CaseId id) override { view_.write().journal.erase(id.number); }

private:
    MemoryView& view_;
};

class MemoryDeadlines : public ports::DeadlineTable {
public:
    explicit MemoryDeadlines(MemoryView& view) : view_(view) {}
    void replace(CaseId id, const std::vector<ports::DeadlineRow>& rows) override;
    void change(CaseId id, const std::vector<ports::DeadlineRow>& gone,
                const std::vector<ports::DeadlineRow>& set) override;
    std::vector<ports::DeadlineRow> of_case(CaseId id) override;
    std::vector<ports::DeadlineRow> due(Instant now, int limit) override;
    std::optional<ports::DeadlineRow> claim(Instant now) override;
    void put_off(const ports::DeadlineRow& row, Instant until) override;

private:
    MemoryView& view_;
};

class MemoryOutbox : public ports::OutboxTable {
public:
    explicit MemoryOutbox(MemoryView& view) : view_(view) {}
    bool queue(const ports::MailRow& row) override;
    std::vector<ports::MailRow> claim(ports::Channel channel, Instant now, int limit,
                                      Instant lease_until) override;
    bool is_ready(ports::Channel channel, Instant now) override;
    void save_outcome(const ports::MailRow& row) override;
    Result<ports::MailRow> find(MailId id) override;
    std::vector<ports::MailRow> list(std::optional<ports::MailState> state, int limit) override;
    std::vector<ports::MailRow> of_case(CaseId id, std::string_view letter, int limit) override;

private:
    std::vector<ports::MailRow> companions(const ports::MailRow& row, Instant now);

    MemoryView& view_;
};

/// Numbers the appended entries and moves the tree on, as a commit does.
void place_entries(MemoryTables& tables);

class MemoryAudit : public ports::AuditTable {
public:
    explicit MemoryAudit(MemoryView& view) : view_(view) {}
    ports::AuditTreeRow tree() override { return view_.read().tree; }
    void append(const ports::AuditRow& row) override;
    ports::AuditPage query(const ports::AuditFilter& filter) override;
    int catch_up(int) override { return 0; }
    std::vector<std::string> tile_roots(int, std::int64_t, int) override { return {}; }
    std::vector<ports::AuditRow> read_from(std::int64_t index, int limit) override;
    void move_out(const std::vector<ports::MovedEntry>& entries) override;
    void add_checkpoint(const ports::CheckpointRow& row) override;
    std::vector<ports::CheckpointRow> checkpoints() override { return view_.read().checkpoints; }

private:
    MemoryView& view_;
};

class MemoryFacts : public ports::FactTable {
public:
    explicit MemoryFacts(MemoryView& view) : view_(view) {}
    void add(const ports::FactRow& row) override;
    std::vector<ports::FactRow> between(Date from, Date to) override;
    std::vector<ports::FactRow> after(std::int64_t id, Date from, Date to) override;
    std::vector<ports::FactRow> named(std::string_view name, Date from, Date to) override;
    std::int64_t last_id() override { return std::ssize(view_.read().facts); }

private:
    MemoryView& view_;
};

class MemoryIndex : public ports::IndexTable {
public:
    explicit MemoryIndex(MemoryView& view) : view_(view) {}
    void add_value(const ports::IndexValueRow& row) override;
    std::vector<ports::IndexValueRow> values(std::string_view index, Date from, Date to) override;
    std::vector<ports::IndexValueRow> values_after(std::int64_t id) override;
    std::int64_t add_snapshot(const ports::IndexSnapshotRow& row) override;
    std::vector<ports::IndexSnapshotRow> snapshots() override;
    void add_step(const ports::IndexStepRow& row) override;
    std::vector<ports::IndexStepRow> steps() override;

private:
    MemoryView& view_;
};

class MemoryPeople : public ports::PeopleTable {
public:
    explicit MemoryPeople(MemoryView& view) : view_(view) {}
    void save_agency(const ports::AgencyRow& row) override;
    void save_person(const ports::PersonRow& row) override;
    std::vector<ports::AgencyRow> agencies() override;
    Result<ports::PersonRow> person(std::string_view id) override;
    std::vector<ports::PersonRow> people() override;
    std::vector<ports::PersonRow> with_role(std::string_view agency,
                                            std::string_view role) override;

private:
    MemoryView& view_;
};

class MemorySignIns : public ports::SignInTable {
public:
    explicit MemorySignIns(MemoryView& view) : view_(view) {}
    void add(const ports::WebSessionRow& row) override;
    Result<ports::WebSessionRow> find(std::string_view token_hash) override;
    void remove(std::string_view token_hash) override;
    void remove_expired(Instant now) override;

private:
    MemoryView& view_;
};

class MemoryAnswers : public ports::AnswerTable {
public:
    explicit MemoryAnswers(MemoryView& view) : view_(view) {}
    Result<ports::AnsweredRow> find(std::string_view person, std::string_view key) override;
    void add(const ports::AnsweredRow& row) override;
    void complete(const ports::AnsweredRow& row) override;
    void remove_before(Instant at) override;

private:
    MemoryView& view_;
};

class MemoryDefinitions : public ports::DefinitionTable {
public:
    explicit MemoryDefinitions(MemoryView& view) : view_(view) {}
    void save(const ports::DefinitionRow& row) override;
    std::vector<ports::DefinitionRow> all() override;

private:
    MemoryView& view_;
};

class MemoryArchives : public ports::ArchiveTable {
public:
    explicit MemoryArchives(MemoryView& view) : view_(view) {}
    std::int64_t add(const ports::ArchiveRow& row) override;
    Result<Done> save(const ports::ArchiveRow& row, ports::ArchiveState before) override;
    Result<Done> remove(const ports::ArchiveRow& row) override;
    std::vector<ports::ArchiveRow> archives() override;
    void add_case(const ports::ArchivedCaseRow& row) override;
    std::optional<ports::ArchivedCaseRow> of_case(CaseId id) override;
    std::int64_t moved_cases(std::int64_t archive) override;
    std::int64_t add_hold(const ports::HoldRow& row) override;
    void release(const ports::HoldRow& row) override;
    std::vector<ports::HoldRow> standing_holds(std::optional<CaseId> id) override;
    std::vector<ports::HoldRow> holds_of(CaseId id) override;

private:
    MemoryView& view_;
};

}  // namespace trinh::testing
