/// backup: the state folder copied while the server runs, and put back into an empty one.
///
/// A backup is a folder: backup.json (what it holds; written last), trinh.db, drafts/, archives/,
/// audit-key.
/// Into a folder that holds an earlier one only what is missing is copied: files are named after
/// their bytes. SQLite only; PostgreSQL has tools of its own.
#pragma once

#include <boost/json/object.hpp>
#include <filesystem>

#include "engine/audit/proof.h"
#include "engine/service/office.h"

namespace trinh::app {

/// {"folder","at","size","root","files","copied"}. The copied database was checked. Refuses a
/// folder that holds something else or lies in the state folder, and a damaged database. Throws
/// StoreFailure; then the folder holds the earlier backup, if there was one.
Result<boost::json::object> make_backup(const service::Office& office,
                                        const std::filesystem::path& state,
                                        const std::filesystem::path& folder);

/// What backup.json says of the trail. Refuses a folder that holds no complete backup.
Result<audit::TreeHead> head_of_backup(const std::filesystem::path& folder);

/// Copies the backup into `state`, which must not exist; every file's bytes are held against its
/// name, the database is checked. Refuses what is damaged. Throws StoreFailure.
Result<Done> copy_backup(const std::filesystem::path& folder, const std::filesystem::path& state);

}  // namespace trinh::app
