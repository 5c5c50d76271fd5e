/// Vietnamese text: normal form, folding for search, and whether bytes are text at all.
#pragma once

#include <string>
#include <string_view>

namespace trinh {

/// True for valid UTF-8 without U+0000: what every door of the program demands of a text.
bool is_text(std::string_view bytes);

/// The composed form (NFC): "ê" as one code point however it was typed. Input must be is_text().
std::string composed(std::string_view text);

/// What search compares: without marks, lower case, đ as d ("Đắk Lắk" -> "dak lak").
/// Input must be is_text().
std::string folded(std::string_view text);

/// In capitals, as titles and names of agencies are printed ("Sở Tư pháp" -> "SỞ TƯ PHÁP"). Input
/// must be is_text().
std::string capitals(std::string_view text);

/// The text when it has at most `bytes_max` bytes, else its beginning and "…"; no half character.
std::string shortened(std::string text, std::size_t bytes_max);

}  // namespace trinh
