/// note_lines: the lines of a printed note as it came back, forgiving what mail does to them.
///
/// Internal to this room.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace trinh::audit {

/// Without their ends and without blanks or CR behind; the views are of `text`.
inline std::vector<std::string_view> note_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace trinh::audit
