/// The heat map: classes of time, their colours and words.
///
/// Internal to this room. Five classes from pale to strong: each darker than the one before, so
/// that grey print and colour-blind eyes see the same order; every box says its time in words too.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/workflow/diagram.h"

namespace trinh::workflow {

inline constexpr int heat_classes = 5;

class HeatScale {
public:
    /// Classes end at 1, 2, 5, 10 working days, or ten times that and so on, as the longest needs.
    explicit HeatScale(const std::vector<DiagramStay>& stays);

    [[nodiscard]] int class_of(std::int64_t worked_ms) const;          ///< 1 to heat_classes.
    [[nodiscard]] std::string words(int heat, bool in_english) const;  ///< "trên 2 đến 5".

private:
    std::array<int, heat_classes - 1> ends_{1, 2, 5, 10};  ///< Working days.
};

const char* heat_colour(int heat);

/// The stay of that state, or null.
const DiagramStay* find_stay(const DiagramMarks& marks, const std::string& state);

/// "3,5 ngày làm việc · 2 lần".
std::string stay_words(const DiagramStay& stay, bool in_english);
/// "▲ Đang quá hạn 3 ngày làm việc"; empty when in time.
std::string late_words(const DiagramStay& stay, bool in_english);

}  // namespace trinh::workflow
