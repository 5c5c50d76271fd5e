#include "adapters/app/program.h"

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

#include "adapters/app/definitions.h"
#include "adapters/app/running_server.h"
#include "adapters/app/sample_year.h"
#include "adapters/sql/archive_shelf.h"
#include "adapters/sql/sql_store.h"

namespace trinh::app {
namespace {

/// The demo's offset to the real time, in milliseconds; absent: the real time.
constexpr const char* clock_file = "demo-clock";

Duration stored_offset(const std::filesystem::path& state) {
    std::ifstream file(state / clock_file);
    Duration offset;
    if (file) file >> offset.ms;
    return offset;
}

}  // namespace

const service::ProcessShelf& Program::shelf() {
    if (!shelf_) {
        shelf_ = std::make_unique<service::ProcessShelf>(settings_.hours);
        load_definitions(*shelf_, settings_.home);
    }
    return *shelf_;
}

void Program::open_store() {
    std::error_code fault;
    std::filesystem::create_directories(settings_.state, fault);
    if (fault) {
        throw ports::StoreFailure("Cannot make the folder '" + settings_.state.string() +
                                  "': " + fault.message() + ".");
    }
    const auto note = [this](std::string_view name) { migrations_applied_.emplace_back(name); };
    if (settings_.postgres.empty()) {
        sql::SqliteOptions options;
        options.on_migration = note;
        store_ = sql::open_sqlite((settings_.state / "trinh.db").string(), options);
    } else {
        sql::PostgresOptions options;
        options.connection = settings_.postgres;
        options.password = settings_.postgres_password;
        options.on_migration = note;
        store_ = sql::open_postgres(options);
    }
}

std::vector<std::string> Program::migrate_store() {
    if (!store_) open_store();
    return migrations_applied_;
}

service::Office Program::office() {
    if (!clock_) {
        static_cast<void>(shelf());
        if (!store_) open_store();
        clock_ = std::make_unique<ShiftedClock>(stored_offset(settings_.state));
        vault_ = std::make_unique<files::DiskVault>(settings_.state / "drafts");
        secrets_ = std::make_unique<files::SecretFiles>(settings_.state);
        exchange_definitions(*shelf_, *store_, clock_->now());
    }
    service::Office office{*store_,
                           *clock_,
                           *vault_,
                           passwords_,
                           *shelf_,
                           settings_.department,
                           settings_.base_url,
                           settings_.mail_host,
                           &papers_,
                           settings_.mail_gathers_for};
    office.secrets = secrets_.get();
    office.index_watch = &index_watch_;
    office.archives = &archive_shelf();
    for (const auto& hook : settings_.webhooks) {
        office.webhooks.push_back({hook.endpoint.url, hook.events});
    }
    return office;
}

ports::ArchiveShelf& Program::archive_shelf() {
    if (!archives_) archives_ = sql::archive_shelf((settings_.state / "archives").string());
    return *archives_;
}

Result<int> Program::load_people(const std::string& file) {
    auto surroundings = office();
    return app::load_people(surroundings, read_file(file), {});
}

void Program::load_samples() {
    const auto samples = settings_.home / "samples";
    const auto demo = boost::json::parse(read_file(samples / "demo.json")).as_object();
    const auto now = Instant::parse(std::string(demo.at("demo_now").as_string()));
    if (!now) throw std::runtime_error("samples/demo.json: demo_now is not an instant.");
    static_cast<void>(office());
    SettableClock clock;
    clock.set(*now);
    service::Office past{*store_,
                         clock,
                         *vault_,
                         passwords_,
                         *shelf_,
                         settings_.department,
                         settings_.base_url,
                         settings_.mail_host,
                         &papers_,
                         settings_.mail_gathers_for};
    auto people = app::load_people(past, read_file(samples / "department.json"), sample_password);
    if (!people) throw std::runtime_error(people.error().message);
    replay_year(past, clock, read_file(samples / "cases.json"), *now);
    std::ofstream file(settings_.state / clock_file);
    file << (now->ms - ShiftedClock::system_now().ms) << '\n';
}

void Program::prepare_demo() {
    namespace fs = std::filesystem;
    if (!settings_.postgres.empty()) {
        throw std::runtime_error(
            "The demo keeps its sample year in a file of its own: leave 'store.postgres' out.");
    }
    if (fs::exists(settings_.state / clock_file)) return;
    if (fs::exists(settings_.state / "trinh.db")) {
        throw std::runtime_error("The folder '" + settings_.state.string() +
                                 "' holds a store that is not the demo's; name another one with "
                                 "TRINH_STATE.");
    }
    std::cout << "Loading the sample department and its year of work ..." << std::endl;
    Settings aside = settings_;
    aside.state += ".loading";
    fs::remove_all(aside.state);
    Program(aside).load_samples();
    fs::remove_all(settings_.state);
    fs::rename(aside.state, settings_.state);
}

Result<Instant> Program::forward_demo(int days) {
    if (!std::filesystem::exists(settings_.state / clock_file)) {
        return Refusal{Reason::wrong_state,
                       "Only the demo's clock can be moved, and there is no demo in '" +
                           settings_.state.string() + "'."};
    }
    if (days < 1 || days > 366) {
        return Refusal{Reason::invalid_input, "Expected 1 to 366 days."};
    }
    const auto offset = Duration{stored_offset(settings_.state).ms + hours(24).ms * days};
    std::ofstream(settings_.state / clock_file) << offset.ms << '\n';
    return ShiftedClock::system_now() + offset;
}

int Program::serve(const cli::ServeRequest& request) {
    if (!request.address.empty()) settings_.address = request.address;
    if (!request.port.empty()) {
        const int port = std::atoi(request.port.c_str());
        if (port < 0 || port > 65'535 || (port == 0 && request.port != "0")) {
            std::cerr << "trinh: '" << request.port << "' is not a port.\n";
            return 64;
        }
        settings_.port = static_cast<unsigned short>(port);
        settings_.base_url = fmt::format("http://{}:{}", settings_.address, settings_.port);
    }
    const auto roles = read_roles(request.roles);
    if (!roles) {
        std::cerr << "trinh: " << roles.error().message << '\n';
        return 64;
    }
    if (request.is_demo) prepare_demo();
    const auto surroundings = office();
    const auto follow_demo_clock = [this] { clock_->set_offset(stored_offset(settings_.state)); };
    RunningServer server(surroundings, settings_, *roles, request.is_demo, follow_demo_clock);
    return server.run_until_told();
}

}  // namespace trinh::app
