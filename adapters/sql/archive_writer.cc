#include <fcntl.h>
#include <unistd.h>

#include "adapters/sql/archive_file.h"
#include "adapters/sql/insert_rows.h"

namespace trinh::sql {
namespace {

namespace fs = std::filesystem;

constexpr const char* schema[] = {
    "create table head (name TEXT not null primary key, value TEXT not null)",
    "create table case_file (id INTEGER PRIMARY KEY, version BIGINT not null, "
    "process TEXT not null, definition_hash TEXT not null, title TEXT not null, "
    "drafting_agency TEXT not null, department TEXT not null, stage TEXT not null, "
    "opened_at BIGINT not null, changed_at BIGINT not null, parent BIGINT, "
    "relation TEXT not null, snapshot TEXT not null)",
    "create table journal (case_id BIGINT not null, sequence BIGINT not null, at BIGINT not null, "
    "type TEXT not null, body TEXT not null, primary key (case_id, sequence)) without rowid",
    "create table entry (leaf INTEGER PRIMARY KEY, at BIGINT not null, actor TEXT not null, "
    "on_behalf_of TEXT not null, agency TEXT not null, case_id BIGINT not null, "
    "action TEXT not null, body TEXT not null)",
    "create table gap (first INTEGER PRIMARY KEY, size BIGINT not null, hash TEXT not null)",
    "create table definition (hash TEXT not null primary key, process TEXT not null, "
    "added_at BIGINT not null, xml TEXT not null)",
    "create table name (id TEXT not null primary key, name TEXT not null)"};

constexpr const char* indexes[] = {"create index entry_by_case on entry (case_id, leaf)",
                                   "create index entry_by_actor on entry (actor, leaf)",
                                   "create index entry_by_agency on entry (agency, leaf)",
                                   "create index entry_by_action on entry (action, leaf)",
                                   "create index entry_by_time on entry (at, leaf)"};

[[noreturn]] void fail(const char* what) {
    throw ports::StoreFailure(std::string("The archive cannot be ") + what +
                              ": check its folder, its rights and the space on the disk.");
}

void sync(const fs::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool is_synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!is_synced) fail("put on the disk");
}

void remove_quietly(const fs::path& file) {
    std::error_code ignored;
    fs::remove(file, ignored);
}

class Writer : public ports::ArchiveWriter {
public:
    explicit Writer(fs::path target)
        : target_(std::move(target)), aside_(target_.string() + ".part") {
        std::error_code fault;
        if (target_.has_parent_path()) fs::create_directories(target_.parent_path(), fault);
        remove_quietly(aside_);
        dialect_ = std::make_unique<SqliteDialect>(aside_.string(), SqliteOptions{},
                                                   SqliteUse::write_archive);
        dialect_->prepare_file();
        session_ = std::make_unique<Session>(*dialect_);
        session_->begin(Access::write);
        for (const char* statement : schema) session_->run(statement);
    }
    ~Writer() override {
        session_.reset();
        if (!is_kept_) remove_quietly(aside_);
    }

    void add_case(const ports::CaseRow& row,
                  const std::vector<ports::JournalRow>& journal) override {
        session_->run(
            "insert into case_file (id, version, process, definition_hash, title, drafting_agency, "
            "department, stage, opened_at, changed_at, parent, relation, snapshot) values (:id, "
            ":version, :process, :hash, :title, :drafting, :department, :stage, :opened, :changed, "
            ":parent, :relation, :snapshot)",
            {row.id, row.version, row.process, row.definition_hash, row.title, row.drafting_agency,
             row.department, row.stage, row.opened_at, row.changed_at, row.parent, row.relation,
             row.snapshot});
        Arguments values;
        for (const auto& line : journal) {
            values.insert(values.end(),
                          {line.case_id, line.sequence, line.at, line.type, line.body});
        }
        insert_rows(*session_, "insert into journal (case_id, sequence, at, type, body)", 5,
                    values);
    }

    void add_entries(const std::vector<ports::AuditRow>& rows) override {
        Arguments values;
        for (const auto& row : rows) {
            values.insert(values.end(), {row.index, row.at, row.actor, row.on_behalf_of, row.agency,
                                         row.case_id, row.action, row.body});
        }
        insert_rows(*session_,
                    "insert into entry (leaf, at, actor, on_behalf_of, agency, case_id, action, "
                    "body)",
                    8, values);
    }

    void add_gaps(const std::vector<ports::GapRow>& rows) override {
        Arguments values;
        for (const auto& row : rows) values.insert(values.end(), {row.first, row.size, row.hash});
        insert_rows(*session_, "insert into gap (first, size, hash)", 3, values);
    }

    void add_definition(const ports::DefinitionRow& row) override {
        session_->run(
            "insert into definition (hash, process, added_at, xml) values (:hash, :process, :at, "
            ":xml)",
            {row.hash, row.process, row.added_at, row.xml});
    }

    void add_name(const ports::NameRow& row) override {
        session_->run("insert into name (id, name) values (:id, :name)", {row.id, row.name});
    }

    void close(const ports::ArchiveHead& head) override {
        const std::pair<const char*, std::string> values[] = {
            {"name", head.name},
            {"department", head.department},
            {"made_by", head.made_by},
            {"process", head.process},
            {"made_at", std::to_string(head.made_at.ms)},
            {"closed_before", head.closed_before.iso()},
            {"checkpoint", head.checkpoint},
            {"key", head.key},
            {"seal", head.seal},
            {"seal_signature", head.seal_signature}};
        for (const auto& [name, value] : values) {
            session_->run("insert into head (name, value) values (:name, :value)", {name, value});
        }
        for (const char* statement : indexes) session_->run(statement);
        session_->run("PRAGMA user_version = " + std::to_string(archive_format));
        session_->commit();
        session_.reset();
        sync(aside_, O_RDONLY);
    }

    [[nodiscard]] std::unique_ptr<ports::ArchiveReader> read_back() override {
        return read_archive(aside_);
    }

    void keep() override {
        // Not rename(): nothing of that name may be replaced, whoever put it there meanwhile.
        if (::link(aside_.c_str(), target_.c_str()) != 0) fail("given its name");
        remove_quietly(aside_);
        is_kept_ = true;
        sync(target_.has_parent_path() ? target_.parent_path() : fs::path("."),
             O_RDONLY | O_DIRECTORY);
    }

private:
    fs::path target_, aside_;
    std::unique_ptr<SqliteDialect> dialect_;
    std::unique_ptr<Session> session_;
    bool is_kept_ = false;
};

}  // namespace

std::unique_ptr<ports::ArchiveWriter> write_archive(const fs::path& target) {
    return std::make_unique<Writer>(target);
}

}  // namespace trinh::sql
