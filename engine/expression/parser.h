/// Parser: source text to Code, or the first place where it leaves the subset.
///
/// Recursive descent; every nesting counts a level, so the depth of the recursion is bounded.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/expression/code.h"
#include "engine/expression/emitter.h"
#include "engine/expression/lexer.h"

namespace trinh::expression {

using Compiled = std::variant<std::shared_ptr<const Code>, Fault>;

Compiled compile_expression(std::string_view text, const Limits& limits);
Compiled compile_location(std::string_view text, const Limits& limits);

struct Binary;  ///< A binary operator: spelling, level, operation.

/// "'word'", for faults.
inline std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

/// One text, parsed once.
class Parser {
public:
    Parser(std::string_view text, const Limits& limits) : emitter_(text, limits), lexer_(text) {
        depth_max_ = std::clamp(limits.depth_max, 1, 256);
        advance();
    }

    Compiled expression();
    Compiled location();

private:
    /// Counts one level of nesting as long as it lives.
    struct Level {
        explicit Level(Parser& parser) : owner(parser) { ++owner.depth_; }
        ~Level() { --owner.depth_; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        Parser& owner;
    };

    // Each parses one construct and leaves the machine's stack one higher; false: fault_ is set.
    bool parse_ternary();
    bool parse_binary(int level_min);
    bool parse_right_side(const Binary& binary, std::uint32_t begin);
    bool parse_instance_check(std::uint32_t begin);
    bool parse_unary();
    bool parse_postfix();
    bool parse_member(std::uint32_t begin, std::uint32_t first);
    bool parse_primary();
    bool parse_name();
    bool parse_in_state(std::uint32_t at);
    bool parse_global_call(const Token& root);
    bool parse_arguments(std::string_view name, bool is_method, std::uint32_t begin,
                         std::uint32_t at);
    bool parse_pattern();
    bool parse_array();
    bool parse_object();
    bool parse_object_key();
    bool parse_step();
    bool check_depth();

    void advance() { token_ = lexer_.next(); }
    bool expect(std::string_view mark);
    bool fail(std::size_t at, std::string message);
    bool fail_here(const std::string& expected);
    bool check_end();
    [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(token_.begin); }

    Emitter emitter_;
    Lexer lexer_;
    Token token_;
    std::optional<Fault> fault_;
    int depth_ = 0, depth_max_ = 0;
};

}  // namespace trinh::expression
