// Backup, restore and examination of the program's own installation.
#include <fmt/format.h>

#include "adapters/app/backup.h"
#include "adapters/app/machine_checks.h"
#include "adapters/app/program.h"
#include "engine/audit/digest.h"
#include "engine/service/audit_desk.h"
#include "engine/service/doctor_desk.h"

namespace trinh::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

Refusal only_sqlite() {
    return {Reason::wrong_state,
            "The store is PostgreSQL: back it up and restore it with pg_dump and pg_restore, then "
            "copy the folder drafts and the file audit-key; adapters/app/README.md says how.",
            {}};
}

/// An archive that came back otherwise than it was written; one that was kept elsewhere is no
/// fault.
Result<Done> archives_are_whole(const service::Office& office) {
    for (const auto& row : office.store.begin_read()->archives().archives()) {
        if (row.state == ports::ArchiveState::writing || !office.archives->is_there(row.name)) {
            continue;
        }
        const auto print = office.archives->print_of(row.name);
        if (print && print->sha256 == row.sha256) continue;
        return Refusal{Reason::wrong_state,
                       "The archive '" + row.name +
                           "' of the backup is damaged: its bytes are not those that the store "
                           "lists. Take another copy of it.",
                       {}};
    }
    return Done{};
}

/// What must be true of a restored state folder before it is called done.
Result<std::int64_t> verified(Program& restored, const audit::TreeHead& head) {
    const auto office = restored.office();
    const ports::CheckpointRow point{
        head.size, audit::to_hex(audit::bytes_of(head.root)), "", "", {}};
    const auto verdict = service::AuditDesk(office).verify({point});
    if (!verdict.at("ok").as_bool()) {
        return Refusal{
            Reason::wrong_state,
            "The backup is not what it says: " + std::string(verdict.at("message").as_string()),
            {}};
    }
    if (auto whole = archives_are_whole(office); !whole) return whole.error();
    for (const auto& line : service::DoctorDesk(office).examine({})) {
        const bool must_hold = line.name == "journals" || line.name == "files";
        if (!must_hold || line.level != ports::CheckLevel::fault) continue;
        return Refusal{Reason::wrong_state, "The backup is not whole: " + line.found, {}};
    }
    return verdict.at("size").as_int64();
}

}  // namespace

Result<json::object> Program::backup(const std::string& folder) {
    if (!settings_.postgres.empty()) return only_sqlite();
    if (!fs::exists(settings_.state / "trinh.db")) {
        return Refusal{Reason::not_found,
                       "There is no store in '" + settings_.state.string() +
                           "': name its folder with TRINH_STATE or the settings file.",
                       {}};
    }
    return make_backup(office(), settings_.state, folder);
}

Result<json::object> Program::restore(const std::string& folder) {
    if (!settings_.postgres.empty()) return only_sqlite();
    if (fs::exists(settings_.state) && !fs::is_empty(settings_.state)) {
        return Refusal{Reason::wrong_state,
                       "The state folder '" + settings_.state.string() +
                           "' is not empty: move it away, or name another one with TRINH_STATE.",
                       {}};
    }
    const auto head = head_of_backup(folder);
    if (!head) return head.error();
    Settings aside = settings_;
    aside.state += ".restoring";
    fs::remove_all(aside.state);
    Result<std::int64_t> size = [&]() -> Result<std::int64_t> {
        if (auto copied = copy_backup(folder, aside.state); !copied) return copied.error();
        Program restored(aside);
        return verified(restored, *head);
    }();
    if (!size) {
        fs::remove_all(aside.state);
        return size.error();
    }
    fs::remove(settings_.state);
    fs::rename(aside.state, settings_.state);
    return json::object{{"state", settings_.state.string()}, {"size", *size}};
}

std::vector<ports::CheckLine> Program::machine_checks() {
    std::vector<ports::CheckLine> lines;
    std::error_code fault;
    const auto space = fs::space(settings_.state, fault);
    if (fault) {
        return {{"state", ports::CheckLevel::fault,
                 "The state folder '" + settings_.state.string() +
                     "' cannot be read: " + fault.message() + ".",
                 "Name the right one with TRINH_STATE or the settings file."}};
    }
    lines.push_back(disk_line(space));
    lines.push_back(rights_line(settings_.state));
    if (!settings_.postgres.empty()) return lines;
    const auto file = settings_.state / "trinh.db";
    if (fs::exists(file)) lines.push_back(database_line(file));
    return lines;
}

}  // namespace trinh::app
