/// TestOffice: a whole engine for one test: its own store, clock, vault and mail tray.
///
/// The store is memory, SQLite in a folder of its own or a new schema of the tests' PostgreSQL; the
/// clock is moved by the test; letters stay in the outbox, where a test reads them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/office/office_writer.h"
#include "adapters/sql/sql_store.h"
#include "engine/ports/clock.h"
#include "engine/ports/file_vault.h"
#include "engine/ports/mailer.h"
#include "engine/ports/passwords.h"
#include "engine/ports/store.h"
#include "engine/service/case_desk.h"
#include "engine/service/dispatcher.h"
#include "engine/service/index_watch.h"
#include "engine/service/office.h"

namespace trinh::testing {

/// The files below a folder of the project with that extension, in order of their names.
std::vector<std::filesystem::path> project_files(const std::string& folder,
                                                 const std::string& extension);

class ManualClock : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override { return now_; }
    void set(Instant now) { now_ = now; }

private:
    Instant now_;
};

class MemoryVault : public ports::FileVault {
public:
    [[nodiscard]] std::string keep(std::string_view bytes) override;
    Result<std::string> fetch(std::string_view sha256) const override;
    [[nodiscard]] std::vector<std::string> names() const override;
    void lose(const std::string& sha256) { kept_.erase(sha256); }

private:
    std::map<std::string, std::string, std::less<>> kept_;
};

class MemorySecrets : public ports::Secrets {
public:
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const override;
    std::string keep_first(std::string_view name, std::string_view text) override {
        return kept_.emplace(name, text).first->second;
    }

private:
    std::map<std::string, std::string, std::less<>> kept_;
};

/// Readable on purpose: what is tested is that the desks use them, not argon2id.
class PlainPasswords : public ports::Passwords {
public:
    [[nodiscard]] std::string hash(std::string_view password) const override;
    [[nodiscard]] bool matches(std::string_view hash, std::string_view password) const override;
    [[nodiscard]] std::string random_token(std::size_t bytes) const override;

private:
    mutable int tokens_ = 0;
};

/// `sqlite` lies in memory where the system can; `sqlite_on_disk` waits for the disk as in earnest.
enum class StoreKind { memory, sqlite, postgres, sqlite_on_disk };

/// The kinds to run a test on; without PostgreSQL where there is none and none is required.
std::vector<StoreKind> every_store();

class TestOffice {
public:
    explicit TestOffice(StoreKind kind = StoreKind::memory);
    /// On this schema.
    explicit TestOffice(const sql::PostgresOptions& postgres);
    /// On the SQLite store of this state folder, which is there and stays.
    explicit TestOffice(const std::filesystem::path& state);
    ~TestOffice();

    void load_calendars();
    /// Calendars, index and every process of the project's own workflows folder. A diagnostic that
    /// is an error fails the running test.
    void load_workflows();
    /// One more process, by its path below the project's root; its id.
    std::string load_process(const std::string& path);
    /// Agencies and people of samples/department.json.
    void load_people();

    [[nodiscard]] service::Office office();
    [[nodiscard]] service::Caller caller(std::string_view person);
    [[nodiscard]] ManualClock& clock() { return clock_; }
    [[nodiscard]] ports::Store& store() { return *store_; }
    [[nodiscard]] service::ProcessShelf& shelf() { return shelf_; }
    [[nodiscard]] MemoryVault& vault() { return vault_; }
    /// Archives lie in a folder of its own, which goes away with the office.
    [[nodiscard]] const std::string& archive_folder() const { return archive_folder_; }
    [[nodiscard]] service::IndexWatch& index_watch() { return *index_watch_; }

    /// Moves the clock and does what became due on the way, morning by morning.
    void wait_until(Instant target);
    /// Forgets everything but the store and the kept files, as a crash would.
    void restart();

    /// Of an SQLite store's file, once all is written into it. Opens the store anew: take no
    /// office() from before.
    [[nodiscard]] std::int64_t database_bytes();
    /// One line a journal entry: shown when a test fails.
    [[nodiscard]] std::string story(CaseId id);

private:
    void open_store();

    StoreKind kind_;
    std::string folder_;
    bool is_kept_ = false;  ///< The folder is somebody else's.
    std::string archive_folder_;
    std::unique_ptr<ports::ArchiveShelf> archives_;
    sql::PostgresOptions postgres_;
    ManualClock clock_;
    MemoryVault vault_;
    MemorySecrets secrets_;
    PlainPasswords passwords_;
    office::OfficeWriter papers_;
    service::ProcessShelf shelf_;
    std::unique_ptr<ports::Store> store_;
    std::unique_ptr<service::IndexWatch> index_watch_ = std::make_unique<service::IndexWatch>();
    std::unique_ptr<service::Dispatcher> dispatcher_;
};

/// The bytes of a file below the project's root; fails the running test when it is not there.
std::string project_file(const std::string& path);

}  // namespace trinh::testing
