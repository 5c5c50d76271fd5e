/// Program: settings, store, vault, shelf and clock wired together; the Workplace of the verbs.
#pragma once

#include <memory>

#include "adapters/app/clocks.h"
#include "adapters/app/loopback_events.h"
#include "adapters/app/settings.h"
#include "adapters/cli/workplace.h"
#include "adapters/files/disk_vault.h"
#include "adapters/files/secret_files.h"
#include "adapters/identity/argon2_passwords.h"
#include "adapters/office/office_writer.h"
#include "adapters/schema/xsd_check.h"
#include "engine/service/index_watch.h"

namespace trinh::app {

class Program : public cli::Workplace {
public:
    explicit Program(Settings settings) : settings_(std::move(settings)) {}

    service::Office office() override;
    std::vector<std::string> migrate_store() override;
    const service::ProcessShelf& shelf() override;
    const ports::SchemaCheck& schema_check() override { return schemas_; }
    ports::ArchiveShelf& archive_shelf() override;
    Result<int> load_people(const std::string& file) override;
    Result<Instant> forward_demo(int days) override;
    std::unique_ptr<cli::WebEvents> open_web_events(const std::string& session_id) override {
        return open_loopback_events(session_id);
    }
    Result<boost::json::object> backup(const std::string& folder) override;
    Result<boost::json::object> restore(const std::string& folder) override;
    std::vector<ports::CheckLine> machine_checks() override;
    int serve(const cli::ServeRequest& request) override;

private:
    /// Fills an empty state folder with the sample department, all of it or nothing.
    void prepare_demo();
    void load_samples();
    /// The state folder and the store in it or on the PostgreSQL server.
    void open_store();

    Settings settings_;
    identity::Argon2Passwords passwords_;
    schema::XsdCheck schemas_;
    office::OfficeWriter papers_;
    std::unique_ptr<service::ProcessShelf> shelf_;
    std::unique_ptr<ports::Store> store_;
    std::vector<std::string> migrations_applied_;
    std::unique_ptr<files::DiskVault> vault_;
    std::unique_ptr<ShiftedClock> clock_;
    std::unique_ptr<files::SecretFiles> secrets_;
    std::unique_ptr<ports::ArchiveShelf> archives_;
    service::IndexWatch index_watch_;
};

}  // namespace trinh::app
