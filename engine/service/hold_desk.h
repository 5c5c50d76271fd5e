/// HoldDesk: orders that a case's history stays where it is, for an inspection, a complaint, a
/// suit.
///
/// Several orders may stand on one case; each is ended by itself. Placing and releasing are acts of
/// the trail. An order on a case whose history moved already says so: the file must be kept.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class HoldDesk {
public:
    explicit HoldDesk(const Office& office) : office_(office) {}

    /// For administrators, directors and their deputies. {"hold","case_id","message","message_vi"}.
    /// Refuses an empty reason and a case that is not there.
    Result<json::object> place(const Caller& caller, CaseId id, const std::string& reason);
    /// Ends one order. Refuses one that is not there or has ended.
    Result<json::object> release(const Caller& caller, std::int64_t hold,
                                 const std::string& reason);
    /// {"items"}: those that stand; of one case also those that ended. For who may audit too.
    Result<json::object> list(const Caller& caller, std::optional<CaseId> id);

private:
    Office office_;
};

}  // namespace trinh::service
