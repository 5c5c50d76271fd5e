#include "engine/expression/lexer.h"

#include <array>

#include "engine/expression/number.h"
#include "engine/expression/utf16.h"

namespace trinh::expression {
namespace {

/// Longest first, so that "===" is not read as "==" and "=".
constexpr std::array marks = {
    std::string_view("==="), std::string_view("!=="), std::string_view("=="),
    std::string_view("!="),  std::string_view("<="),  std::string_view(">="),
    std::string_view("&&"),  std::string_view("||"),  std::string_view("("),
    std::string_view(")"),   std::string_view("["),   std::string_view("]"),
    std::string_view("{"),   std::string_view("}"),   std::string_view("."),
    std::string_view(","),   std::string_view("?"),   std::string_view(":"),
    std::string_view("!"),   std::string_view("+"),   std::string_view("-"),
    std::string_view("*"),   std::string_view("/"),   std::string_view("%"),
    std::string_view("<"),   std::string_view(">"),   std::string_view("="),
    std::string_view("|"),   std::string_view("^"),   std::string_view("&"),
    std::string_view(";"),
};

struct Refused {
    std::string_view mark;
    std::string_view advice;
};

/// Marks of ECMAScript that the subset leaves out. Looked at before `marks`, longest first.
constexpr std::array refused_marks = {
    Refused{">>>", "bits cannot be shifted; divide and use Math.floor()"},
    Refused{"...", "list the elements, or join arrays with concat()"},
    Refused{"**", "multiply instead"},
    Refused{"++", "an expression changes nothing; write 'name + 1' in an <assign>"},
    Refused{"--", "an expression changes nothing; write 'name - 1' in an <assign>"},
    Refused{"=>", "functions cannot be written; use <if>, <foreach> and <assign>"},
    Refused{"+=", "an expression changes nothing; use an <assign>"},
    Refused{"-=", "an expression changes nothing; use an <assign>"},
    Refused{"*=", "an expression changes nothing; use an <assign>"},
    Refused{"/=", "an expression changes nothing; use an <assign>"},
    Refused{"%=", "an expression changes nothing; use an <assign>"},
    Refused{"<<", "bits cannot be shifted; multiply instead"},
    Refused{">>", "bits cannot be shifted; divide and use Math.floor()"},
    Refused{"??", "write 'a == null ? b : a'"},
    Refused{"`", "write a text in single or double quotes and join with '+'"},
    Refused{"~", "it is not needed here; write '-1 - a'"},
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_high_surrogate(std::uint32_t c) {
    return c >= 0xD800 && c <= 0xDBFF;
}
bool is_low_surrogate(std::uint32_t c) {
    return c >= 0xDC00 && c <= 0xDFFF;
}

}  // namespace

std::string described(const Token& token) {
    switch (token.kind) {
        case TokenKind::end:
            return "the end of the text";
        case TokenKind::number:
            return "the number " + number_to_text(token.number);
        case TokenKind::text:
            return "a text in quotes";
        default:
            return "'" + std::string(token.spelling) + "'";
    }
}

Token Lexer::fail(std::size_t at, std::string message) {
    if (!fault_) fault_ = Fault{static_cast<int>(at) + 1, std::move(message)};
    at_ = source_.size();
    Token token;
    token.begin = token.end = at;
    return token;
}

void Lexer::skip_blanks() {
    while (at_ < source_.size()) {
        if (const std::size_t bytes = white_space_at(source_.substr(at_))) {
            at_ += bytes;
        } else if (source_.substr(at_, 2) == "//") {
            const std::size_t end = source_.find_first_of("\r\n", at_);
            at_ = std::min(end, source_.size());
        } else if (source_.substr(at_, 2) == "/*") {
            const std::size_t end = source_.find("*/", at_ + 2);
            if (end == std::string_view::npos) {
                fail(at_, "This comment has no end; close it with '*/'.");
                return;
            }
            at_ = end + 2;
        } else {
            return;
        }
    }
}

Token Lexer::next() {
    skip_blanks();
    if (at_ >= source_.size()) {
        Token token;
        token.begin = token.end = source_.size();
        return token;
    }
    const char c = source_[at_];
    if (is_digit(c)) return read_number();
    if (c == '.' && at_ + 1 < source_.size() && is_digit(source_[at_ + 1])) return read_number();
    if (c == '"' || c == '\'') return read_text();
    if (name_part_at(source_.substr(at_), true) > 0) return read_name();
    return read_mark();
}

Token Lexer::read_pattern() {
    Token token;
    token.kind = TokenKind::text;
    token.begin = at_ - 1;
    for (bool is_in_class = false;; ++at_) {
        if (at_ >= source_.size() || source_[at_] == '\n')
            return fail(token.begin, "This regular expression has no end; close it with '/'.");
        const char c = source_[at_];
        if (c == '/' && !is_in_class) break;
        if (c == '[') is_in_class = true;
        if (c == ']') is_in_class = false;
        const bool is_escape = c == '\\' && at_ + 1 < source_.size();
        // "\/" only keeps the slash from ending it.
        if (!is_escape || source_[at_ + 1] != '/') token.text += c;
        if (is_escape) token.text += source_[++at_];
    }
    ++at_;
    if (source_.substr(at_, 1) == "i") {
        token.text.insert(0, "(?i)");
        ++at_;
    }
    if (name_part_at(source_.substr(at_), false) > 0)
        return fail(at_, "A regular expression takes no flag here but 'i'.");
    token.end = at_;
    return token;
}

Token Lexer::read_number() {
    Token token;
    token.kind = TokenKind::number;
    token.begin = at_;
    const auto has = [&](std::size_t at) { return at < source_.size(); };
    std::size_t at = at_;
    const bool has_radix =
        source_[at] == '0' && has(at + 1) &&
        std::string_view("xXoObB").find(source_[at + 1]) != std::string_view::npos;
    if (has_radix) {
        at += 2;
        while (has(at) && hex_digit(source_[at]) >= 0) ++at;
    } else {
        while (has(at) && is_digit(source_[at])) ++at;
        if (source_[at_] == '0' && at - at_ > 1) {
            return fail(at_, "A number must not start with a superfluous 0; remove it.");
        }
        if (has(at) && source_[at] == '.') ++at;
        while (has(at) && is_digit(source_[at])) ++at;
        if (has(at) && (source_[at] == 'e' || source_[at] == 'E')) {
            ++at;
            if (has(at) && (source_[at] == '+' || source_[at] == '-')) ++at;
            while (has(at) && is_digit(source_[at])) ++at;
        }
    }
    const std::string_view spelling = source_.substr(at_, at - at_);
    token.number = text_to_number(spelling);
    if (token.number != token.number) {
        return fail(at_, "'" + std::string(spelling) + "' is not a number.");
    }
    if (name_part_at(source_.substr(at), false) > 0) {
        return fail(at, "A number must not be followed directly by a letter or a digit.");
    }
    at_ = token.end = at;
    return token;
}

Token Lexer::read_text() {
    Token token;
    token.kind = TokenKind::text;
    token.begin = at_;
    const char quote = source_[at_++];
    while (at_ < source_.size() && !fault_) {
        const char c = source_[at_];
        if (c == quote) {
            token.end = ++at_;
            return token;
        }
        if (c == '\n' || c == '\r') break;
        if (c == '\\') {
            read_escape(token.text);
        } else {
            token.text += c;
            ++at_;
        }
    }
    return fail(token.begin, std::string("This text has no end; close it with ") + quote + ".");
}

void Lexer::read_escape(std::string& text) {
    const std::size_t begin = at_++;
    if (at_ >= source_.size()) return;
    const char c = source_[at_++];
    switch (c) {
        case 'n':
            text += '\n';
            return;
        case 't':
            text += '\t';
            return;
        case 'r':
            text += '\r';
            return;
        case 'b':
            text += '\b';
            return;
        case 'f':
            text += '\f';
            return;
        case 'v':
            text += '\v';
            return;
        case '\n':
            return;
        case '\r':
            if (at_ < source_.size() && source_[at_] == '\n') ++at_;
            return;
        case 'x':
        case 'u':
            --at_;
            return read_unicode_escape(text, begin);
        default:
            break;
    }
    if (is_digit(c)) {
        fail(begin, "Numbered escapes are not supported; write '\\u' and four hex digits.");
        return;
    }
    text += c;
}

void Lexer::read_unicode_escape(std::string& text, std::size_t begin) {
    const bool is_short = source_[at_++] == 'x';
    const bool is_braced = !is_short && at_ < source_.size() && source_[at_] == '{';
    if (is_braced) ++at_;
    std::optional<std::uint32_t> code = is_short    ? read_hex(2, 2)
                                        : is_braced ? read_hex(1, 8)
                                                    : read_hex(4, 4);
    if (is_braced && (at_ >= source_.size() || source_[at_++] != '}')) code.reset();
    if (code && is_high_surrogate(*code) && source_.substr(at_, 2) == "\\u") {
        at_ += 2;
        const std::optional<std::uint32_t> low = read_hex(4, 4);
        if (low && is_low_surrogate(*low)) {
            code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
        }
    }
    const bool is_half = code && *code >= 0xD800 && *code <= 0xDFFF;
    if (!code || *code == 0 || *code > 0x10FFFF || is_half) {
        fail(begin,
             "This escape names no character; write '\\u' and four hex digits, not 0000 and not "
             "half of a surrogate pair.");
        return;
    }
    append_code_point(text, *code);
}

std::optional<std::uint32_t> Lexer::read_hex(std::size_t digits_min, std::size_t digits_max) {
    std::uint32_t number = 0;
    std::size_t count = 0;
    while (count < digits_max && at_ < source_.size() && hex_digit(source_[at_]) >= 0) {
        number = number * 16 + static_cast<std::uint32_t>(hex_digit(source_[at_++]));
        ++count;
    }
    if (count < digits_min) return std::nullopt;
    return number;
}

Token Lexer::read_name() {
    Token token;
    token.kind = TokenKind::name;
    token.begin = at_;
    while (const std::size_t bytes = name_part_at(source_.substr(at_), at_ == token.begin)) {
        at_ += bytes;
    }
    token.end = at_;
    token.spelling = source_.substr(token.begin, at_ - token.begin);
    return token;
}

Token Lexer::read_mark() {
    const std::string_view rest = source_.substr(at_);
    for (const Refused& refused : refused_marks) {
        if (!rest.starts_with(refused.mark)) continue;
        return fail(at_, "'" + std::string(refused.mark) + "' is not part of this language; " +
                             std::string(refused.advice) + ".");
    }
    for (const std::string_view mark : marks) {
        if (!rest.starts_with(mark)) continue;
        Token token;
        token.kind = TokenKind::mark;
        token.begin = at_;
        token.end = at_ += mark.size();
        token.spelling = rest.substr(0, mark.size());
        return token;
    }
    if (rest[0] == '\\' || rest[0] == '#' || rest[0] == '@') {
        return fail(at_, std::string("'") + rest[0] + "' has no meaning here; remove it.");
    }
    return fail(at_, "This character has no meaning in an expression; remove it.");
}

}  // namespace trinh::expression
