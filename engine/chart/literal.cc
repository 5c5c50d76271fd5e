#include "engine/chart/literal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/base/json_text.h"
#include "engine/expression/program.h"

namespace trinh::chart {
namespace {

constexpr std::string_view spaces = " \t\r\n";

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

std::string_view clipped(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0U) == 0x80U)
        --bytes_max;
    return text.substr(0, bytes_max);
}

bool is_chart_type(std::string_view type) {
    if (type.ends_with('/')) type.remove_suffix(1);
    return type.empty() || type == "scxml" || type == "http://www.w3.org/TR/scxml";
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = text.find_first_not_of(spaces, at)) != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(spaces, at), text.size());
        found.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

boost::json::value literal_value(std::string_view text) {
    const std::string_view bare = trimmed(text);
    if (bare.empty()) return nullptr;
    JsonLimits limits;
    limits.depth_max = 24;
    if (auto value = parse_json(bare, limits)) return std::move(*value);
    auto compiled = expression::Program::compile(bare);
    if (const auto* program = std::get_if<expression::Program>(&compiled)) {
        if (program->names().empty()) {
            const auto result = program->evaluate({});
            if (const auto* known = std::get_if<expression::Value>(&result))
                return known->as_json();
        }
    }
    std::string reduced;
    for (const std::string& word : words(bare)) reduced += (reduced.empty() ? "" : " ") + word;
    return boost::json::value(reduced);
}

std::optional<std::int64_t> parse_delay(std::string_view text) {
    text = trimmed(text);
    double amount = 0;
    const auto read =
        std::from_chars(text.data(), text.data() + text.size(), amount, std::chars_format::fixed);
    if (read.ec != std::errc{} || !(amount >= 0)) return std::nullopt;
    const std::string_view unit = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
    double factor = 0;
    if (unit == "ms") factor = 1;
    if (unit == "s") factor = 1'000;
    if (unit == "m") factor = 60'000;
    if (unit == "h") factor = 3'600'000;
    if (unit == "d") factor = 86'400'000;
    if (factor == 0 && !(unit.empty() && amount == 0)) return std::nullopt;
    constexpr double most_ms = 1e14;  // Three thousand years.
    const double ms = amount * factor;
    if (ms > most_ms) return std::nullopt;
    return static_cast<std::int64_t>(std::llround(ms));
}

bool is_variable_name(std::string_view text) {
    static constexpr std::array<std::string_view, 38> reserved = {
        "break",  "case",     "catch",  "class",  "const",  "continue",   "debugger", "default",
        "delete", "do",       "else",   "enum",   "export", "extends",    "false",    "finally",
        "for",    "function", "if",     "import", "in",     "instanceof", "new",      "null",
        "return", "super",    "switch", "this",   "throw",  "true",       "try",      "typeof",
        "var",    "void",     "while",  "with",   "yield",  "let"};
    static constexpr std::array<std::string_view, 5> system = {"_event", "_sessionid", "_name",
                                                               "_ioprocessors", "_x"};
    if (text.empty() || !is_letter(text.front())) return false;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); }))
        return false;
    return std::find(reserved.begin(), reserved.end(), text) == reserved.end() &&
           std::find(system.begin(), system.end(), text) == system.end();
}

}  // namespace trinh::chart
