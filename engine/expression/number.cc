#include "engine/expression/number.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "engine/expression/utf16.h"

namespace trinh::expression {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The bytes of `text` from `at` on that are digits.
std::size_t digits_end(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

/// Whether an unsigned decimal is too large (else it is too small) for a double.
bool overflows(std::string_view decimal) {
    const std::size_t e = decimal.find_first_of("eE");
    const std::string_view mantissa = decimal.substr(0, e);
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) return false;
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const auto magnitude = static_cast<long long>(point) - static_cast<long long>(first);
    if (e == std::string_view::npos) return magnitude > 0;
    const bool is_negative = decimal[e + 1] == '-';
    const std::string_view exponent =
        decimal.substr(e + (is_negative || decimal[e + 1] == '+') + 1);
    long long size = 0;
    for (const char c : exponent) size = std::min(size * 10 + (c - '0'), 1'000'000'000'000LL);
    return magnitude + (is_negative ? -size : size) > 0;
}

/// An unsigned decimal ("1", "1.", ".5", "1e-3") that fills `text`; anything else is NaN.
double read_decimal(std::string_view text) {
    std::size_t at = digits_end(text, 0);
    std::size_t digits = at;
    if (at < text.size() && text[at] == '.') {
        const std::size_t end = digits_end(text, at + 1);
        digits += end - at - 1;
        at = end;
    }
    if (digits == 0) return not_a_number;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        const std::size_t end = digits_end(text, at);
        if (end == at) return not_a_number;
        at = end;
    }
    if (at != text.size()) return not_a_number;
    double number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::result_out_of_range) return overflows(text) ? infinity : 0;
    return error == std::errc() ? number : not_a_number;
}

double read_radix(std::string_view digits, int radix) {
    if (digits.empty()) return not_a_number;
    double number = 0;
    for (const char c : digits) {
        int digit = 99;
        if (is_digit(c)) digit = c - '0';
        if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
        if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
        if (digit >= radix) return not_a_number;
        number = number * radix + digit;
    }
    return number;
}

}  // namespace

std::string number_to_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0) return "0";
    char buffer[32];
    const auto written = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(number),
                                       std::chars_format::scientific);
    const std::string_view shortest(buffer, static_cast<std::size_t>(written.ptr - buffer));
    const std::size_t e = shortest.find('e');
    std::string digits(1, shortest[0]);
    if (e > 2) digits += shortest.substr(2, e - 2);
    const int exponent = std::atoi(std::string(shortest.substr(e + 1)).c_str());
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;  // The decimal point stands before digit number `point`.

    std::string text = number < 0 ? "-" : "";
    if (point > 21 || point < -5) {
        text += digits.substr(0, 1);
        if (count > 1) text += "." + digits.substr(1);
        return text + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
    }
    if (point <= 0)
        return text + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    const auto whole = static_cast<std::size_t>(point);
    if (count <= point) return text + digits + std::string(whole - digits.size(), '0');
    return text + digits.substr(0, whole) + "." + digits.substr(whole);
}

double text_to_number(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return 0;
    if (text.size() > 1 && text[0] == '0') {
        const char mark = text[1];
        if (mark == 'x' || mark == 'X') return read_radix(text.substr(2), 16);
        if (mark == 'o' || mark == 'O') return read_radix(text.substr(2), 8);
        if (mark == 'b' || mark == 'B') return read_radix(text.substr(2), 2);
    }
    const bool is_negative = text[0] == '-';
    if (is_negative || text[0] == '+') text.remove_prefix(1);
    const double number = text == "Infinity" ? infinity : read_decimal(text);
    return is_negative ? -number : number;
}

}  // namespace trinh::expression
