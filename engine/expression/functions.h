/// The fixed set of pure functions an expression may call.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/expression/slot.h"

namespace trinh::expression {

class Machine;

struct Function {
    std::string_view name;   ///< "Math.max", "startsWith".
    bool is_method = false;  ///< Called on a text or an array: x.name(...).
    std::uint16_t count_min = 0, count_max = 0;
    /// A method gets its receiver as arguments[0]. A fault is left in the machine.
    Slot (*call)(Machine& machine, std::span<const Slot> arguments) = nullptr;
};

/// All of them, ordered by name within methods and within globals.
std::span<const Function> functions();
/// The index in functions(); nothing when there is no such function.
std::optional<std::uint32_t> find_function(std::string_view name, bool is_method);
/// "concat, endsWith, ...": for faults.
std::string function_names(bool is_method);
/// Math, Number and the like: names that are spellings here, not values.
bool is_function_root(std::string_view name);

}  // namespace trinh::expression
