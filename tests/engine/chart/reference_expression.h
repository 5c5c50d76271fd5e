/// Conditions and values for the reference interpreter: whole numbers, texts, In().
///
/// Reads the text anew at every evaluation; knows only what RandomChart writes. A condition that
/// is wrong throws, for then the test is wrong.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace trinh::chart::reference {

/// monostate: null or undefined.
using Value = std::variant<std::monostate, long, std::string>;

struct Names {
    std::map<std::string, Value> values;  ///< Variables, and "_event.name", "_event.data".
    std::function<bool(const std::string&)> in;
};

/// a || b, a && b, comparison, + - * %, !, (a), In('s'), whole numbers, 'texts', names.
Value evaluate(std::string_view text, const Names& names);
bool is_true(const Value& value);
std::string shown(const Value& value);

}  // namespace trinh::chart::reference
