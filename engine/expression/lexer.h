/// Lexer: the text of an expression, one token at a time, with what is not allowed named plainly.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/expression/program.h"

namespace trinh::expression {

enum class TokenKind { end, number, text, name, mark };

struct Token {
    TokenKind kind = TokenKind::end;
    std::size_t begin = 0, end = 0;  ///< Bytes in the source.
    std::string_view spelling;       ///< The source of a name or a mark.
    double number = 0;               ///< Of a number.
    std::string text;                ///< Of a text, its escapes resolved.

    [[nodiscard]] bool is(std::string_view mark) const {
        return kind == TokenKind::mark && spelling == mark;
    }
    [[nodiscard]] bool is_name(std::string_view name) const {
        return kind == TokenKind::name && spelling == name;
    }
};

class Lexer {
public:
    /// Keeps the view.
    explicit Lexer(std::string_view source) : source_(source) {}

    /// The next token; after a fault always the end.
    Token next();
    /// Behind the "/" that opens a regular expression: the rest of it, as a text.
    Token read_pattern();
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

private:
    Token fail(std::size_t at, std::string message);
    void skip_blanks();
    Token read_number();
    Token read_text();
    Token read_name();
    Token read_mark();
    void read_escape(std::string& text);
    void read_unicode_escape(std::string& text, std::size_t begin);
    std::optional<std::uint32_t> read_hex(std::size_t digits_min, std::size_t digits_max);

    std::string_view source_;
    std::size_t at_ = 0;
    std::optional<Fault> fault_;
};

/// "'==='", "the number 12", "the end of the text": how a fault names a token.
std::string described(const Token& token);

}  // namespace trinh::expression
