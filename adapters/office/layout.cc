#include "adapters/office/layout.h"

#include <algorithm>

namespace trinh::office {

double text_width_mm(forms::Orientation orientation) {
    const bool is_wide = orientation == forms::Orientation::landscape;
    return (is_wide ? page_long_mm : page_short_mm) - margin_left_mm - margin_right_mm;
}

std::vector<double> shared_out(const std::vector<forms::Column>& columns, double whole) {
    double sum = 0;
    for (const auto& column : columns) sum += std::max(column.width, 0.1);
    std::vector<double> widths;
    for (const auto& column : columns)
        widths.push_back(whole * std::max(column.width, 0.1) / std::max(sum, 0.1));
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
