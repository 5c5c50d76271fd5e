/// MailDesk: the outbox as people see it: what waits, what failed, try again.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class MailDesk {
public:
    explicit MailDesk(const Office& office) : office_(office) {}

    /// {"items":[{"id","channel","to","letter","state","attempts","queued_at","not_before",
    /// "last_error","case_id","together"}]}, newest first. state: "", "pending", "sent" or "dead".
    /// For administrators, heads and directors, as all here.
    Result<json::object> list(const Caller& caller, std::string_view state);
    /// Puts a dead or waiting letter at the front of the queue; one leaf in the trail.
    Result<json::object> retry(const Caller& caller, MailId id);
    /// The same with every dead letter, the newest 10,000: {"count"}; one leaf in the trail.
    Result<json::object> retry_all(const Caller& caller);

private:
    Office office_;
};

}  // namespace trinh::service
