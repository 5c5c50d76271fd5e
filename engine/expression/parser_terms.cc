#include <limits>

#include "engine/expression/functions.h"
#include "engine/expression/number.h"
#include "engine/expression/parser.h"
#include "engine/expression/pattern.h"
#include "engine/expression/reserved.h"

namespace trinh::expression {

bool Parser::parse_primary() {
    const std::uint32_t at = here();
    const Token token = token_;
    if (token.kind == TokenKind::number) {
        emitter_.emit_constant(Slot::of(token.number), at);
        advance();
        return true;
    }
    if (token.kind == TokenKind::text) {
        emitter_.emit_text(token.text, at);
        advance();
        return true;
    }
    if (token.kind == TokenKind::name) return parse_name();
    if (token.is("[")) return parse_array();
    if (token.is("{")) return parse_object();
    if (token.is("/")) {
        return fail(at,
                    "A regular expression can only stand in search(); write text.search(/.../).");
    }
    if (!token.is("(")) return fail_here("a value");
    advance();
    if (!parse_ternary()) return false;
    if (token_.is(",")) return fail(here(), "',' cannot join expressions; write one expression.");
    return expect(")");
}

bool Parser::parse_name() {
    const Token name = token_;
    const auto at = static_cast<std::uint32_t>(name.begin);
    if (const std::string_view advice = advice_against(name.spelling); !advice.empty()) {
        return fail(at, quoted(name.spelling) + " is not part of this language; " +
                            std::string(advice) + ".");
    }
    if (name.is_name("in") || name.is_name("instanceof")) return fail_here("a value");
    advance();
    if (name.is_name("true")) return emitter_.emit_constant(Slot::of(true), at), true;
    if (name.is_name("false")) return emitter_.emit_constant(Slot::of(false), at), true;
    if (name.is_name("null")) return emitter_.emit_constant(Slot::null(), at), true;
    if (name.is_name("undefined")) return emitter_.emit_constant(Slot(), at), true;
    if (name.is_name("NaN")) {
        return emitter_.emit_constant(Slot::of(std::numeric_limits<double>::quiet_NaN()), at), true;
    }
    if (name.is_name("Infinity")) {
        return emitter_.emit_constant(Slot::of(std::numeric_limits<double>::infinity()), at), true;
    }
    if (name.is_name("In")) return parse_in_state(at);
    if (token_.is("(")) return parse_arguments(name.spelling, false, at, at);
    if (is_function_root(name.spelling)) return parse_global_call(name);
    emitter_.emit_name(OpCode::name, name.spelling, {at, at});
    return true;
}

bool Parser::parse_in_state(std::uint32_t at) {
    if (!expect("(")) return false;
    if (!parse_ternary()) return false;
    if (!expect(")")) return false;
    emitter_.emit(OpCode::in_state, 0, 0, {at, at}, 0);
    return true;
}

bool Parser::parse_global_call(const Token& root) {
    const auto at = static_cast<std::uint32_t>(root.begin);
    std::string name(root.spelling);
    if (token_.is(".")) {
        advance();
        if (token_.kind != TokenKind::name) return fail_here("a function's name after '.'");
        name += '.';
        name += token_.spelling;
        advance();
    }
    if (token_.is("(")) return parse_arguments(name, false, at, at);
    return fail(at, quoted(name) + " is not a value here but stands for functions; call one of: " +
                        function_names(false) + ".");
}

bool Parser::parse_arguments(std::string_view name, bool is_method, std::uint32_t begin,
                             std::uint32_t at) {
    const std::optional<std::uint32_t> index = find_function(name, is_method);
    if (!index) {
        const std::string what = is_method ? "function of a text or an array" : "known function";
        return fail(at, quoted(name) + " is not a " + what +
                            "; there are: " + function_names(is_method) + ".");
    }
    advance();
    std::uint32_t count = 0;
    while (!token_.is(")")) {
        if (count > 0 && !expect(",")) return false;
        const bool is_pattern = name == "search" && token_.is("/");
        if (is_pattern ? !parse_pattern() : !parse_ternary()) return false;
        ++count;
        if (!token_.is(",") && !token_.is(")")) return fail_here("',' or ')'");
    }
    advance();
    const Function& function = functions()[*index];
    if (count < function.count_min || count > function.count_max) {
        std::string wanted = std::to_string(function.count_min);
        if (function.count_max == 0xFFFF) {
            wanted += " or more";
        } else if (function.count_max > function.count_min) {
            wanted += " to " + std::to_string(function.count_max);
        }
        return fail(at, quoted(name) + " takes " + wanted + " arguments but found " +
                            std::to_string(count) + ".");
    }
    const std::uint32_t popped = count + (is_method ? 1 : 0);
    emitter_.emit(OpCode::call, *index, popped, {begin, at}, 1 - static_cast<int>(popped));
    return true;
}

/// The regular expression in search(/.../): a text to the machine; a wrong one is found now.
bool Parser::parse_pattern() {
    const std::uint32_t at = here();
    token_ = lexer_.read_pattern();
    if (lexer_.fault()) return fail(at, "");
    const std::string source = token_.text;
    const Pattern pattern(source);
    if (!pattern.fault().empty())
        return fail(at, "This regular expression cannot be used: " + pattern.fault() + ".");
    emitter_.emit_text(source, at);
    advance();
    return true;
}

bool Parser::parse_array() {
    const std::uint32_t at = here();
    advance();
    std::uint32_t count = 0;
    while (!token_.is("]")) {
        if (token_.is(",")) return fail(here(), "An element is missing before ','; write null.");
        if (!parse_ternary()) return false;
        ++count;
        if (!token_.is(",")) break;
        advance();
    }
    if (!token_.is("]")) return fail_here("',' or ']'");
    advance();
    emitter_.emit(OpCode::make_array, 0, count, {at, at}, 1 - static_cast<int>(count));
    return true;
}

bool Parser::parse_object() {
    const std::uint32_t at = here();
    advance();
    std::uint32_t count = 0;
    while (!token_.is("}")) {
        if (!parse_object_key()) return false;
        ++count;
        if (!token_.is(",")) break;
        advance();
    }
    if (!token_.is("}")) return fail_here("',' or '}'");
    advance();
    emitter_.emit(OpCode::make_object, 0, count, {at, at}, 1 - static_cast<int>(2 * count));
    return true;
}

bool Parser::parse_object_key() {
    const std::uint32_t at = here();
    switch (token_.kind) {
        case TokenKind::name:
            emitter_.emit_text(token_.spelling, at);
            break;
        case TokenKind::text:
            emitter_.emit_text(token_.text, at);
            break;
        case TokenKind::number:
            emitter_.emit_text(number_to_text(token_.number), at);
            break;
        default:
            return fail_here("a member's name");
    }
    advance();
    return expect(":") && parse_ternary();
}

}  // namespace trinh::expression
