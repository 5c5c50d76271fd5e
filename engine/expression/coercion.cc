#include "engine/expression/coercion.h"

#include <cmath>

#include "engine/expression/number.h"

namespace trinh::expression {

bool append_text(std::string& text, const json::value& value, std::size_t bytes_max, int depth) {
    const Slot slot = slot_of(value);
    switch (slot.kind) {
        case Kind::undefined:
        case Kind::unset:
            text += "undefined";
            break;
        case Kind::null:
            text += "null";
            break;
        case Kind::boolean:
            text += slot.boolean ? "true" : "false";
            break;
        case Kind::number:
            text += number_to_text(slot.number);
            break;
        case Kind::text:
            if (slot.size > bytes_max) return false;
            text += slot.view();
            break;
        case Kind::object:
            text += "[object Object]";
            break;
        case Kind::array:
            return append_joined(text, *slot.array, ",", bytes_max, depth);
    }
    return text.size() <= bytes_max;
}

bool append_joined(std::string& text, const json::array& array, std::string_view separator,
                   std::size_t bytes_max, int depth) {
    if (depth == 0) return false;
    bool is_first = true;
    for (const json::value& element : array) {
        if (!is_first) text += separator;
        is_first = false;
        if (!element.is_null() && !append_text(text, element, bytes_max, depth - 1)) return false;
        if (text.size() > bytes_max) return false;
    }
    return true;
}

json::value json_number(double number) {
    constexpr double exact_max = 9'007'199'254'740'992.0;  // 2^53
    if (number == std::trunc(number) && std::fabs(number) <= exact_max) {
        return static_cast<std::int64_t>(number);
    }
    return number;
}

std::string_view described(const Slot& slot) {
    switch (slot.kind) {
        case Kind::undefined:
        case Kind::unset:
            return "undefined";
        case Kind::null:
            return "null";
        case Kind::boolean:
            return slot.boolean ? "true" : "false";
        case Kind::number:
            return "a number";
        case Kind::text:
            return "a text";
        case Kind::array:
            return "an array";
        case Kind::object:
            return "an object";
    }
    return {};
}

std::string_view type_of(const Slot& slot) {
    switch (slot.kind) {
        case Kind::undefined:
        case Kind::unset:
            return "undefined";
        case Kind::boolean:
            return "boolean";
        case Kind::number:
            return "number";
        case Kind::text:
            return "string";
        case Kind::null:
        case Kind::array:
        case Kind::object:
            return "object";
    }
    return {};
}

std::optional<std::size_t> array_index(std::string_view key) {
    if (key.empty() || key.size() > 9 || (key.size() > 1 && key[0] == '0')) return std::nullopt;
    std::size_t index = 0;
    for (const char c : key) {
        if (c < '0' || c > '9') return std::nullopt;
        index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    return index;
}

}  // namespace trinh::expression
