#include <algorithm>
#include <array>

#include "engine/expression/functions.h"
#include "engine/expression/parser.h"
#include "engine/expression/reserved.h"

namespace trinh::expression {

bool Parser::parse_step() {
    Code& code = *emitter_.code();
    Step step;
    step.column = here() + 1;
    if (token_.is(".")) {
        advance();
        if (token_.kind != TokenKind::name) return fail_here("a member's name after '.'");
        step.key = token_.spelling;
        advance();
    } else {
        advance();
        step.first = emitter_.size();
        if (!parse_ternary()) return false;
        if (!expect("]")) return false;
        step.last = emitter_.size();
        emitter_.reset_stack();
    }
    code.steps.push_back(std::move(step));
    return true;
}

Compiled Parser::location() {
    const std::string_view root = token_.spelling;
    if (token_.kind != TokenKind::name) {
        fail_here("the name of a variable");
        return *fault_;
    }
    if (const std::string_view advice = advice_against(root); !advice.empty()) {
        return Fault{1, quoted(root) + " cannot be assigned to; " + std::string(advice) + "."};
    }
    const auto begin = static_cast<int>(token_.begin) + 1;
    constexpr std::array values = {"true",     "false",  "null", "undefined", "NaN",
                                   "Infinity", "typeof", "in",   "instanceof"};
    if (std::find(values.begin(), values.end(), root) != values.end() || is_function_root(root)) {
        return Fault{begin, quoted(root) + " cannot be assigned to; name a declared variable."};
    }
    Code& code = *emitter_.code();
    code.root = root;
    advance();
    while (token_.is(".") || token_.is("[")) {
        if (!parse_step()) return *fault_;
        if (code.steps.size() > static_cast<std::size_t>(depth_max_)) {
            fail(here(), "The location leads deeper than " + std::to_string(depth_max_) +
                             " levels; shorten it.");
            return *fault_;
        }
    }
    if (token_.is("(")) {
        return Fault{static_cast<int>(here()) + 1,
                     "A location cannot hold a call; name the place "
                     "as in 'items[2].state'."};
    }
    if (token_.kind != TokenKind::end || lexer_.fault()) {
        fail_here("'.', '[' or the end of the location");
        return *fault_;
    }
    return std::shared_ptr<const Code>(emitter_.code());
}

}  // namespace trinh::expression
