/// Workplace: what verbs ask of the program around them. Implemented by adapters/app.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/web_events.h"
#include "engine/ports/check_line.h"
#include "engine/ports/schema_check.h"
#include "engine/service/office.h"

namespace trinh::cli {

struct ServeRequest {
    bool is_demo = false;
    std::string address, port;  ///< Empty: as configured.
    std::string roles;          ///< "web,clock"; empty: all.
};

class Workplace {
public:
    virtual ~Workplace() = default;
    /// The desks' surroundings; opens the store at the first call. Throws StoreFailure.
    virtual service::Office office() = 0;
    /// Brings the store's tables up to date; the names of the migrations that were missing.
    virtual std::vector<std::string> migrate_store() = 0;
    /// Processes and calendars, without a store.
    virtual const service::ProcessShelf& shelf() = 0;
    /// The published schemas, for `trinh check`.
    virtual const ports::SchemaCheck& schema_check() = 0;
    /// Archive files, without a store.
    virtual ports::ArchiveShelf& archive_shelf() = 0;
    /// Adds or changes agencies and people from a JSON file; how many people it held.
    virtual Result<int> load_people(const std::string& file) = 0;
    /// Moves the demo's clock; what time it is then. Refuses where there is no demo.
    virtual Result<Instant> forward_demo(int days) = 0;
    /// HTTP on this machine for the session of a chart that is tried out.
    virtual std::unique_ptr<WebEvents> open_web_events(const std::string& session_id) = 0;
    /// Copies store and files into that folder while the server runs. Refuses; throws StoreFailure.
    virtual Result<boost::json::object> backup(const std::string& folder) = 0;
    /// Puts a backup into the empty state folder and verifies it: {"state","size"}. Refuses.
    virtual Result<boost::json::object> restore(const std::string& folder) = 0;
    /// What the machine and the database say, before the store is opened.
    virtual std::vector<ports::CheckLine> machine_checks() = 0;
    /// Runs the server until it is told to stop; the exit code.
    virtual int serve(const ServeRequest& request) = 0;
};

}  // namespace trinh::cli
