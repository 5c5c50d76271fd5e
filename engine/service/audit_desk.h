/// AuditDesk: questions to the trail, and whether it is whole.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "engine/ports/rows.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class AuditDesk {
public:
    explicit AuditDesk(const Office& office) : office_(office) {}

    /// Newest first. filter.folded_text is taken as typed and folded here. Auditors, directors,
    /// heads and administrators see all; others only what they did themselves.
    /// On the first page "archives" says of each archive how many entries there fit at least, null
    /// where it is not at hand; absent when there is none.
    Result<json::object> query(const Caller& caller, ports::AuditFilter filter);
    /// The same among the entries of one archive; each is held against the hash that was kept
    /// here. Refuses a changed one, and a place without an archive.
    Result<json::object> query_archive(const Caller& caller, const std::string& place,
                                       ports::AuditFilter filter);
    /// Reads the whole log, a page at a time: {"ok","size","root","checkpoints","moved","message",
    /// "message_vi"}. `outside`: checkpoints that were kept elsewhere, their signatures checked.
    json::object verify(const std::vector<ports::CheckpointRow>& outside = {});

private:
    Office office_;
};

}  // namespace trinh::service
