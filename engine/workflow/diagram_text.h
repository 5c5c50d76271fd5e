/// Words in a picture: how wide they are, where they break, and how they are written safely.
///
/// Internal to this room. Widths are estimates for a plain sans-serif face, on the wide side: the
/// page that shows the picture chooses the face.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trinh::workflow {

/// In px at that size; `text` is UTF-8.
int text_width(std::string_view text, double font_size, bool is_bold = false);

/// Lines no wider than `width`, broken at blanks; the last of `lines_max` ends in "…" if need be.
std::vector<std::string> wrapped(std::string_view text, int width, double font_size, int lines_max,
                                 bool is_bold = false);

/// The same with lines of about equal length: as narrow as it goes without one line more.
std::vector<std::string> wrapped_evenly(std::string_view text, int width, double font_size,
                                        int lines_max, bool is_bold = false);

/// For XML text and attributes; characters that XML forbids become U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace trinh::workflow
