/// Program: one ECMAScript expression, compiled once, evaluated often, always ending.
///
/// The subset: literals, names, members, indexes, arithmetic, comparison, logic, `?:`, `typeof`,
/// `in`, `instanceof Array`, `In('state')`, array and object literals, a fixed set of pure
/// functions. No loops, no functions, no `new`: an evaluation takes time in proportion to its text.
/// What is outside the subset is refused when it is compiled, with its column. Arrays and objects
/// are values here: == and
/// === compare their contents. Immutable, safe to share.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/expression/value.h"

namespace trinh::expression {

/// Why a text is not an expression of the subset, or why an evaluation failed.
struct Fault {
    int column = 0;       ///< 1-based byte in the text of the expression; 0 when unknown.
    std::string message;  ///< A full sentence: "Expected ')' but found the end of the text."
};

/// Answers `In('id')`. Implemented by the chart's configuration.
class ActiveStates {
public:
    virtual ~ActiveStates() = default;
    [[nodiscard]] virtual bool is_active(std::string_view state_id) const = 0;
};

/// The event that `_event` shows, field by field, so that a guard that reads one builds nothing.
/// An empty text is an unset field.
struct EventFields {
    std::string_view name, type, sendid, origin, origintype, invokeid;
    const json::value* data = nullptr;
};

/// What an expression may read. The system's names (_event, _sessionid, _name, _ioprocessors, _x*)
/// are looked up in `system` only, all others in `data`, then in `facts`; none: a fault.
/// A name that holds JSON null is unset: `typeof` says "undefined", and it is === undefined as well
/// as === null. So is a null field right below a system name: `'sendid' in _event` is true and
/// `typeof _event.sendid` is 'undefined'. Any deeper null is null.
struct Environment {
    const json::object* data = nullptr;    ///< The case's own variables (<data>).
    const json::object* system = nullptr;  ///< Read-only: _event, _sessionid, _name, _ioprocessors.
    const json::object* facts = nullptr;  ///< Read-only, from outside the chart: dossier, today ...
    const ActiveStates* states = nullptr;
    /// Asked before `system` for `_event.<field>`; null: only `system` knows the event.
    const EventFields* event = nullptr;
};

struct Limits {
    std::size_t text_bytes_max = 8'192;
    int depth_max = 64;
    /// For all text, arrays and objects that one evaluation builds, its steps included.
    /// A table of 5,000 rows fits in.
    std::size_t result_bytes_max = 16'777'216;
    /// Nesting of what is built or assigned: what Boost.JSON reads back (32), less a snapshot's
    /// own.
    int value_depth_max = 24;
};

class Code;  ///< The flat program; defined in the .cc files.

class Program {
public:
    /// The program, or the first place where the text leaves the subset.
    static std::variant<Program, Fault> compile(std::string_view text, const Limits& limits = {});

    /// The value, or the fault (unknown name, member of undefined ...): SCXML error.execution.
    [[nodiscard]] std::variant<Value, Fault> evaluate(const Environment& environment) const;
    /// evaluate() and ToBoolean in one step, without building a value: for guards.
    [[nodiscard]] std::variant<bool, Fault> test(const Environment& environment) const;

    [[nodiscard]] const std::string& text() const;
    /// Every name the text reads at top level, sorted: for checks when a definition is published.
    [[nodiscard]] std::vector<std::string> names() const;
    /// It reads a system name otherwise than as `_event.<field>`: `system` must hold it.
    [[nodiscard]] bool needs_system() const;
    /// It reads `_event.<field>`.
    [[nodiscard]] bool reads_event() const;
    /// Where the variables will probably stand in Environment::data: saves the search. Data in any
    /// other order is read as well.
    void expect_order(std::span<const std::string> variables);

private:
    explicit Program(std::shared_ptr<const Code> code) : code_(std::move(code)) {}
    std::shared_ptr<const Code> code_;
    std::vector<std::uint16_t> order_;  ///< By name of the code: its place in the data, if known.
};

/// A place that <assign> may write: a name, then members and indexes ("case.items[2].state").
class Location {
public:
    static std::variant<Location, Fault> compile(std::string_view text, const Limits& limits = {});

    /// Writes `value` into `data`. A fault when the name was not declared (absent from `data`),
    /// when it is a system name, or when the path leads through something that holds no members.
    [[nodiscard]] std::variant<std::monostate, Fault> assign(json::object& data, const Value& value,
                                                             const Environment& environment) const;
    [[nodiscard]] const std::string& text() const;
    [[nodiscard]] const std::string& root_name() const;

private:
    explicit Location(std::shared_ptr<const Code> code) : code_(std::move(code)) {}
    std::shared_ptr<const Code> code_;
};

}  // namespace trinh::expression
