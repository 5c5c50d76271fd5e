#include "engine/base/text.h"

#include <cstdlib>
#include <memory>
#include <utf8proc.h>

#include "engine/base/check.h"

namespace trinh {
namespace {

std::string mapped(std::string_view text, utf8proc_option_t options) {
    utf8proc_uint8_t* out = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &out, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    CHECK(length >= 0);
    return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
}

}  // namespace

bool is_text(std::string_view bytes) {
    auto at = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
    auto left = static_cast<utf8proc_ssize_t>(bytes.size());
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(at, left, &point);
        if (used <= 0 || point == 0) return false;
        at += used;
        left -= used;
    }
    return true;
}

std::string composed(std::string_view text) {
    return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string folded(std::string_view text) {
    std::string plain =
        mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                                                    UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
    // FTS5 and Unicode keep đ (U+0111) apart from d; people who search do not.
    std::string out;
    out.reserve(plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (plain[i] == '\xC4' && i + 1 < plain.size() && plain[i + 1] == '\x91') {
            out.push_back('d');
            ++i;
        } else {
            out.push_back(plain[i]);
        }
    }
    return out;
}

std::string capitals(std::string_view text) {
    std::string out;
    auto at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(at, left, &point);
        CHECK(used > 0);
        utf8proc_uint8_t bytes[4];
        const auto size = utf8proc_encode_char(utf8proc_toupper(point), bytes);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
        at += used;
        left -= used;
    }
    return out;
}

std::string shortened(std::string text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text + "…";
}

}  // namespace trinh
