/// ArchiveDesk: history of closed cases goes to archive files, and is read there.
///
/// An archive is made in two halves: the file is written, synced and read back whole; only then do
/// rows leave the store, case by case. Interrupted anywhere, the same request goes on with it.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "engine/service/archive_choice.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

struct ArchiveRequest {
    std::string place;  ///< A name, or a path; see ports::ArchiveShelf.
    ArchiveWish wish;
    bool is_dry_run = false;  ///< Only say what would move.
};

class ArchiveDesk {
public:
    explicit ArchiveDesk(const Office& office) : office_(office) {}

    /// {"archive","closed_before","process","dry_run","state","cases","journal_rows","entries",
    /// "sha256","bytes","items","held_back","later","archived","message","message_vi"}; a dry run
    /// knows no rows and no hash. Refuses: who is no administrator, a name that is taken, nothing
    /// to move, another archive that is not finished. Throws StoreFailure.
    Result<json::object> create(const Caller& caller, const ArchiveRequest& request);
    /// {"items"}: every archive of this store, whether it is at hand, and what moved to it.
    Result<json::object> list(const Caller& caller);

private:
    Result<ports::ArchiveRow> begin(const Caller& caller, const ArchiveRequest& request,
                                    const std::string& name, ports::ArchiveHead& head);
    Result<Done> finish_file(const Caller& caller, const ArchiveRequest& request,
                             ports::ArchiveRow& row);
    Result<json::object> make(const Caller& caller, const ArchiveRequest& request,
                              const std::string& name);
    Result<json::object> go_on(const std::string& place, ports::ArchiveRow row,
                               const ArchiveChoice& choice);

    Office office_;
};

}  // namespace trinh::service
