/// ECMAScript's conversions that need no machine: JSON to text, double to JSON, names of types.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/expression/slot.h"

namespace trinh::expression {

/// Deepest nesting that is joined or compared; deeper data is a fault.
inline constexpr int tree_depth_max = 64;

/// Appends ToString(value); arrays are joined with `separator`, null elements as nothing. False:
/// the text would be longer than `bytes_max`, or `depth` levels of arrays were not enough.
bool append_text(std::string& text, const json::value& value, std::size_t bytes_max,
                 int depth = tree_depth_max);
bool append_joined(std::string& text, const json::array& array, std::string_view separator,
                   std::size_t bytes_max, int depth = tree_depth_max);

/// A JSON number: an integer where the double is one and is exact, so that 1 stays 1.
json::value json_number(double number);

/// "a text", "undefined", "an array": what a slot holds, for faults.
std::string_view described(const Slot& slot);
/// What `typeof` says.
std::string_view type_of(const Slot& slot);

/// The index that a key means for an array: "0", "12", not "01".
std::optional<std::size_t> array_index(std::string_view key);

}  // namespace trinh::expression
