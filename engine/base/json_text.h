/// JSON as text and back without loss: what was written reads as the same value, kind for kind.
///
/// boost::json 1.81 changes the last digit of about every tenth double on the way back and reads
/// "-0" as a whole number, so nothing that is stored or answered goes through its own functions.
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace trinh {

/// Compact text, members in their order. Every double in the shortest form that reads as the very
/// same double, with a point or an exponent ("3.0", "1e-07"), so that it stays a double; NaN and
/// infinity, which JSON does not have, as null (ECMA-262, JSON.stringify).
[[nodiscard]] std::string to_json_text(const boost::json::value& value);
[[nodiscard]] std::string to_json_text(const boost::json::object& object);
/// The same behind what `into` holds already.
void append_json_text(std::string& into, const boost::json::value& value);
void append_json_text(std::string& into, const boost::json::object& object);

struct JsonLimits {
    std::size_t bytes_max = 64 * 1024 * 1024;
    /// Arrays and objects in each other. A chart's data nests at most 24 levels, a chart that was
    /// invoked three more each, so what this program stores stays far below.
    std::size_t depth_max = 128;
    std::string_view subject = "The text";  ///< What a refusal calls it.
};

/// Exactly one JSON document (RFC 8259), UTF-8. Refuses (invalid_input) what is no JSON, with line
/// and column, what is too deep or too large, and numbers that no double can hold.
Result<boost::json::value> parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace trinh
