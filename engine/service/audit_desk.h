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
    Result<json::object> query(const Caller& caller, ports::AuditFilter filter);
    /// Reads the whole log, a page at a time: {"ok","size","root","checkpoints","moved","message",
    /// "message_vi"}. `outside`: checkpoints that were kept elsewhere, their signatures checked.
    json::object verify(const std::vector<ports::CheckpointRow>& outside = {});

private:
    Office office_;
};

}  // namespace trinh::service
