/// Problems: every answer that is not what was asked for, as the one error document of the API.
#pragma once

#include <string>
#include <string_view>

#include "adapters/http/message.h"

namespace trinh::http {

/// {"error":{"reason","message","message_vi"}} with that status.
Response problem(int status, std::string_view reason, std::string message,
                 std::string message_vi = {});

/// The status a refusal travels under: not_signed_in 401, not_permitted 403, not_found 404 ...
int status_of(Reason reason);

Response refused(const Refusal& refusal);

/// The desk's document, or its refusal.
Response answer_of(const Result<boost::json::object>& result, int status = 200);

/// The database, the disk or this server is out of reach or too busy; `retry_seconds` is advice.
Response unavailable(int retry_seconds);

}  // namespace trinh::http
