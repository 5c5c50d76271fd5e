#include "engine/base/xml_places.h"

#include <algorithm>

namespace trinh {
namespace {

constexpr std::string_view spaces = " \t\r\n";

/// Bytes of the raw text that stand for one byte (or one reference) of the value.
std::size_t raw_length(std::string_view raw) {
    if (raw.empty() || raw.front() != '&') return 1;
    const auto end = raw.find(';');
    return end == std::string_view::npos || end > 12 ? 1 : end + 1;
}

}  // namespace

XmlPlaces::XmlPlaces(std::string_view text) : text_(text), line_starts_{0} {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') line_starts_.push_back(i + 1);
}

Position XmlPlaces::at(std::size_t offset) const {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const auto line = static_cast<std::size_t>(after - line_starts_.begin());
    return {static_cast<int>(line), static_cast<int>(offset - line_starts_[line - 1]) + 1};
}

Position XmlPlaces::of_tag(std::ptrdiff_t name_offset) const {
    return name_offset <= 0 ? Position{} : at(static_cast<std::size_t>(name_offset) - 1);
}

Position XmlPlaces::of_value(std::ptrdiff_t name_offset, std::string_view attribute,
                             int byte) const {
    if (name_offset < 0) return {};
    auto i = text_.find_first_of(" \t\r\n/>", static_cast<std::size_t>(name_offset));
    while (i < text_.size() && text_[i] != '>') {
        while (i < text_.size() && (spaces.find(text_[i]) != spaces.npos || text_[i] == '/')) ++i;
        const auto equals = text_.find('=', i);
        if (equals == std::string_view::npos) break;
        std::string_view name = text_.substr(i, equals - i);
        name = name.substr(0, std::min(name.size(), name.find_last_not_of(spaces) + 1));
        const auto open = text_.find_first_of("'\"", equals);
        if (open == std::string_view::npos) break;
        const auto close = text_.find(text_[open], open + 1);
        if (close == std::string_view::npos) break;
        if (name == attribute) {
            std::size_t raw = open + 1;
            for (int n = 0; n < byte && raw < close; ++n)
                raw += raw_length(text_.substr(raw, close - raw));
            return at(raw);
        }
        i = close + 1;
    }
    return of_tag(name_offset);
}

}  // namespace trinh
