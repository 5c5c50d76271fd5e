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
    Machine machine(*code_, environment);
    if (!machine.run(0, static_cast<std::uint32_t>(code_->ops.size()))) return machine.fault();
    return machine.take_result();
}

std::variant<bool, Fault> Program::test(const Environment& environment) const {
    Machine machine(*code_, environment);
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

}  // namespace trinh::expression
