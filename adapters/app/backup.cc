#include "adapters/app/backup.h"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <set>
#include <unistd.h>

#include "adapters/files/disk_vault.h"
#include "adapters/files/durable_file.h"
#include "adapters/files/secret_files.h"
#include "adapters/sql/sqlite_backup.h"
#include "engine/audit/digest.h"
#include "engine/audit/merkle.h"
#include "engine/base/json_text.h"

namespace trinh::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr const char* database_file = "trinh.db";
constexpr const char* unfinished = "trinh.db.new";
constexpr const char* list_file = "backup.json";
constexpr const char* drafts_folder = "drafts";
constexpr const char* archives_folder = "archives";
constexpr const char* key_name = "audit-key";

Refusal refusal(Reason reason, std::string sentence) {
    return {reason, std::move(sentence), {}};
}

/// Whether one folder is the other or lies in it.
bool is_within(const fs::path& inner, const fs::path& outer) {
    const auto in = fs::weakly_canonical(inner), out = fs::weakly_canonical(outer);
    return std::mismatch(out.begin(), out.end(), in.begin(), in.end()).first == out.end();
}

void make_folder(const fs::path& folder) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
}

Result<Done> check_place(const fs::path& state, const fs::path& folder) {
    if (is_within(folder, state) || is_within(state, folder)) {
        return refusal(Reason::invalid_input,
                       "The backup must not lie in the state folder, nor around it: name a folder "
                       "on another disk.");
    }
    if (fs::exists(folder) && !fs::is_directory(folder)) {
        return refusal(Reason::invalid_input, "The backup is a folder, but '" + folder.string() +
                                                  "' is a file: name a folder.");
    }
    const bool is_other = fs::exists(folder) && !fs::is_empty(folder) &&
                          !fs::exists(folder / list_file) && !fs::exists(folder / unfinished);
    if (is_other) {
        return refusal(Reason::wrong_state, "The folder '" + folder.string() +
                                                "' holds something else: name an empty one, or one "
                                                "that holds an earlier backup.");
    }
    return Done{};
}

/// The same key in both places, so that one backup never mixes two offices.
Result<Done> copy_key(const fs::path& from, const fs::path& to) {
    const auto key = files::SecretFiles(from).find(key_name);
    if (!key || files::SecretFiles(to).keep_first(key_name, *key) == *key) return Done{};
    return refusal(Reason::wrong_state,
                   "The folder '" + to.string() +
                       "' holds the backup of another state folder: its audit-key differs.");
}

/// How many files were not there yet.
std::int64_t copy_files(const ports::FileVault& from, const fs::path& to) {
    files::DiskVault target(to);
    const auto kept = target.names();
    const std::set<std::string, std::less<>> there(kept.begin(), kept.end());
    std::int64_t copied = 0;
    for (const auto& name : from.names()) {
        if (there.contains(name)) continue;
        auto bytes = from.fetch(name);
        if (!bytes) continue;
        static_cast<void>(target.keep(*bytes));
        ++copied;
    }
    return copied;
}

Result<Done> check_database(const fs::path& file) {
    const auto faults = sql::faults_of_sqlite(file.string());
    if (faults.empty()) return Done{};
    return refusal(Reason::wrong_state, "The database is damaged (" + faults.front() +
                                            "): nothing was replaced; take an earlier backup.");
}

void copy_file_durably(const fs::path& from, const fs::path& to) {
    fs::copy_file(from, to);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
    const int file = ::open(to.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!is_synced) throw ports::StoreFailure("'" + to.string() + "' cannot be put on the disk.");
}

/// Archives are never changed: one that is there with the same size is the same. How many are new.
std::int64_t copy_archives(const fs::path& from, const fs::path& to) {
    std::int64_t copied = 0;
    if (!fs::exists(from)) return copied;
    make_folder(to);
    for (const auto& entry : fs::directory_iterator(from)) {
        const auto target = to / entry.path().filename();
        if (!entry.is_regular_file() || target.extension() == ".part") continue;
        if (fs::exists(target) && fs::file_size(target) == entry.file_size()) continue;
        const fs::path aside = target.string() + ".part";
        fs::remove(aside);
        copy_file_durably(entry.path(), aside);
        fs::rename(aside, target);
        ++copied;
    }
    files::sync_folder(to);
    return copied;
}

}  // namespace

Result<json::object> make_backup(const service::Office& office, const fs::path& state,
                                 const fs::path& folder) {
    if (auto fits = check_place(state, folder); !fits) return fits.error();
    try {
        make_folder(folder);
        if (auto same = copy_key(state, folder); !same) return same.error();
        for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
            fs::remove(folder / (std::string(unfinished) + tail));
        }
        // The head first: the copy holds at least so many entries. The files last: whatever the
        // copied database names was kept before it was written.
        const auto tree = office.store.begin_read()->audit().tree();
        const auto edge = audit::Edge::from_hex(tree.size, tree.subtree_hashes);
        if (!edge) throw ports::StoreFailure("The head of the trail cannot be read.");
        sql::copy_sqlite((state / database_file).string(), (folder / unfinished).string());
        if (auto sound = check_database(folder / unfinished); !sound) return sound.error();
        const std::int64_t copied =
            copy_files(office.vault, folder / drafts_folder) +
            copy_archives(state / archives_folder, folder / archives_folder);
        fs::rename(folder / unfinished, folder / database_file);
        const json::object list{{"folder", fs::weakly_canonical(folder).string()},
                                {"at", office.clock.now().iso()},
                                {"size", tree.size},
                                {"root", audit::to_hex(audit::bytes_of(edge->root()))},
                                {"files", files::DiskVault(folder / drafts_folder).names().size()},
                                {"copied", copied}};
        files::write_durably(folder / (std::string(list_file) + ".new"), folder / list_file,
                             to_json_text(list) + "\n");
        return list;
    } catch (const std::system_error& fault) {
        throw ports::StoreFailure("The backup cannot be written to '" + folder.string() +
                                  "': " + fault.code().message() + ".");
    }
}

Result<audit::TreeHead> head_of_backup(const fs::path& folder) {
    const auto text = files::read_whole(folder / list_file);
    auto list = text ? parse_json(*text) : Result<json::value>(refusal(Reason::not_found, ""));
    const auto* fields = list && list->is_object() ? &list->as_object() : nullptr;
    const auto* size = fields != nullptr ? fields->if_contains("size") : nullptr;
    const auto* root = fields != nullptr ? fields->if_contains("root") : nullptr;
    const auto hash = root != nullptr && root->is_string()
                          ? audit::hash_from_hex(std::string_view(root->as_string()))
                          : std::nullopt;
    if (size == nullptr || !size->is_int64() || !hash || !fs::exists(folder / database_file)) {
        return refusal(Reason::not_found, "'" + folder.string() +
                                              "' holds no complete backup: expected backup.json, "
                                              "trinh.db and drafts.");
    }
    return audit::TreeHead{size->as_int64(), *hash};
}

Result<Done> copy_backup(const fs::path& folder, const fs::path& state) {
    try {
        make_folder(state);
        copy_file_durably(folder / database_file, state / database_file);
        if (auto sound = check_database(state / database_file); !sound) return sound.error();
        files::DiskVault vault(state / drafts_folder);
        if (fs::exists(folder / drafts_folder)) {
            for (const auto& entry : fs::recursive_directory_iterator(folder / drafts_folder)) {
                const auto name = entry.path().filename().string();
                if (!entry.is_regular_file() || entry.path().extension() == ".part") continue;
                const auto bytes = files::read_whole(entry.path());
                if (bytes && vault.keep(*bytes) == name) continue;
                return refusal(Reason::wrong_state,
                               "The file '" + name +
                                   "' of the backup is damaged: its bytes are not what its name "
                                   "says. Take an earlier backup.");
            }
        }
        copy_archives(folder / archives_folder, state / archives_folder);
        if (auto same = copy_key(folder, state); !same) return same.error();
        files::sync_folder(state);
        return Done{};
    } catch (const std::system_error& fault) {
        throw ports::StoreFailure(
            "The backup cannot be read or written back: " + fault.code().message() + ".");
    }
}

}  // namespace trinh::app
