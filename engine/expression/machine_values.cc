// How the machine converts, compares, calculates and builds (ECMA-262, Abstract Operations).
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/expression/coercion.h"
#include "engine/expression/machine.h"
#include "engine/expression/number.h"
#include "engine/expression/utf16.h"

namespace trinh::expression {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// What a value of JSON costs against the limit, without its parts.
std::size_t own_bytes(const Slot& slot) {
    return 16 + (slot.kind == Kind::text ? slot.size : 0);
}

/// ECMA-262 ToInt32: the whole part, wrapped around at 32 bits.
std::int32_t bits_of(double number) {
    if (!std::isfinite(number)) return 0;
    constexpr double range = 4'294'967'296.0;  // 2^32
    double wrapped = std::fmod(std::trunc(number), range);
    if (wrapped < 0) wrapped += range;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(wrapped));
}

}  // namespace

std::string_view Machine::text_of(const Slot& slot) {
    switch (slot.kind) {
        case Kind::undefined:
        case Kind::unset:
            return "undefined";
        case Kind::null:
            return "null";
        case Kind::boolean:
            return slot.boolean ? "true" : "false";
        case Kind::text:
            return slot.view();
        case Kind::object:
            return "[object Object]";
        case Kind::number:
            return keep(number_to_text(slot.number)).view();
        case Kind::array:
            break;
    }
    std::string text;
    if (!append_joined(text, *slot.array, ",", code_.limits.result_bytes_max)) {
        fail("An array is too long or too deep to be made a text; build less.");
    }
    charge_bytes(text.size());
    charge_work(text.size() + slot.array->size());
    return keep(std::move(text)).view();
}

double Machine::number_of(const Slot& slot) {
    switch (slot.kind) {
        case Kind::number:
            return slot.number;
        case Kind::null:
            return 0;
        case Kind::boolean:
            return slot.boolean ? 1 : 0;
        case Kind::undefined:
        case Kind::unset:
        case Kind::object:
            return not_a_number;
        case Kind::text:
        case Kind::array:
            break;
    }
    const std::string_view text = text_of(slot);
    return charge_work(text.size()) ? text_to_number(text) : not_a_number;
}

Slot Machine::primitive_of(const Slot& slot) {
    return slot.is_tree() ? Slot::of(text_of(slot)) : slot;
}

bool Machine::strictly_equal(const Slot& a, const Slot& b) {
    if (a.kind != b.kind) {
        const bool is_unset = a.kind == Kind::unset || b.kind == Kind::unset;
        return is_unset && a.is_nullish() && b.is_nullish();
    }
    switch (a.kind) {
        case Kind::undefined:
        case Kind::unset:
        case Kind::null:
            return true;
        case Kind::boolean:
            return a.boolean == b.boolean;
        case Kind::number:
            return a.number == b.number;
        case Kind::text:
            return a.view() == b.view();
        case Kind::array:
        case Kind::object:
            return trees_equal(a, b, tree_depth_max);
    }
    return false;
}

bool Machine::loosely_equal(const Slot& a, const Slot& b) {
    if (a.kind == b.kind) return strictly_equal(a, b);
    if (a.is_nullish() || b.is_nullish()) return a.is_nullish() && b.is_nullish();
    if (a.is_tree() && b.is_tree()) return false;
    if (a.is_tree()) return loosely_equal(primitive_of(a), b);
    if (b.is_tree()) return loosely_equal(a, primitive_of(b));
    return number_of(a) == number_of(b);  // Of two kinds: booleans and texts become numbers.
}

bool Machine::trees_equal(const Slot& a, const Slot& b, int depth) {
    if (depth == 0) fail("The data is nested too deep to be compared; compare parts of it.");
    if (has_failed_) return false;
    if (a.kind == Kind::array) {
        if (a.array == b.array) return true;
        if (a.array->size() != b.array->size()) return false;
        for (std::size_t i = 0; i < a.array->size(); ++i) {
            if (!deeply_equal((*a.array)[i], (*b.array)[i], depth - 1)) return false;
        }
        return true;
    }
    if (a.object == b.object) return true;
    if (a.object->size() != b.object->size()) return false;
    for (const auto& member : *a.object) {
        const json::value* other = b.object->if_contains(member.key());
        if (other == nullptr || !deeply_equal(member.value(), *other, depth - 1)) return false;
    }
    return true;
}

bool Machine::deeply_equal(const json::value& a, const json::value& b, int depth) {
    const Slot left = slot_of(a);
    const Slot right = slot_of(b);
    if (left.kind != right.kind || !charge_work(own_bytes(left))) return false;
    return left.is_tree() ? trees_equal(left, right, depth) : strictly_equal(left, right);
}

void Machine::add() {
    Slot right = pop();
    Slot& left = top();
    if (left.kind == Kind::number && right.kind == Kind::number) {
        left.number += right.number;
        return;
    }
    left = primitive_of(left);
    right = primitive_of(right);
    if (left.kind != Kind::text && right.kind != Kind::text) {
        left = Slot::of(number_of(left) + number_of(right));
        return;
    }
    const std::string_view begin = text_of(left);
    const std::string_view end = text_of(right);
    if (!charge_bytes(begin.size() + end.size())) return;
    std::string joined;
    joined.reserve(begin.size() + end.size());
    left = keep(joined.append(begin).append(end));
}

void Machine::arithmetic(OpCode op) {
    const double right = number_of(pop());
    const double left = number_of(top());
    double result = 0;
    switch (op) {
        case OpCode::subtract:
            result = left - right;
            break;
        case OpCode::multiply:
            result = left * right;
            break;
        case OpCode::divide:
            result = left / right;
            break;
        case OpCode::remainder:
            result = std::fmod(left, right);
            break;
        case OpCode::bit_and:
            result = bits_of(left) & bits_of(right);
            break;
        case OpCode::bit_or:
            result = bits_of(left) | bits_of(right);
            break;
        default:
            result = bits_of(left) ^ bits_of(right);
            break;
    }
    top() = Slot::of(result);
}

void Machine::equate(OpCode op) {
    const Slot right = pop();
    const Slot& left = top();
    const bool is_strict = op == OpCode::strict_equal || op == OpCode::strict_not_equal;
    const bool is_equal = left.kind == Kind::text && right.kind == Kind::text
                              ? left.view() == right.view()
                          : is_strict ? strictly_equal(left, right)
                                      : loosely_equal(left, right);
    top() = Slot::of(is_equal == (op == OpCode::equal || op == OpCode::strict_equal));
}

/// Turns two operands of a comparison into two numbers that compare alike.
void Machine::order_as_numbers(Slot& left, Slot& right) {
    left = primitive_of(left);
    right = primitive_of(right);
    if (left.kind == Kind::text && right.kind == Kind::text) {
        charge_work(std::min(left.size, right.size));
        const std::strong_ordering order = utf16_compare(left.view(), right.view());
        left = Slot::of(order < 0 ? -1.0 : order > 0 ? 1.0 : 0.0);
        right = Slot::of(0.0);
        return;
    }
    left = Slot::of(number_of(left));
    right = Slot::of(number_of(right));
}

void Machine::compare(OpCode op) {
    Slot right = pop();
    Slot& left = top();
    if (left.kind != Kind::number || right.kind != Kind::number) order_as_numbers(left, right);
    const double a = left.number;
    const double b = right.number;
    bool result = false;
    switch (op) {
        case OpCode::less:
            result = a < b;
            break;
        case OpCode::less_equal:
            result = a <= b;
            break;
        case OpCode::greater:
            result = a > b;
            break;
        default:
            result = a >= b;
            break;
    }
    left = Slot::of(result);
}

bool Machine::measure(const json::value& value, int depth) {
    if (depth < 0) {
        fail("The value would be nested deeper than " +
             std::to_string(code_.limits.value_depth_max) + " levels; keep data flatter.");
        return false;
    }
    const Slot slot = slot_of(value);
    if (!charge_bytes(own_bytes(slot))) return false;
    if (slot.kind == Kind::array) {
        for (const json::value& element : *slot.array) {
            if (!measure(element, depth - 1)) return false;
        }
    } else if (slot.kind == Kind::object) {
        for (const auto& member : *slot.object) {
            if (!charge_bytes(member.key().size())) return false;
            if (!measure(member.value(), depth - 1)) return false;
        }
    }
    return true;
}

json::value Machine::to_json(const Slot& slot) {
    const int depth = code_.limits.value_depth_max - 2;  // One level is the holder's, one its own.
    if (!charge_bytes(own_bytes(slot))) return nullptr;
    switch (slot.kind) {
        case Kind::boolean:
            return slot.boolean;
        case Kind::text:
            return json::string(slot.view());
        case Kind::array:
            for (const json::value& element : *slot.array) {
                if (!measure(element, depth - 1)) return nullptr;
            }
            return *slot.array;
        case Kind::object:
            for (const auto& member : *slot.object) {
                if (!charge_bytes(member.key().size())) return nullptr;
                if (!measure(member.value(), depth - 1)) return nullptr;
            }
            return *slot.object;
        case Kind::number:
            if (std::isfinite(slot.number)) return json_number(slot.number);
            fail("An array or object cannot hold " + number_to_text(slot.number) +
                 ", because JSON has no such number; test with isNaN() first.");
            return nullptr;
        default:
            return nullptr;
    }
}

void Machine::append_copies(json::array& target, const json::array& source) {
    for (const json::value& element : source) {
        if (!measure(element, code_.limits.value_depth_max - 1)) return;
    }
    target.insert(target.end(), source.begin(), source.end());
}

void Machine::make_array(const Op& op) {
    height_ -= op.count;
    json::array array;
    array.reserve(op.count);
    for (std::size_t i = 0; i < op.count && !has_failed_; ++i) {
        array.push_back(to_json(stack_[height_ + i]));
    }
    charge_bytes(16);
    push(keep(std::move(array)));
}

void Machine::make_object(const Op& op) {
    height_ -= op.count * std::size_t{2};
    json::object object;
    for (std::size_t i = 0; i < op.count && !has_failed_; ++i) {
        const std::string_view key = stack_[height_ + 2 * i].view();
        const Slot& slot = stack_[height_ + 2 * i + 1];
        charge_bytes(key.size());
        if (slot.kind == Kind::undefined || slot.kind == Kind::unset) {
            object.stable_erase(key);  // A member that holds undefined is not there.
        } else {
            object.insert_or_assign(key, to_json(slot));
        }
    }
    charge_bytes(16);
    push(keep(std::move(object)));
}

}  // namespace trinh::expression
