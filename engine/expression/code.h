/// Code: a compiled expression as flat arrays: operations in postfix order, constants, names.
///
/// Immutable once compiled; only the compiler (parser.cc) writes it, only the machine reads it.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/program.h"
#include "engine/expression/slot.h"

namespace trinh::expression {

enum class OpCode : std::uint8_t {
    constant,     ///< Pushes constants[operand].
    name,         ///< Pushes what names[operand] holds; unknown: fault.
    name_type,    ///< Pushes typeof names[operand]; unknown: "undefined".
    member,       ///< Replaces the top by its member names[operand].
    event_field,  ///< Pushes the field names[operand], an EventField by `count`, of `_event`.
    index,
    call,  ///< Calls functions()[operand] with the `count` topmost slots.
    in_state,
    negate,
    to_number,
    not_,
    type_of,
    add,
    subtract,
    multiply,
    divide,
    remainder,
    bit_and,
    bit_or,
    bit_xor,
    equal,
    not_equal,
    strict_equal,
    strict_not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    is_array,     ///< x instanceof Array
    is_tree,      ///< x instanceof Object
    make_array,   ///< Of the `count` topmost slots.
    make_object,  ///< Of the `count` topmost pairs of key and value.
    jump,         ///< To operand.
    jump_unless,  ///< Pops; to operand when it was falsy.
    and_jump,     ///< To operand when the top is falsy, else pops it.
    or_jump,      ///< To operand when the top is truthy, else pops it.
};

/// The fields of `_event`, as the operation event_field counts them.
enum class EventField : std::uint8_t { name, type, sendid, origin, origintype, invokeid, data };

struct Op {
    OpCode code = OpCode::constant;
    std::uint16_t count = 0;
    std::uint32_t operand = 0;
};

/// Where an operation stands in the source, for faults only.
struct Span {
    std::uint32_t begin = 0;  ///< First byte of the (left) operand.
    std::uint32_t at = 0;     ///< First byte of the operator or name itself.
};

struct Name {
    std::string text;
    bool is_system = false;
    bool is_read = false;  ///< At top level, not only as a member.
};

/// One step of a location: a member by its name, or an index by the operations that compute it.
struct Step {
    std::uint32_t column = 0;
    std::uint32_t first = 0, last = 0;  ///< first == last: a member.
    std::string key;
};

class Code {
public:
    std::string text;
    Limits limits;
    std::vector<Op> ops;
    std::vector<Span> spans;  ///< One per operation.
    std::vector<Slot> constants;
    std::deque<std::string> texts;  ///< What the text constants point into; never moves.
    std::vector<Name> names;
    std::size_t stack_max = 0;
    std::string root;         ///< Of a location.
    std::vector<Step> steps;  ///< Of a location.
};

/// _event, _sessionid, _name, _ioprocessors, all that start with "_x", and In.
bool is_system_name(std::string_view name);

}  // namespace trinh::expression
