/// Value: what an expression yields: undefined, or JSON (null, boolean, number, text, array,
/// object).
///
/// JSON has no "undefined" but ECMAScript has, and `typeof x` must tell the two apart.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <utility>

namespace trinh::expression {

namespace json = boost::json;

class Value {
public:
    Value() = default;                                   ///< undefined
    Value(json::value held) : held_(std::move(held)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool is_undefined() const { return !held_.has_value(); }
    /// undefined, NaN and Infinity count as null here: what a snapshot or an answer in JSON shows.
    [[nodiscard]] const json::value& as_json() const;
    /// As computed, NaN and Infinity included. Only when it is not undefined.
    [[nodiscard]] const json::value& held() const { return *held_; }

private:
    std::optional<json::value> held_;
};

/// ECMAScript ToBoolean, ToString (numbers as ECMAScript prints them) and ToNumber.
bool truthy(const Value& value);
std::string to_text(const Value& value);
double to_number(const Value& value);

}  // namespace trinh::expression
