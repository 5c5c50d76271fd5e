#include "adapters/app/machine_checks.h"

#include <fmt/format.h>

#include "adapters/sql/sqlite_backup.h"

namespace trinh::app {
namespace {

namespace fs = std::filesystem;
using ports::CheckLevel;
using ports::CheckLine;

constexpr std::uintmax_t mib = 1024 * 1024;

bool has_any(const fs::path& file, fs::perms asked) {
    std::error_code fault;
    const auto status = fs::status(file, fault);
    return !fault && fs::exists(status) && (status.permissions() & asked) != fs::perms::none;
}

}  // namespace

CheckLine disk_line(const fs::space_info& space) {
    const auto free =
        fmt::format("{} MiB of {} are free.", space.available / mib, space.capacity / mib);
    if (space.available < 512 * mib) {
        return {"disk", CheckLevel::fault, free,
                "Make room now: when the disk is full, no act can be kept."};
    }
    if (space.available < 4'096 * mib) {
        return {"disk", CheckLevel::note, free, "Plan for more room."};
    }
    return {"disk", CheckLevel::ok, free, ""};
}

CheckLine rights_line(const fs::path& state) {
    using fs::perms;
    if (has_any(state, perms::group_write | perms::others_write)) {
        return {"rights", CheckLevel::fault, "Others may write into the state folder.",
                "Run: chmod go-w on the state folder."};
    }
    for (const char* name : {"trinh.db", "audit-key"}) {
        if (!has_any(state / name, perms::group_all | perms::others_all)) continue;
        return {"rights", CheckLevel::fault,
                fmt::format("Others may read or write the file {} of the state folder.", name),
                fmt::format("Run: chmod 600 on {}.", name)};
    }
    return {"rights", CheckLevel::ok, "Nobody else may write the state folder or read its secrets.",
            ""};
}

CheckLine database_line(const fs::path& file) {
    const auto faults = sql::faults_of_sqlite(file.string());
    if (faults.empty()) return {"database", CheckLevel::ok, "SQLite finds the file sound.", ""};
    return {"database", CheckLevel::fault,
            fmt::format("SQLite finds {} faults: {}", faults.size(), faults.front()),
            "Stop the server, keep the file, restore the last backup into a new state folder."};
}

}  // namespace trinh::app
