/// Texts inside a definition that mean a value: inline data, delays, lists of names.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trinh::chart {

/// What inline text means (SCXML B.2.1): JSON or an ECMAScript literal; else the text itself with
/// its white space reduced. XML stays text.
boost::json::value literal_value(std::string_view text);

/// A CSS2 time ("1.5s", "200ms", "0") in milliseconds; "m", "h" and "d" are understood as well.
/// Nothing when it is not one, or when it is negative.
std::optional<std::int64_t> parse_delay(std::string_view text);

/// Is this `type` of <invoke> a chart? None is, too.
bool is_chart_type(std::string_view type);

/// Words between white space.
std::vector<std::string> words(std::string_view text);

/// Without white space at both ends.
std::string_view trimmed(std::string_view text);
/// The first bytes of a text, at most so many, without cutting a character of UTF-8.
std::string_view clipped(std::string_view text, std::size_t bytes_max);

/// May stand as a variable: an ASCII identifier that is neither reserved nor a system name.
bool is_variable_name(std::string_view text);

}  // namespace trinh::chart
