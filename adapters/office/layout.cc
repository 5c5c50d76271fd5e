#include "adapters/office/layout.h"

#include <algorithm>

namespace trinh::office {
namespace {

constexpr double word_width_max_mm = 40;
constexpr double padding_mm = 4.5;  ///< A cell's own margins, both sides, and its lines.

/// The widest word, as bold as it may come.
double word_width(std::string_view text, double points) {
    double widest = 0;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find_first_of(" \n", from), text.size());
        widest = std::max(widest, printed_width_mm(text.substr(from, end - from), points));
        from = end + 1;
    }
    return widest * 1.2;
}

}  // namespace

double text_width_mm(forms::Orientation orientation) {
    const bool is_wide = orientation == forms::Orientation::landscape;
    return (is_wide ? page_long_mm : page_short_mm) - margin_left_mm - margin_right_mm;
}

std::vector<double> fitted_widths(const forms::Table& table, double whole, double points) {
    const std::size_t count = table.columns.size();
    std::vector<double> least(count, 0);
    double least_sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        least[i] = word_width(table.columns[i].title, points);
        for (const auto& row : table.rows)
            if (row.kind != forms::RowKind::heading && i < row.cells.size())
                least[i] = std::max(least[i], word_width(forms::cell_text(row.cells[i]), points));
        least[i] = std::min(least[i], word_width_max_mm) + padding_mm;
        least_sum += least[i];
    }
    const double squeeze = std::min(1.0, whole / std::max(least_sum, 0.1));
    std::vector<double> widths(count, -1);
    // Columns whose share is too narrow get their least width; the others share what is left.
    double left = whole, asked = 0;
    for (const auto& column : table.columns) asked += std::max(column.width, 0.1);
    for (bool is_settled = false; !is_settled;) {
        is_settled = true;
        for (std::size_t i = 0; i < count; ++i) {
            const double wish = std::max(table.columns[i].width, 0.1);
            if (widths[i] >= 0 || left * wish / asked >= least[i] * squeeze) continue;
            widths[i] = least[i] * squeeze;
            left -= widths[i];
            asked -= wish;
            is_settled = false;
        }
    }
    for (std::size_t i = 0; i < count; ++i)
        if (widths[i] < 0) widths[i] = left * std::max(table.columns[i].width, 0.1) / asked;
    return widths;
}

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

double printed_width_mm(std::string_view text, double points) {
    // An average letter of Times New Roman is 0.46 of its size, a capital 0.66.
    constexpr double mm_per_point = 0.3528;
    const auto capitals =
        std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const double ems =
        0.46 * static_cast<double>(length_of(text)) + 0.20 * static_cast<double>(capitals);
    return ems * points * mm_per_point;
}

std::string printable(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 || c == '\t' || c == '\n') kept += c;
    }
    return kept;
}

}  // namespace trinh::office
