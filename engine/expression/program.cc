#include "engine/expression/program.h"

#include <algorithm>

#include "engine/expression/machine.h"
#include "engine/expression/parser.h"

namespace trinh::expression {

std::variant<Program, Fault> Program::compile(std::string_view text, const Limits& limits) {
    Compiled compiled = compile_expression(text, limits);
    if (auto* fault = std::get_if<Fault>(&compiled)) return std::move(*fault);
    return Program(std::get<0>(std::move(compiled)));
}

std::variant<Value, Fault> Program::evaluate(const Environment& environment) const {
    Machine machine(*code_, environment, order_);
    if (!machine.run(0, static_cast<std::uint32_t>(code_->ops.size()))) return machine.fault();
    return machine.take_result();
}

std::variant<bool, Fault> Program::test(const Environment& environment) const {
    Machine machine(*code_, environment, order_);
    if (!machine.run(0, static_cast<std::uint32_t>(code_->ops.size()))) return machine.fault();
    return truthy(machine.result());
}

const std::string& Program::text() const {
    return code_->text;
}

std::vector<std::string> Program::names() const {
    std::vector<std::string> names;
    for (const Name& name : code_->names) {
        if (name.is_read) names.push_back(name.text);
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool Program::needs_system() const {
    return std::any_of(code_->ops.begin(), code_->ops.end(), [&](const Op& op) {
        const bool is_name = op.code == OpCode::name || op.code == OpCode::name_type;
        return is_name && code_->names[op.operand].is_system;
    });
}

bool Program::reads_event() const {
    return std::any_of(code_->ops.begin(), code_->ops.end(),
                       [](const Op& op) { return op.code == OpCode::event_field; });
}

void Program::expect_order(std::span<const std::string> variables) {
    constexpr std::uint16_t unknown = 0xFFFF;
    order_.assign(code_->names.size(), unknown);
    for (std::size_t i = 0; i < order_.size(); ++i) {
        const auto known = std::find(variables.begin(), variables.end(), code_->names[i].text);
        const auto place = static_cast<std::size_t>(known - variables.begin());
        if (known != variables.end() && place < unknown)
            order_[i] = static_cast<std::uint16_t>(place);
    }
}

}  // namespace trinh::expression
