#include "engine/expression/parser.h"

#include <array>

#include "engine/base/text.h"
#include "engine/expression/functions.h"

namespace trinh::expression {

struct Binary {
    std::string_view spelling;
    int level;  ///< Binds tighter the higher it is.
    OpCode code;
};

namespace {

constexpr std::array binaries = {
    Binary{"||", 1, OpCode::or_jump},
    Binary{"&&", 2, OpCode::and_jump},
    Binary{"|", 3, OpCode::bit_or},
    Binary{"^", 4, OpCode::bit_xor},
    Binary{"&", 5, OpCode::bit_and},
    Binary{"==", 6, OpCode::equal},
    Binary{"!=", 6, OpCode::not_equal},
    Binary{"===", 6, OpCode::strict_equal},
    Binary{"!==", 6, OpCode::strict_not_equal},
    Binary{"<", 7, OpCode::less},
    Binary{"<=", 7, OpCode::less_equal},
    Binary{">", 7, OpCode::greater},
    Binary{">=", 7, OpCode::greater_equal},
    Binary{"in", 7, OpCode::in},
    Binary{"instanceof", 7, OpCode::is_array},
    Binary{"+", 8, OpCode::add},
    Binary{"-", 8, OpCode::subtract},
    Binary{"*", 9, OpCode::multiply},
    Binary{"/", 9, OpCode::divide},
    Binary{"%", 9, OpCode::remainder},
};

const Binary* binary_of(const Token& token) {
    if (token.kind != TokenKind::mark && token.kind != TokenKind::name) return nullptr;
    const auto* found = std::find_if(binaries.begin(), binaries.end(), [&](const Binary& row) {
        return row.spelling == token.spelling;
    });
    return found == binaries.end() ? nullptr : found;
}

}  // namespace

bool Parser::fail(std::size_t at, std::string message) {
    // The lexer saw the first wrong character: its word counts more than what follows from it.
    if (lexer_.fault()) {
        fault_ = *lexer_.fault();
    } else if (!fault_) {
        fault_ = Fault{static_cast<int>(at) + 1, std::move(message)};
    }
    return false;
}

bool Parser::fail_here(const std::string& expected) {
    if (token_.is("=")) {
        return fail(here(),
                    "'=' assigns, which an expression cannot; compare with '==', or use "
                    "an <assign>.");
    }
    if (token_.is(";")) {
        return fail(here(), "';' ends a statement, but this must be one expression; remove it.");
    }
    return fail(here(), "Expected " + expected + " but found " + described(token_) + ".");
}

bool Parser::expect(std::string_view mark) {
    if (!token_.is(mark)) return fail_here(quoted(mark));
    advance();
    return true;
}

bool Parser::check_depth() {
    if (depth_ <= depth_max_) return true;
    return fail(here(), "The expression is nested deeper than " + std::to_string(depth_max_) +
                            " levels; split it over several names.");
}

bool Parser::check_end() {
    if (lexer_.fault()) return fail(0, {});
    if (token_.kind == TokenKind::end) return true;
    return fail_here("an operator or the end of the text");
}

bool Parser::parse_ternary() {
    const Level level(*this);
    if (!check_depth()) return false;
    const std::uint32_t begin = here();
    if (!parse_binary(1)) return false;
    if (!token_.is("?")) return true;
    const std::uint32_t at = here();
    advance();
    const std::uint32_t to_else = emitter_.emit(OpCode::jump_unless, 0, 0, {begin, at}, -1);
    if (!parse_ternary()) return false;
    if (!expect(":")) return false;
    const std::uint32_t to_end = emitter_.emit(OpCode::jump, 0, 0, {begin, at}, -1);
    emitter_.patch(to_else);
    if (!parse_ternary()) return false;
    emitter_.patch(to_end);
    return true;
}

bool Parser::parse_binary(int level_min) {
    const std::uint32_t begin = here();
    if (!parse_unary()) return false;
    for (const Binary* binary = binary_of(token_); binary != nullptr && binary->level >= level_min;
         binary = binary_of(token_)) {
        if (!parse_right_side(*binary, begin)) return false;
    }
    return true;
}

bool Parser::parse_right_side(const Binary& binary, std::uint32_t begin) {
    const std::uint32_t at = here();
    advance();
    if (binary.code == OpCode::and_jump || binary.code == OpCode::or_jump) {
        const std::uint32_t jump = emitter_.emit(binary.code, 0, 0, {begin, at}, -1);
        if (!parse_binary(binary.level + 1)) return false;
        emitter_.patch(jump);
        return true;
    }
    if (binary.code == OpCode::is_array) return parse_instance_check(begin);
    if (!parse_binary(binary.level + 1)) return false;
    emitter_.emit(binary.code, 0, 0, {begin, at}, -1);
    return true;
}

bool Parser::parse_instance_check(std::uint32_t begin) {
    const bool is_array = token_.is_name("Array");
    if (!is_array && !token_.is_name("Object")) return fail_here("'Array' or 'Object'");
    emitter_.emit(is_array ? OpCode::is_array : OpCode::is_tree, 0, 0, {begin, here()}, 0);
    advance();
    return true;
}

bool Parser::parse_unary() {
    const Level level(*this);
    if (!check_depth()) return false;
    const std::uint32_t at = here();
    const Token sign = token_;
    const bool is_typeof = sign.is_name("typeof");
    if (!is_typeof && !sign.is("!") && !sign.is("-") && !sign.is("+")) return parse_postfix();
    advance();
    const std::uint32_t first = emitter_.size();
    if (!parse_unary()) return false;
    if (is_typeof) {
        Op* name = emitter_.only_since(first, OpCode::name);
        if (name != nullptr) {
            name->code = OpCode::name_type;  // typeof of an unknown name is no fault.
        } else {
            emitter_.emit(OpCode::type_of, 0, 0, {at, at}, 0);
        }
        return true;
    }
    const Op* number = emitter_.only_since(first, OpCode::constant);
    if (sign.is("-") && number != nullptr && emitter_.constant_of(*number).kind == Kind::number) {
        emitter_.constant_of(*number).number *= -1;
        return true;
    }
    const OpCode op = sign.is("!")   ? OpCode::not_
                      : sign.is("-") ? OpCode::negate
                                     : OpCode::to_number;
    emitter_.emit(op, 0, 0, {at, at}, 0);
    return true;
}

bool Parser::parse_postfix() {
    const std::uint32_t begin = here(), first = emitter_.size();
    if (!parse_primary()) return false;
    while (true) {
        const std::uint32_t at = here();
        if (token_.is(".")) {
            if (!parse_member(begin, first)) return false;
        } else if (token_.is("[")) {
            advance();
            if (!parse_ternary()) return false;
            if (!expect("]")) return false;
            emitter_.emit(OpCode::index, 0, 0, {begin, at}, -1);
        } else if (token_.is("(")) {
            return fail(at, "What stands before '(' is not a function; the functions are: " +
                                function_names(false) + ".");
        } else {
            return true;
        }
    }
}

/// `first`: the operation that the whole operand began with.
bool Parser::parse_member(std::uint32_t begin, std::uint32_t first) {
    advance();
    if (token_.kind != TokenKind::name) return fail_here("a member's name after '.'");
    const std::string_view name = token_.spelling;
    const std::uint32_t at = here();
    advance();
    if (token_.is("(")) return parse_arguments(name, true, begin, at);
    if (!emitter_.emit_event_field(first, name))
        emitter_.emit_name(OpCode::member, name, {begin, at});
    return true;
}

Compiled Parser::expression() {
    if (token_.kind == TokenKind::end && !lexer_.fault()) {
        return Fault{1, "The expression is empty; write a value, such as true."};
    }
    if (!parse_ternary() || !check_end()) return *fault_;
    return std::shared_ptr<const Code>(emitter_.code());
}

namespace {

/// What both kinds of text must be before they are parsed.
std::optional<Fault> check_text(std::string_view text, const Limits& limits) {
    constexpr std::size_t bytes_ceiling = 65'536;  // So that counts fit into Op.
    const std::size_t bytes_max = std::min(limits.text_bytes_max, bytes_ceiling);
    if (text.size() > bytes_max) {
        return Fault{0, "The expression has " + std::to_string(text.size()) +
                            " bytes but at most " + std::to_string(bytes_max) +
                            " are allowed; split it."};
    }
    if (!is_text(text))
        return Fault{0, "The expression is not valid UTF-8 text; save it as UTF-8."};
    return std::nullopt;
}

}  // namespace

Compiled compile_expression(std::string_view text, const Limits& limits) {
    if (std::optional<Fault> fault = check_text(text, limits)) return *std::move(fault);
    return Parser(text, limits).expression();
}

Compiled compile_location(std::string_view text, const Limits& limits) {
    if (std::optional<Fault> fault = check_text(text, limits)) return *std::move(fault);
    return Parser(text, limits).location();
}

}  // namespace trinh::expression
