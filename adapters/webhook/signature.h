/// signature: what proves to a receiver that a message comes from here and was not changed.
#pragma once

#include <string>
#include <string_view>

namespace trinh::webhook {

/// "v1=" and the hex of HMAC-SHA256(secret, timestamp "." body).
std::string signature(std::string_view secret, std::string_view timestamp, std::string_view body);

}  // namespace trinh::webhook
