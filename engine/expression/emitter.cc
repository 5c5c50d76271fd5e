#include "engine/expression/emitter.h"

#include <algorithm>
#include <array>

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

std::uint32_t Emitter::place_of(std::string_view name) {
    std::vector<Name>& names = code_->names;
    auto row = std::find_if(names.begin(), names.end(),
                            [&](const Name& candidate) { return candidate.text == name; });
    if (row == names.end()) {
        row = names.insert(names.end(), Name{std::string(name), is_system_name(name), false});
    }
    return static_cast<std::uint32_t>(row - names.begin());
}

void Emitter::emit_name(OpCode op, std::string_view name, Span span) {
    const std::uint32_t place = place_of(name);
    const bool is_read = op == OpCode::name;
    code_->names[place].is_read |= is_read;
    emit(op, place, 0, span, is_read ? 1 : 0);
}

bool Emitter::emit_event_field(std::uint32_t first, std::string_view field) {
    constexpr std::array<std::string_view, 7> fields = {
        "name", "type", "sendid", "origin", "origintype", "invokeid", "data"};
    const auto known = std::find(fields.begin(), fields.end(), field);
    Op* name = only_since(first, OpCode::name);
    if (known == fields.end() || name == nullptr || code_->names[name->operand].text != "_event") {
        return false;
    }
    *name = Op{OpCode::event_field, static_cast<std::uint16_t>(known - fields.begin()),
               place_of(field)};
    return true;
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
