#include "tests/support/test_office.h"

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <stdlib.h>

#include "adapters/sql/archive_shelf.h"
#include "engine/audit/digest.h"
#include "engine/service/people_desk.h"
#include "engine/workflow/reader.h"
#include "tests/support/memory_store.h"
#include "tests/support/postgres_server.h"

namespace trinh::testing {
namespace {

std::string new_folder(const std::filesystem::path& parent) {
    std::string pattern = (parent / "trinh-test-XXXXXX").string();
    EXPECT_NE(mkdtemp(pattern.data()), nullptr);
    return pattern;
}

/// In memory where the system has a folder there: every act of a story waits for the disk.
std::string new_fast_folder() {
    const std::filesystem::path memory = "/dev/shm";
    const bool is_there = std::filesystem::is_directory(memory);
    return new_folder(is_there ? memory : std::filesystem::temp_directory_path());
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.good()) << path;
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void expect_clean(const std::string& name, const std::vector<Diagnostic>& diagnostics) {
    for (const auto& fault : diagnostics) {
        EXPECT_NE(fault.severity, Severity::error)
            << name << ":" << fault.line << ":" << fault.column << ": " << fault.code << " "
            << fault.message << " " << fault.fix;
    }
}

struct ShippedProcess {
    std::string text;
    std::shared_ptr<const workflow::Process> process;
};

/// Read once a test program: hundreds of stories run under the same two dozen definitions.
const std::vector<ShippedProcess>& shipped_processes() {
    static const auto all = [] {
        std::vector<ShippedProcess> found;
        for (const auto& path : project_files("workflows", ".scxml")) {
            auto text = bytes_of(path);
            auto read = workflow::read_process(text);
            expect_clean(path.filename(), read.diagnostics);
            if (read.process) found.push_back({std::move(text), std::move(read.process)});
        }
        return found;
    }();
    return all;
}

}  // namespace

std::string MemoryVault::keep(std::string_view bytes) {
    const std::string name = audit::to_hex(audit::bytes_of(audit::sha256({bytes})));
    kept_[name] = std::string(bytes);
    return name;
}

Result<std::string> MemoryVault::fetch(std::string_view sha256) const {
    const auto at = kept_.find(sha256);
    if (at != kept_.end()) return at->second;
    return Refusal{Reason::not_found, "There is no such file."};
}

std::vector<std::string> MemoryVault::names() const {
    std::vector<std::string> all;
    for (const auto& [name, bytes] : kept_) all.push_back(name);
    return all;
}

std::optional<std::string> MemorySecrets::find(std::string_view name) const {
    const auto at = kept_.find(name);
    return at == kept_.end() ? std::nullopt : std::optional(at->second);
}

std::string PlainPasswords::hash(std::string_view password) const {
    return "plain:" + std::string(password);
}

bool PlainPasswords::matches(std::string_view hash, std::string_view password) const {
    return hash == "plain:" + std::string(password);
}

std::string PlainPasswords::random_token(std::size_t bytes) const {
    std::string token = std::to_string(++tokens_);
    return std::string(bytes * 2 - token.size(), '0') + token;
}

std::string project_file(const std::string& path) {
    return bytes_of(std::filesystem::path(TRINH_SOURCE_DIR) / path);
}

std::vector<StoreKind> every_store() {
    std::vector<StoreKind> kinds{StoreKind::memory, StoreKind::sqlite};
    if (PostgresServer::absence().empty() || PostgresServer::is_required()) {
        kinds.push_back(StoreKind::postgres);
    }
    return kinds;
}

std::vector<std::filesystem::path> project_files(const std::string& folder,
                                                 const std::string& extension) {
    std::vector<std::filesystem::path> found;
    const auto root = std::filesystem::path(TRINH_SOURCE_DIR) / folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() == extension) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

TestOffice::TestOffice(StoreKind kind) : kind_(kind) {
    if (kind_ == StoreKind::sqlite) folder_ = new_fast_folder();
    if (kind_ == StoreKind::sqlite_on_disk) {
        folder_ = new_folder(std::filesystem::temp_directory_path());
    }
    if (kind_ == StoreKind::postgres) postgres_ = PostgresServer::shared().new_schema();
    open_store();
}

TestOffice::TestOffice(const sql::PostgresOptions& postgres)
    : kind_(StoreKind::postgres), postgres_(postgres) {
    open_store();
}

TestOffice::TestOffice(const std::filesystem::path& state)
    : kind_(StoreKind::sqlite_on_disk), folder_(state), is_kept_(true) {
    open_store();
}

void TestOffice::open_store() {
    switch (kind_) {
        case StoreKind::memory:
            if (!store_) store_ = std::make_unique<MemoryStore>();  // It has no other place.
            return;
        case StoreKind::sqlite:
        case StoreKind::sqlite_on_disk:
            store_.reset();
            store_ = sql::open_sqlite(folder_ + "/trinh.db", {});
            return;
        case StoreKind::postgres:
            store_.reset();
            store_ = sql::open_postgres(postgres_);
    }
}

TestOffice::~TestOffice() {
    dispatcher_.reset();
    store_.reset();
    for (const auto& folder : {is_kept_ ? std::string() : folder_, archive_folder_}) {
        if (!folder.empty()) std::filesystem::remove_all(folder);
    }
}

void TestOffice::load_calendars() {
    for (const auto& path : project_files("workflows/calendars", ".xml")) {
        expect_clean(path.filename(), shelf_.add_calendar({path.filename(), bytes_of(path)}));
    }
}

void TestOffice::load_workflows() {
    load_calendars();
    for (const auto& shipped : shipped_processes()) {
        shelf_.add_read(shipped.process, shipped.text, true);
    }
    for (const auto& path : project_files("workflows/forms", ".xml")) {
        expect_clean(path.filename(), shelf_.add_form({path.filename(), bytes_of(path)}));
    }
    for (const auto& path : project_files("workflows/indices", ".xml")) {
        expect_clean(path.filename(), shelf_.set_index({path.filename(), bytes_of(path)}));
    }
}

std::string TestOffice::load_process(const std::string& path) {
    const auto text = project_file(path);
    expect_clean(path, shelf_.add_process({path, text}, true));
    const auto read = workflow::read_process(text);
    return read.process ? read.process->id : path;
}

void TestOffice::load_people() {
    const auto text = project_file("samples/department.json");
    const auto department = boost::json::parse(text).as_object();
    auto tx = store_->begin();
    for (const auto& row : department.at("agencies").as_array()) {
        const auto& agency = row.as_object();
        tx->people().save_agency(
            {std::string(agency.at("id").as_string()), std::string(agency.at("name").as_string()),
             std::string(agency.at("kind").as_string()),
             agency.contains("department") ? std::string(agency.at("department").as_string())
                                           : std::string()});
    }
    for (const auto& row : department.at("people").as_array()) {
        const auto& person = row.as_object();
        ports::PersonRow saved;
        saved.id = person.at("id").as_string().c_str();
        saved.name = person.at("name").as_string().c_str();
        saved.position = person.at("position").as_string().c_str();
        saved.email = person.at("email").as_string().c_str();
        saved.agency = person.at("agency").as_string().c_str();
        for (const auto& role : person.at("roles").as_array()) {
            saved.roles.emplace_back(role.as_string());
        }
        saved.password_hash = passwords_.hash("mat-khau-" + saved.id);
        tx->people().save_person(saved);
    }
    tx->commit();
}

service::Office TestOffice::office() {
    service::Office office{*store_, clock_, vault_, passwords_, shelf_};
    office.papers = &papers_;
    office.secrets = &secrets_;
    office.index_watch = index_watch_.get();
    if (!archives_) {
        archive_folder_ = new_fast_folder();
        archives_ = sql::archive_shelf(archive_folder_);
    }
    office.archives = archives_.get();
    return office;
}

service::Caller TestOffice::caller(std::string_view person) {
    auto found = service::PeopleDesk(office()).caller(person, "web");
    EXPECT_TRUE(found) << "There is no person " << person << " in the sample department.";
    return found ? *found : service::Caller{};
}

void TestOffice::wait_until(Instant target) {
    if (!dispatcher_) dispatcher_ = std::make_unique<service::Dispatcher>(office());
    const auto work = [&](Instant at) {
        if (at > target || at < clock_.now()) return;
        clock_.set(at);
        while (dispatcher_->wake_clocks().woken > 0) {
        }
        dispatcher_->queue_digests();
    };
    const auto hours = shelf_.hours();
    for (Date day = local_date(clock_.now()); day <= local_date(target); day = day + 1) {
        work(local_time(day, 0, 0));
        work(local_time(day, hours.morning_hour, hours.morning_minute));
    }
    work(target);
}

void TestOffice::restart() {
    dispatcher_.reset();
    index_watch_ = std::make_unique<service::IndexWatch>();
    open_store();
}

std::int64_t TestOffice::database_bytes() {
    store_.reset();  // Closing the last connection writes all into the file.
    const auto bytes = std::filesystem::file_size(folder_ + "/trinh.db");
    open_store();
    return static_cast<std::int64_t>(bytes);
}

std::string TestOffice::story(CaseId id) {
    std::string lines;
    auto tx = store_->begin_read();
    for (const auto& row : tx->cases().journal(id)) {
        lines += row.at.spoken() + " " + row.type + " " + row.body + "\n";
    }
    return lines;
}

}  // namespace trinh::testing
