#include "engine/expression/emitter.h"

#include <algorithm>

namespace trinh::expression {

Emitter::Emitter(std::string_view text, const Limits& limits) : code_(std::make_shared<Code>()) {
    code_->text = text;
    code_->limits = limits;
}

std::uint32_t Emitter::emit(OpCode op, std::uint32_t operand, std::uint32_t count, Span span,
                            int stack_change) {
    const std::uint32_t index = size();
    code_->ops.push_back(Op{op, static_cast<std::uint16_t>(count), operand});
    code_->spans.push_back(span);
    stack_ = static_cast<std::size_t>(static_cast<long long>(stack_) + stack_change);
    code_->stack_max = std::max(code_->stack_max, stack_);
    return index;
}

void Emitter::emit_constant(Slot constant, std::uint32_t at) {
    code_->constants.push_back(constant);
    emit(OpCode::constant, static_cast<std::uint32_t>(code_->constants.size() - 1), 0, {at, at}, 1);
}

void Emitter::emit_text(std::string_view text, std::uint32_t at) {
    emit_constant(Slot::of(std::string_view(code_->texts.emplace_back(text))), at);
}

void Emitter::emit_name(OpCode op, std::string_view name, Span span) {
    std::vector<Name>& names = code_->names;
    auto row = std::find_if(names.begin(), names.end(),
                            [&](const Name& candidate) { return candidate.text == name; });
    if (row == names.end()) {
        row = names.insert(names.end(), Name{std::string(name), is_system_name(name), false});
    }
    const bool is_read = op == OpCode::name;
    row->is_read = row->is_read || is_read;
    emit(op, static_cast<std::uint32_t>(row - names.begin()), 0, span, is_read ? 1 : 0);
}

Op* Emitter::only_since(std::uint32_t first, OpCode op) {
    const bool is_only = size() == first + 1 && code_->ops[first].code == op;
    return is_only ? &code_->ops[first] : nullptr;
}

bool is_system_name(std::string_view name) {
    return name == "_event" || name == "_sessionid" || name == "_name" || name == "_ioprocessors" ||
           name == "In" || name.starts_with("_x");
}

}  // namespace trinh::expression
