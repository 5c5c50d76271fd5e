/// Machine: runs one Code once over one Environment.
///
/// Operands point into the environment where they can; only a text, array or object that the
/// expression builds is allocated, within the limit of the Code. After a fault everything stops.
#pragma once

#include <boost/json/value.hpp>
#include <forward_list>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/code.h"
#include "engine/expression/slot.h"

namespace trinh::expression {

class Machine {
public:
    /// Keeps all references. `order`: the expected place of each name in the data; may be shorter.
    Machine(const Code& code, const Environment& environment,
            std::span<const std::uint16_t> order = {})
        : code_(code), environment_(environment), order_(order) {}
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// Runs the operations [first, last). False: fault() says why.
    bool run(std::uint32_t first, std::uint32_t last);
    [[nodiscard]] const Slot& result() const { return stack_[height_ - 1]; }
    /// The result as a value of its own; leaves the machine empty.
    Value take_result();
    [[nodiscard]] const Fault& fault() const { return fault_; }

    // For the functions an expression calls.

    /// Notes the first fault, at the operation that runs now.
    void fail(std::string message);
    [[nodiscard]] bool has_failed() const { return has_failed_; }
    /// Accounts for work in proportion to `bytes`; false after too much of it.
    bool charge_work(std::size_t bytes);
    /// Accounts for `bytes` that are about to be built; false when they would be too many.
    bool charge_bytes(std::size_t bytes);
    Slot keep(std::string text);   ///< Charged by the caller.
    Slot keep(json::value value);  ///< Charged by the caller.
    /// The slot as a value that may stand in an array: undefined is null. Charged here.
    json::value to_json(const Slot& slot);
    /// The values of an array, copied and charged.
    void append_copies(json::array& target, const json::array& source);

    std::string_view text_of(const Slot& slot);  ///< ToString.
    double number_of(const Slot& slot);          ///< ToNumber.
    bool loosely_equal(const Slot& a, const Slot& b);
    bool strictly_equal(const Slot& a, const Slot& b);
    /// The source of the operand that the running operation works on: "_event.data".
    [[nodiscard]] std::string operand_source() const;

private:
    void start(std::uint32_t first);
    void step(const Op& op);
    void load_name(const Op& op, bool is_for_type);
    void load_member(const Op& op);
    void load_event_field(const Op& op);
    [[nodiscard]] const json::value* find_variable(const json::object& data, const Op& op) const;
    void load_index();
    void fail_member(const Slot& slot, std::string_view key);
    Slot member_of(const Slot& slot, std::string_view key);
    void call(const Op& op);
    void ask_state();
    void add();
    void arithmetic(OpCode op);
    void equate(OpCode op);
    void compare(OpCode op);
    void order_as_numbers(Slot& left, Slot& right);
    void check_membership();
    void make_array(const Op& op);
    void make_object(const Op& op);
    Slot primitive_of(const Slot& slot);
    bool deeply_equal(const json::value& a, const json::value& b, int depth);
    bool trees_equal(const Slot& a, const Slot& b, int depth);
    bool measure(const json::value& value, int depth);

    [[nodiscard]] Slot& top() { return stack_[height_ - 1]; }
    void push(const Slot& slot) { ::new (&stack_[height_++]) Slot(slot); }
    Slot pop() { return stack_[--height_]; }

    static constexpr std::size_t inline_slots = 16;

    const Code& code_;
    const Environment& environment_;
    const std::span<const std::uint16_t> order_;
    Slot* stack_ = inline_stack_;
    std::size_t height_ = 0;
    std::uint32_t at_ = 0;  ///< The operation after the one that runs.
    bool has_failed_ = false;
    std::size_t work_ = 0, bytes_ = 0;
    Fault fault_;
    std::vector<Slot> long_stack_;
    std::forward_list<std::string> texts_;
    std::forward_list<json::value> values_;
    union {
        Slot
            inline_stack_[inline_slots];  ///< Not initialised: a slot is written before it is read.
    };
};

/// The fault of a name that is neither in the data nor in the facts.
std::string unknown_name(std::string_view name, const Environment& environment);

}  // namespace trinh::expression
