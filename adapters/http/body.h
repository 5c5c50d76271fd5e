/// Body: the JSON object of a request, or the answer that says what is wrong with it.
#pragma once

#include <boost/json/object.hpp>
#include <optional>

#include "adapters/http/message.h"

namespace trinh::http {

/// Fills `into`. Otherwise the answer: 415 for another content type, 400 with line and column for
/// what is no JSON, too deep (more than 32 levels), no object, or holds U+0000 (which not every
/// store keeps). An empty body counts as {}.
std::optional<Response> read_json(const Request& request, boost::json::object& into);

}  // namespace trinh::http
