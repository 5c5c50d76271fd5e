#include "engine/base/text.h"

#include <cstdlib>
#include <memory>
#include <utf8proc.h>
#include <vector>

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

/// Marks go, and what stays is folded sign by sign: no sign depends on its neighbours.
std::string folded_point(utf8proc_int32_t point) {
    // Unicode keeps đ (U+0111) apart from d; people who search do not.
    if (point == 0x110 || point == 0x111) return "d";
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(point, bytes);
    return mapped({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)},
                  static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                                                 UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
}

/// Of all signs that Vietnamese is written with, so that folding them is looking them up.
std::vector<std::string> folded_first_points() {
    std::vector<std::string> folds;
    for (utf8proc_int32_t point = 0; point < 0x2000; ++point) folds.push_back(folded_point(point));
    return folds;
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
    static const std::vector<std::string> known = folded_first_points();
    std::string out;
    out.reserve(text.size());
    auto at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t point = *at;
        utf8proc_ssize_t used = 1;
        if (*at >= 0x80) used = utf8proc_iterate(at, left, &point);
        CHECK(used > 0);
        const auto place = static_cast<std::size_t>(point);
        out += place < known.size() ? known[place] : folded_point(point);
        at += used;
        left -= used;
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
