/// Wire: the small pure parts of speaking HTTP that connection.cc needs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/http/message.h"

namespace trinh::http {

/// Puts one header line into the request: name in lower case, a repeated one joined.
void add_header(Request& request, std::string_view name, std::string_view value);

/// Without the characters that would end the header line.
std::string header_safe(std::string_view value);

/// "Mon, 23 Nov 2026 01:02:03 GMT", now.
std::string http_date();

/// A second for each 64 KiB: slower peers are cut off.
std::chrono::milliseconds time_for(std::uint64_t bytes);

Response too_large(std::size_t max, std::string_view path);
Response too_slow(std::string_view path);
Response malformed(bool is_header_too_long, const std::string& reason, std::size_t header_max);

}  // namespace trinh::http
