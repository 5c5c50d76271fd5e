/// UTF-8 text measured and cut as ECMAScript does it: in UTF-16 code units.
///
/// Wrong UTF-8 gives some text, never a crash. A cut through a surrogate pair yields U+FFFD,
/// because half a pair cannot be written in UTF-8.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace trinh::expression {

/// Code units of the text: what `.length` shows.
std::size_t utf16_length(std::string_view text);
/// The units from `begin` (included) to `end` (excluded); both are cut to the length.
std::string utf16_substring(std::string_view text, std::size_t begin, std::size_t end);
/// The byte at which unit number `units` starts; inside a pair: the start of the pair.
std::size_t utf16_offset(std::string_view text, std::size_t units);

/// The order of ECMAScript's `<`: by code units, which is not quite the order of the bytes.
std::strong_ordering utf16_compare(std::string_view a, std::string_view b);

/// Without white space and line ends at both ends, in ECMAScript's sense of white space.
std::string_view trimmed(std::string_view text);
/// The bytes of the white space that `text` starts with; 0: none.
std::size_t white_space_at(std::string_view text);
/// The bytes of the code point that `text` starts with, if a name may hold it; 0: it may not.
std::size_t name_part_at(std::string_view text, bool is_first);

/// One code point to one code point: ASCII, Vietnamese and every other simple mapping of Unicode.
std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

/// Where `part` first occurs from byte `from` on, in linear time; npos: nowhere.
std::size_t find_text(std::string_view text, std::string_view part, std::size_t from = 0);

/// Appends one code point; what is not one becomes U+FFFD.
void append_code_point(std::string& text, std::uint32_t code_point);

}  // namespace trinh::expression
