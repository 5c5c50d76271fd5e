#include "adapters/cli/table.h"

#include <algorithm>
#include <ostream>
#include <utf8proc.h>

namespace trinh::cli {
namespace {

/// Calls `visit(bytes, columns)` for every code point; control characters become blanks.
template <class Visit>
void each_point(const std::string& text, Visit visit) {
    auto at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(at, left, &point);
        if (used <= 0) {
            visit("?", std::size_t{1});
            ++at, --left;
            continue;
        }
        const bool is_control = point < 0x20 || point == 0x7F;
        const std::string bytes(reinterpret_cast<const char*>(at), static_cast<std::size_t>(used));
        const int columns = is_control ? 1 : std::max(0, utf8proc_charwidth(point));
        visit(is_control ? std::string(" ") : bytes, static_cast<std::size_t>(columns));
        at += used;
        left -= used;
    }
}

std::string fitted(const std::string& text, std::size_t columns_max) {
    std::string out;
    std::size_t used = 0;
    bool is_cut = false;
    const bool fits = width_of(text) <= columns_max;
    each_point(text, [&](const std::string& bytes, std::size_t columns) {
        if (is_cut || (!fits && used + columns > columns_max - 1)) {
            is_cut = true;
            return;
        }
        out += bytes;
        used += columns;
    });
    return is_cut ? out + "…" : out;
}

}  // namespace

std::size_t width_of(const std::string& text) {
    std::size_t width = 0;
    each_point(text, [&](const std::string&, std::size_t columns) { width += columns; });
    return width;
}

void Table::print(std::ostream& out, std::size_t cell_max) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], std::min(cell_max, width_of(row[i])));
        }
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < rows_[r].size(); ++i) {
            const std::string cell = fitted(rows_[r][i], cell_max);
            line += cell;
            if (i + 1 < rows_[r].size()) line += std::string(widths[i] - width_of(cell) + 2, ' ');
        }
        out << line << '\n';
        if (r > 0) continue;
        std::size_t total = 0;
        for (const auto width : widths) total += width + 2;
        out << std::string(total > 2 ? total - 2 : 0, '-') << '\n';
    }
}

}  // namespace trinh::cli
