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

    /// {"items":[{"id","to","letter","subject","state","attempts","queued_at","last_error",
    /// "case_id"}]}, newest first. state: "", "pending", "sent" or "dead". For administrators,
    /// heads and directors.
    Result<json::object> list(const Caller& caller, std::string_view state);
    /// Puts a dead or waiting letter at the front of the queue.
    Result<json::object> retry(const Caller& caller, MailId id);

private:
    Office office_;
};

}  // namespace trinh::service
