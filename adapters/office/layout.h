/// layout: what both kinds of file share: the printed page in millimetres and the fixed words.
///
/// Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/forms/paper.h"

namespace trinh::office {

// Decree 30/2020/NĐ-CP, Appendix I, part I.3: 20-25, 20-25, 30-35 and 15-20 mm.
inline constexpr double margin_top_mm = 20, margin_bottom_mm = 20;
inline constexpr double margin_left_mm = 30, margin_right_mm = 15;
inline constexpr double page_short_mm = 210, page_long_mm = 297;
inline constexpr const char* font_name = "Times New Roman";
// Appendix I, part II.1: name of the country and motto.
inline constexpr const char* country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
inline constexpr const char* motto = "Độc lập - Tự do - Hạnh phúc";
inline constexpr const char* recipients_word = "Nơi nhận:";

/// Width between the margins.
double text_width_mm(forms::Orientation orientation);

/// The widths of a table's columns, together `whole`: in the ratio they ask for, but none so narrow
/// that a word of it is torn (up to a limit; then words are torn).
std::vector<double> fitted_widths(const forms::Table& table, double whole, double points);

/// About how wide a line of Times New Roman is, in millimetres.
double printed_width_mm(std::string_view text, double points);

/// What XML 1.0 can hold: control characters but tab and line feed are left out.
std::string printable(std::string_view text);

/// The number of code points.
std::size_t length_of(std::string_view text);

}  // namespace trinh::office
