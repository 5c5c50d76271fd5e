/// Emitter: writes a Code, operation by operation, and knows how high the stack gets.
#pragma once

#include <memory>
#include <string_view>

#include "engine/expression/code.h"

namespace trinh::expression {

class Emitter {
public:
    Emitter(std::string_view text, const Limits& limits);

    /// The operation's index. `stack_change`: how much higher the stack is after it.
    std::uint32_t emit(OpCode op, std::uint32_t operand, std::uint32_t count, Span span,
                       int stack_change);
    void emit_constant(Slot constant, std::uint32_t at);
    void emit_text(std::string_view text, std::uint32_t at);
    void emit_name(OpCode op, std::string_view name, Span span);
    /// If all since `first` is the name `_event` and it has this field: makes one operation of
    /// both.
    bool emit_event_field(std::uint32_t first, std::string_view field);
    /// Lets a jump lead to the operation that comes next.
    void patch(std::uint32_t jump) { code_->ops[jump].operand = size(); }

    [[nodiscard]] std::uint32_t size() const {
        return static_cast<std::uint32_t>(code_->ops.size());
    }
    /// If all since `first` is one operation of this kind: that operation, to be changed.
    Op* only_since(std::uint32_t first, OpCode op);
    [[nodiscard]] Slot& constant_of(const Op& op) { return code_->constants[op.operand]; }

    [[nodiscard]] const std::shared_ptr<Code>& code() const { return code_; }
    void reset_stack() { stack_ = 0; }

private:
    std::uint32_t place_of(std::string_view name);

    std::shared_ptr<Code> code_;
    std::size_t stack_ = 0;
};

}  // namespace trinh::expression
