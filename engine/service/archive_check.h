/// archive_check: whether an archive is what was signed, by itself or beside the store it is from.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "engine/ports/archive_shelf.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

/// Reads the whole archive once, in constant memory, and nothing else. `key`: the public key in
/// base64 that must have signed it. {"ok","name","made_at","cases","journal_rows","entries","size",
/// "root","key_id","message","message_vi"}: the seal, that every entry is in the log of the signed
/// checkpoint, that every journal rebuilds its case. The message names the first fault; a file that
/// cannot be read to its end has only "ok" and the messages.
json::object check_archive(ports::ArchiveReader& archive, const std::string& key);

/// The same, and that the store's list has this very file and every moved entry and journal is the
/// one whose hash the store kept. Throws StoreFailure. Refuses a place without an archive.
Result<json::object> check_archive_here(const Office& office, const std::string& place);

}  // namespace trinh::service
