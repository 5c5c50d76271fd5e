#include "engine/expression/utf16.h"

#include <algorithm>
#include <cstring>
#include <utf8proc.h>

namespace trinh::expression {
namespace {

struct CodePoint {
    std::int32_t value = -1;  ///< -1: not UTF-8; then one byte is taken.
    std::size_t bytes = 1;
};

CodePoint first_of(std::string_view text) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    CodePoint found;
    const utf8proc_ssize_t taken =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &found.value);
    if (taken > 0) {
        found.bytes = static_cast<std::size_t>(taken);
    } else {
        found.value = -1;
    }
    return found;
}

bool is_white_space(std::int32_t c) {
    if (c >= 0x09 && c <= 0x0D) return true;
    if (c == 0xFEFF || c == 0x2028 || c == 0x2029) return true;
    return c >= 0x20 && utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

std::string mapped(std::string_view text, utf8proc_int32_t (*map)(utf8proc_int32_t)) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const CodePoint next = first_of(text);
        if (next.value < 0) {
            result += text[0];
        } else {
            append_code_point(result, static_cast<std::uint32_t>(map(next.value)));
        }
        text.remove_prefix(next.bytes);
    }
    return result;
}

}  // namespace

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0U) != 0x80U;
        units += byte >= 0xF0U;
    }
    return units;
}

std::size_t utf16_offset(std::string_view text, std::size_t units) {
    std::size_t at = 0;
    while (at < text.size()) {
        const CodePoint next = first_of(text.substr(at));
        const std::size_t width = next.value > 0xFFFF ? 2 : 1;
        if (units < width) break;
        units -= width;
        at += next.bytes;
    }
    return at;
}

std::string utf16_substring(std::string_view text, std::size_t begin, std::size_t end) {
    std::string result;
    std::size_t unit = 0;
    for (std::size_t at = 0; at < text.size() && unit < end;) {
        const CodePoint next = first_of(text.substr(at));
        const std::size_t width = next.value > 0xFFFF ? 2 : 1;
        if (unit >= begin && unit + width <= end) {
            result += text.substr(at, next.bytes);
        } else if (unit + width > begin) {
            append_code_point(result, 0xFFFD);
        }
        unit += width;
        at += next.bytes;
    }
    return result;
}

std::strong_ordering utf16_compare(std::string_view a, std::string_view b) {
    const std::size_t shared = std::min(a.size(), b.size());
    const auto [left, right] = std::mismatch(a.begin(), a.begin() + shared, b.begin());
    if (left == a.begin() + shared) return a.size() <=> b.size();
    const auto x = static_cast<unsigned char>(*left);
    const auto y = static_cast<unsigned char>(*right);
    // Pairs (lead byte F0..F4) are D800..DFFF in UTF-16: before U+E000..U+FFFF (EE, EF).
    if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) return y <=> x;
    return x <=> y;
}

std::size_t white_space_at(std::string_view text) {
    if (text.empty()) return 0;
    const CodePoint next = first_of(text);
    return is_white_space(next.value) ? next.bytes : 0;
}

std::string_view trimmed(std::string_view text) {
    while (const std::size_t bytes = white_space_at(text)) text.remove_prefix(bytes);
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) --start;
        const std::size_t bytes = white_space_at(text.substr(start));
        if (bytes == 0 || start + bytes != text.size()) break;
        text.remove_suffix(bytes);
    }
    return text;
}

std::size_t name_part_at(std::string_view text, bool is_first) {
    if (text.empty()) return 0;
    const char c = text[0];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$') return 1;
    if (c >= '0' && c <= '9') return is_first ? 0 : 1;
    const CodePoint next = first_of(text);
    if (next.value < 0x80) return 0;
    const utf8proc_category_t category = utf8proc_category(next.value);
    const bool is_letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    const bool is_mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
                         category == UTF8PROC_CATEGORY_ND;
    return is_letter || (is_mark && !is_first) ? next.bytes : 0;
}

std::string lower_case(std::string_view text) {
    return mapped(text, utf8proc_tolower);
}
std::string upper_case(std::string_view text) {
    return mapped(text, utf8proc_toupper);
}

std::size_t find_text(std::string_view text, std::string_view part, std::size_t from) {
    if (from > text.size()) return std::string_view::npos;
    if (part.empty()) return from;
    // memmem and not find(): the latter needs quadratic time on texts like "aaaa...".
    const void* found = memmem(text.data() + from, text.size() - from, part.data(), part.size());
    if (found == nullptr) return std::string_view::npos;
    return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

void append_code_point(std::string& text, std::uint32_t code_point) {
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
        code_point = 0xFFFD;
    }
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t count =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

}  // namespace trinh::expression
