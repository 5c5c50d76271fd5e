#include "engine/expression/functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/date.h"
#include "engine/expression/coercion.h"
#include "engine/expression/machine.h"
#include "engine/expression/pattern.h"
#include "engine/expression/utf16.h"

namespace trinh::expression {
namespace {

using Arguments = std::span<const Slot>;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint16_t any_count = 0xFFFF;

/// The receiver as a text; a fault when it is none.
std::string_view receiver_text(Machine& machine, Arguments arguments, std::string_view name) {
    if (arguments[0].kind == Kind::text) {
        machine.charge_work(arguments[0].size);
        return arguments[0].view();
    }
    machine.fail(std::string(name) + "() works on a text, but " + machine.operand_source() +
                 " is " + std::string(described(arguments[0])) + ".");
    return {};
}

/// For what works on a text or an array: the fault when the receiver is neither.
Slot refuse_receiver(Machine& machine, Arguments arguments, std::string_view name) {
    machine.fail(std::string(name) + "() works on a text or an array, but " +
                 machine.operand_source() + " is " + std::string(described(arguments[0])) + ".");
    return {};
}

Slot keep_charged(Machine& machine, std::string text) {
    return machine.charge_bytes(text.size()) ? machine.keep(std::move(text)) : Slot();
}

/// ToIntegerOrInfinity, cut to 0 ... `most`.
std::size_t clamped(double number, std::size_t most) {
    if (!(number > 0)) return 0;
    return number >= static_cast<double>(most) ? most : static_cast<std::size_t>(number);
}

Slot starts_with(Machine& machine, Arguments arguments) {
    const std::string_view text = receiver_text(machine, arguments, "startsWith");
    return Slot::of(text.starts_with(machine.text_of(arguments[1])));
}

Slot ends_with(Machine& machine, Arguments arguments) {
    const std::string_view text = receiver_text(machine, arguments, "endsWith");
    return Slot::of(text.ends_with(machine.text_of(arguments[1])));
}

/// The index of the first element equal to `wanted`; -1: none.
double index_in_array(Machine& machine, const json::array& array, const Slot& wanted) {
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (!machine.charge_work(16)) break;
        if (machine.strictly_equal(slot_of(array[i]), wanted)) return static_cast<double>(i);
    }
    return -1;
}

Slot includes(Machine& machine, Arguments arguments) {
    if (arguments[0].kind == Kind::array) {
        return Slot::of(index_in_array(machine, *arguments[0].array, arguments[1]) >= 0);
    }
    if (arguments[0].kind != Kind::text) return refuse_receiver(machine, arguments, "includes");
    const std::string_view text = receiver_text(machine, arguments, "includes");
    return Slot::of(find_text(text, machine.text_of(arguments[1])) != std::string_view::npos);
}

Slot index_of(Machine& machine, Arguments arguments) {
    if (arguments[0].kind == Kind::array) {
        return Slot::of(index_in_array(machine, *arguments[0].array, arguments[1]));
    }
    if (arguments[0].kind != Kind::text) return refuse_receiver(machine, arguments, "indexOf");
    const std::string_view text = receiver_text(machine, arguments, "indexOf");
    const std::size_t at = find_text(text, machine.text_of(arguments[1]));
    if (at == std::string_view::npos) return Slot::of(-1.0);
    return Slot::of(static_cast<double>(utf16_length(text.substr(0, at))));
}

Slot to_lower_case(Machine& machine, Arguments arguments) {
    return keep_charged(machine, lower_case(receiver_text(machine, arguments, "toLowerCase")));
}

Slot to_upper_case(Machine& machine, Arguments arguments) {
    return keep_charged(machine, upper_case(receiver_text(machine, arguments, "toUpperCase")));
}

Slot trim(Machine& machine, Arguments arguments) {
    return Slot::of(trimmed(receiver_text(machine, arguments, "trim")));
}

Slot substring(Machine& machine, Arguments arguments) {
    const std::string_view text = receiver_text(machine, arguments, "substring");
    const std::size_t length = utf16_length(text);
    const bool has_end = arguments.size() > 2 && arguments[2].kind != Kind::undefined &&
                         arguments[2].kind != Kind::unset;
    const std::size_t begin = clamped(machine.number_of(arguments[1]), length);
    const std::size_t end = has_end ? clamped(machine.number_of(arguments[2]), length) : length;
    return keep_charged(machine, utf16_substring(text, std::min(begin, end), std::max(begin, end)));
}

Slot concat(Machine& machine, Arguments arguments) {
    if (arguments[0].kind == Kind::array) {
        json::array joined;
        for (const Slot& argument : arguments) {
            if (machine.has_failed()) return {};
            if (argument.kind == Kind::array) {
                machine.append_copies(joined, *argument.array);
            } else {
                joined.push_back(machine.to_json(argument));
            }
        }
        return machine.keep(std::move(joined));
    }
    if (arguments[0].kind != Kind::text) return refuse_receiver(machine, arguments, "concat");
    std::string joined;
    for (const Slot& argument : arguments) {
        const std::string_view text = machine.text_of(argument);
        if (!machine.charge_bytes(text.size())) return {};
        joined += text;
    }
    return machine.keep(std::move(joined));
}

Slot join(Machine& machine, Arguments arguments) {
    if (arguments[0].kind != Kind::array) {
        machine.fail("join() works on an array, but " + machine.operand_source() + " is " +
                     std::string(described(arguments[0])) + ".");
        return {};
    }
    const bool has_separator = arguments.size() > 1 && arguments[1].kind != Kind::undefined;
    const std::string separator(has_separator ? machine.text_of(arguments[1]) : ",");
    constexpr std::size_t bytes_max = 1U << 20U;
    std::string text;
    if (!append_joined(text, *arguments[0].array, separator, bytes_max)) {
        machine.fail("join() would build a text that is too long or too deep; join less.");
        return {};
    }
    machine.charge_work(arguments[0].array->size());
    return keep_charged(machine, std::move(text));
}

/// The UTF-16 index of the first match of a regular expression; -1: none.
Slot search(Machine& machine, Arguments arguments) {
    const std::string_view text = receiver_text(machine, arguments, "search");
    const std::string_view source = machine.text_of(arguments[1]);
    if (machine.has_failed()) return {};
    const Pattern pattern(source);
    if (!pattern.fault().empty()) {
        machine.fail("The regular expression '" + std::string(source.substr(0, 40)) +
                     "' cannot be used: " + pattern.fault() + ".");
        return {};
    }
    if (!machine.charge_work(text.size() * pattern.cost())) return {};
    const std::size_t at = pattern.find(text);
    if (at == std::string_view::npos) return Slot::of(-1.0);
    return Slot::of(static_cast<double>(utf16_length(text.substr(0, at))));
}

Slot is_array(Machine& /*machine*/, Arguments arguments) {
    return Slot::of(arguments[0].kind == Kind::array);
}

Slot as_boolean(Machine& /*machine*/, Arguments arguments) {
    return Slot::of(truthy(arguments[0]));
}

Slot as_number(Machine& machine, Arguments arguments) {
    return Slot::of(machine.number_of(arguments[0]));
}

Slot as_text(Machine& machine, Arguments arguments) {
    return Slot::of(machine.text_of(arguments[0]));
}

Slot is_nan(Machine& machine, Arguments arguments) {
    return Slot::of(std::isnan(machine.number_of(arguments[0])));
}

Slot absolute(Machine& machine, Arguments arguments) {
    return Slot::of(std::fabs(machine.number_of(arguments[0])));
}

Slot ceiling(Machine& machine, Arguments arguments) {
    return Slot::of(std::ceil(machine.number_of(arguments[0])));
}

Slot floor_of(Machine& machine, Arguments arguments) {
    return Slot::of(std::floor(machine.number_of(arguments[0])));
}

Slot truncated(Machine& machine, Arguments arguments) {
    return Slot::of(std::trunc(machine.number_of(arguments[0])));
}

/// ECMAScript rounds halves up: 2.5 is 3, -2.5 is -2.
Slot rounded(Machine& machine, Arguments arguments) {
    const double number = machine.number_of(arguments[0]);
    const double whole = std::floor(number);
    return Slot::of(number - whole >= 0.5 ? whole + 1 : whole);
}

Slot largest(Machine& machine, Arguments arguments) {
    double result = -std::numeric_limits<double>::infinity();
    for (const Slot& argument : arguments) {
        const double number = machine.number_of(argument);
        if (std::isnan(number)) return Slot::of(not_a_number);
        result = std::max(result, number);
    }
    return Slot::of(result);
}

Slot smallest(Machine& machine, Arguments arguments) {
    double result = std::numeric_limits<double>::infinity();
    for (const Slot& argument : arguments) {
        const double number = machine.number_of(argument);
        if (std::isnan(number)) return Slot::of(not_a_number);
        result = std::min(result, number);
    }
    return Slot::of(result);
}

/// The argument as a day; a fault when it is none.
std::optional<Date> day_of(Machine& machine, const Slot& slot, std::string_view name) {
    std::optional<Date> day;
    if (slot.kind == Kind::text) day = Date::parse(slot.view());
    if (!day) {
        const std::string found = slot.kind == Kind::text
                                      ? "'" + std::string(slot.view().substr(0, 40)) + "'"
                                      : std::string(described(slot));
        machine.fail(std::string(name) + "() expects a day such as '2023-05-04' but found " +
                     found + ".");
    }
    return day;
}

Slot days_between(Machine& machine, Arguments arguments) {
    const std::optional<Date> from = day_of(machine, arguments[0], "days_between");
    const std::optional<Date> to = day_of(machine, arguments[1], "days_between");
    if (!from || !to) return {};
    return Slot::of(static_cast<double>(*to - *from));
}

Slot add_days(Machine& machine, Arguments arguments) {
    constexpr double days_max = 4'000'000;  // More than the years 1900 to 9999 hold.
    const std::optional<Date> from = day_of(machine, arguments[0], "add_days");
    if (!from) return {};
    const double days = machine.number_of(arguments[1]);
    if (!(std::fabs(days) <= days_max) || days != std::trunc(days)) {
        machine.fail("add_days() expects a whole number of days but found " +
                     std::string(machine.text_of(arguments[1])) + ".");
        return {};
    }
    const std::string day = (*from + static_cast<std::int32_t>(days)).iso();
    if (!Date::parse(day)) {
        machine.fail("add_days() leads out of the years 1900 to 9999; use fewer days.");
        return {};
    }
    return keep_charged(machine, day);
}

Slot power(Machine& machine, Arguments arguments) {
    const double base = machine.number_of(arguments[0]), exponent = machine.number_of(arguments[1]);
    // ECMAScript differs from C here: 1 to the power of infinity or NaN is NaN.
    if (std::isnan(exponent) || (std::fabs(base) == 1 && std::isinf(exponent)))
        return Slot::of(not_a_number);
    return Slot::of(std::pow(base, exponent));
}

Slot square_root(Machine& machine, Arguments arguments) {
    return Slot::of(std::sqrt(machine.number_of(arguments[0])));
}

/// The argument as an array; a fault when it is none.
const json::array* array_of(Machine& machine, const Slot& slot, std::string_view name) {
    if (slot.kind == Kind::array) return slot.array;
    machine.fail(std::string(name) + "() expects an array as its first argument but found " +
                 std::string(described(slot)) + ".");
    return nullptr;
}

/// The member of one element; nothing when the element is no object or lacks it.
const json::value* member_of(Machine& machine, const json::value& element, std::string_view name) {
    const auto* object = element.if_object();
    if (object == nullptr || !machine.charge_work(16 + name.size())) return nullptr;
    return object->if_contains(name);
}

/// How many elements have that value as their member; one without the member has null.
Slot count_where(Machine& machine, Arguments arguments) {
    const auto* array = array_of(machine, arguments[0], "count_where");
    if (array == nullptr) return {};
    const std::string_view name = machine.text_of(arguments[1]);
    const bool wants_none = arguments[2].is_nullish();
    double count = 0;
    for (const auto& element : *array) {
        if (machine.has_failed() || !machine.charge_work(16)) break;
        const auto* member = member_of(machine, element, name);
        const bool is_none = member == nullptr || member->is_null();
        const bool is_same =
            wants_none ? element.is_object() && is_none
                       : !is_none && machine.strictly_equal(slot_of(*member), arguments[2]);
        if (is_same) ++count;
    }
    return Slot::of(count);
}

/// The sum of a member over all elements; an element without it adds nothing.
Slot sum_of(Machine& machine, Arguments arguments) {
    const auto* array = array_of(machine, arguments[0], "sum_of");
    if (array == nullptr) return {};
    const std::string_view name = machine.text_of(arguments[1]);
    double sum = 0;
    for (const auto& element : *array) {
        if (machine.has_failed() || !machine.charge_work(16)) break;
        const auto* member = member_of(machine, element, name);
        if (member == nullptr || member->is_null()) continue;
        if (!member->is_number()) {
            machine.fail("sum_of() adds numbers, but a member '" + std::string(name.substr(0, 40)) +
                         "' is " + std::string(described(slot_of(*member))) + ".");
            return {};
        }
        sum += member->to_number<double>();
    }
    return Slot::of(sum);
}

constexpr std::array rows = {
    Function{"concat", true, 0, any_count, concat},
    Function{"endsWith", true, 1, 1, ends_with},
    Function{"includes", true, 1, 1, includes},
    Function{"indexOf", true, 1, 1, index_of},
    Function{"join", true, 0, 1, join},
    Function{"search", true, 1, 1, search},
    Function{"startsWith", true, 1, 1, starts_with},
    Function{"substring", true, 1, 2, substring},
    Function{"toLowerCase", true, 0, 0, to_lower_case},
    Function{"toUpperCase", true, 0, 0, to_upper_case},
    Function{"trim", true, 0, 0, trim},
    Function{"Array.isArray", false, 1, 1, is_array},
    Function{"Boolean", false, 1, 1, as_boolean},
    Function{"Math.abs", false, 1, 1, absolute},
    Function{"Math.ceil", false, 1, 1, ceiling},
    Function{"Math.floor", false, 1, 1, floor_of},
    Function{"Math.max", false, 0, any_count, largest},
    Function{"Math.min", false, 0, any_count, smallest},
    Function{"Math.pow", false, 2, 2, power},
    Function{"Math.round", false, 1, 1, rounded},
    Function{"Math.sqrt", false, 1, 1, square_root},
    Function{"Math.trunc", false, 1, 1, truncated},
    Function{"Number", false, 1, 1, as_number},
    Function{"String", false, 1, 1, as_text},
    Function{"add_days", false, 2, 2, add_days},
    Function{"count_where", false, 3, 3, count_where},
    Function{"days_between", false, 2, 2, days_between},
    Function{"isNaN", false, 1, 1, is_nan},
    Function{"sum_of", false, 2, 2, sum_of},
};

}  // namespace

std::span<const Function> functions() {
    return rows;
}

std::optional<std::uint32_t> find_function(std::string_view name, bool is_method) {
    const auto* found = std::find_if(rows.begin(), rows.end(), [&](const Function& row) {
        return row.name == name && row.is_method == is_method;
    });
    if (found == rows.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - rows.begin());
}

std::string function_names(bool is_method) {
    std::string names;
    for (const Function& row : rows) {
        if (row.is_method != is_method) continue;
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    }
    return names;
}

bool is_function_root(std::string_view name) {
    return name == "Math" || name == "Array" ||
           std::any_of(rows.begin(), rows.end(),
                       [&](const Function& row) { return !row.is_method && row.name == name; });
}

}  // namespace trinh::expression
