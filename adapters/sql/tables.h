/// tables: the ports' tables on SQL, one class and one .cc file each.
///
/// They hold a session that somebody else leased, and only live as long as its transaction.
#pragma once

#include "adapters/sql/people_cache.h"
#include "adapters/sql/session.h"
#include "adapters/sql/work.h"
#include "engine/ports/store.h"

namespace trinh::sql {

class Cases : public ports::CaseTable {
public:
    explicit Cases(Session& session) : session_(session) {}
    CaseId insert(const ports::CaseRow& row) override;
    Result<ports::CaseRow> load_for_update(CaseId id) override;
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
    void remove_journal(CaseId id) override;
    /// Why an update of that row found none.
    Refusal why_overtaken(const ports::CaseRow& row);

private:
    Result<Done> at_version(std::string_view sql, const Arguments& values,
                            const ports::CaseRow& row);

    Session& session_;
};

class Deadlines : public ports::DeadlineTable {
public:
    explicit Deadlines(Session& session) : session_(session) {}
    void replace(CaseId id, const std::vector<ports::DeadlineRow>& rows) override;
    void change(CaseId id, const std::vector<ports::DeadlineRow>& gone,
                const std::vector<ports::DeadlineRow>& set) override;
    std::vector<ports::DeadlineRow> of_case(CaseId id) override;
    std::vector<ports::DeadlineRow> due(Instant now, int limit) override;
    std::optional<ports::DeadlineRow> claim(Instant now) override;
    void put_off(const ports::DeadlineRow& row, Instant until) override;

private:
    void add(CaseId id, const std::vector<ports::DeadlineRow>& rows);

    Session& session_;
};

class Outbox : public ports::OutboxTable {
public:
    explicit Outbox(Session& session) : session_(session) {}
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

    Session& session_;
};

class Audit : public ports::AuditTable {
public:
    explicit Audit(Work& work) : work_(work), session_(work.session()) {}
    ports::AuditTreeRow tree() override;
    void append(const ports::AuditRow& row) override;
    ports::AuditPage query(const ports::AuditFilter& filter) override;
    std::vector<ports::AuditRow> read_from(std::int64_t index, int limit) override;
    void move_out(const std::vector<ports::MovedEntry>& entries) override;
    int catch_up(int stretches) override;
    std::vector<std::string> tile_roots(int level, std::int64_t first, int limit) override;
    void add_checkpoint(const ports::CheckpointRow& row) override;
    std::vector<ports::CheckpointRow> checkpoints() override;
    /// What waits for the commit to get its place.
    [[nodiscard]] const std::vector<ports::AuditRow>& appended() const { return appended_; }

private:
    Work& work_;
    Session& session_;
    std::vector<ports::AuditRow> appended_;
};

class Facts : public ports::FactTable {
public:
    explicit Facts(Session& session) : session_(session) {}
    void add(const ports::FactRow& row) override { added_.push_back(row); }
    /// Writes what was added. Called at the commit, because others wait from here on.
    void write();
    std::vector<ports::FactRow> between(Date from, Date to) override;
    std::vector<ports::FactRow> after(std::int64_t id, Date from, Date to) override;
    std::vector<ports::FactRow> named(std::string_view name, Date from, Date to) override;
    std::int64_t last_id() override;

private:
    Session& session_;
    std::vector<ports::FactRow> added_;
};

class IndexWork : public ports::IndexTable {
public:
    explicit IndexWork(Session& session) : session_(session) {}
    void add_value(const ports::IndexValueRow& row) override;
    std::vector<ports::IndexValueRow> values(std::string_view index, Date from, Date to) override;
    std::vector<ports::IndexValueRow> values_after(std::int64_t id) override;
    std::int64_t add_snapshot(const ports::IndexSnapshotRow& row) override;
    std::vector<ports::IndexSnapshotRow> snapshots() override;
    void add_step(const ports::IndexStepRow& row) override;
    std::vector<ports::IndexStepRow> steps() override;

private:
    Session& session_;
};

class People : public ports::PeopleTable {
public:
    People(Session& session, PeopleCache& cache) : session_(session), cache_(cache) {}
    void save_agency(const ports::AgencyRow& row) override;
    void save_person(const ports::PersonRow& row) override;
    std::vector<ports::AgencyRow> agencies() override;
    Result<ports::PersonRow> person(std::string_view id) override;
    std::vector<ports::PersonRow> people() override;
    std::vector<ports::PersonRow> with_role(std::string_view agency,
                                            std::string_view role) override;

private:
    void move_stamp();
    const Everybody& everybody();

    Session& session_;
    PeopleCache& cache_;
    std::shared_ptr<const Everybody> seen_;
};

class SignIns : public ports::SignInTable {
public:
    explicit SignIns(Session& session) : session_(session) {}
    void add(const ports::WebSessionRow& row) override;
    Result<ports::WebSessionRow> find(std::string_view token_hash) override;
    void remove(std::string_view token_hash) override;
    void remove_expired(Instant now) override;

private:
    Session& session_;
};

class Answers : public ports::AnswerTable {
public:
    explicit Answers(Session& session) : session_(session) {}
    Result<ports::AnsweredRow> find(std::string_view person, std::string_view key) override;
    void add(const ports::AnsweredRow& row) override;
    void complete(const ports::AnsweredRow& row) override;
    void remove_before(Instant at) override;

private:
    Session& session_;
};

class Definitions : public ports::DefinitionTable {
public:
    explicit Definitions(Session& session) : session_(session) {}
    void save(const ports::DefinitionRow& row) override;
    std::vector<ports::DefinitionRow> all() override;

private:
    Session& session_;
};

class Archives : public ports::ArchiveTable {
public:
    explicit Archives(Session& session) : session_(session) {}
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
    Session& session_;
};

}  // namespace trinh::sql
