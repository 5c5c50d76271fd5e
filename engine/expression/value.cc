#include "engine/expression/value.h"

#include <cmath>
#include <limits>

#include "engine/expression/coercion.h"
#include "engine/expression/number.h"

namespace trinh::expression {

const json::value& Value::as_json() const {
    static const json::value null;
    if (!held_) return null;
    const double* number = held_->if_double();
    return number != nullptr && !std::isfinite(*number) ? null : *held_;
}

bool truthy(const Value& value) {
    return !value.is_undefined() && truthy(slot_of(value.held()));
}

std::string to_text(const Value& value) {
    if (value.is_undefined()) return "undefined";
    std::string text;
    append_text(text, value.held(), std::numeric_limits<std::size_t>::max());
    return text;
}

double to_number(const Value& value) {
    constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
    if (value.is_undefined()) return not_a_number;
    const Slot slot = slot_of(value.held());
    switch (slot.kind) {
        case Kind::null:
            return 0;
        case Kind::boolean:
            return slot.boolean ? 1 : 0;
        case Kind::number:
            return slot.number;
        case Kind::text:
            return text_to_number(slot.view());
        case Kind::array:
            return text_to_number(to_text(value));
        default:
            return not_a_number;
    }
}

}  // namespace trinh::expression
