#include "engine/workflow/diagram_heat.h"

#include <algorithm>
#include <fmt/format.h>

namespace trinh::workflow {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t tenth_ms = day_ms / 10;

/// In tenths of a day, rounded to the nearest: "3,5" or "3.5"; whole days without a fraction.
std::string days_text(std::int64_t worked_ms, bool in_english) {
    const std::int64_t tenths = (worked_ms + tenth_ms / 2) / tenth_ms;
    if (tenths == 0) return in_english ? "< 0.1" : "< 0,1";
    if (tenths % 10 == 0) return fmt::format("{}", tenths / 10);
    return fmt::format("{}{}{}", tenths / 10, in_english ? '.' : ',', tenths % 10);
}

}  // namespace

HeatScale::HeatScale(const std::vector<DiagramStay>& stays) {
    std::int64_t longest = 0;
    for (const auto& stay : stays) longest = std::max(longest, stay.worked_ms);
    // The last class is the open one: it begins where 1, 2, 5, 10, 20 ... has its last step below.
    int next = 20;
    for (int step = 1; longest > next * day_ms && step < 18; ++step) {
        std::rotate(ends_.begin(), ends_.begin() + 1, ends_.end());
        ends_.back() = next;
        next = step % 3 == 1 ? next / 2 * 5 : next * 2;
    }
}

int HeatScale::class_of(std::int64_t worked_ms) const {
    const auto above = std::count_if(ends_.begin(), ends_.end(),
                                     [&](int end) { return worked_ms > end * day_ms; });
    return static_cast<int>(above) + 1;
}

std::string HeatScale::words(int heat, bool in_english) const {
    const auto at = static_cast<std::size_t>(heat);
    if (heat == 1) return fmt::format(fmt::runtime(in_english ? "up to {}" : "đến {}"), ends_[0]);
    if (heat == heat_classes) {
        return fmt::format(fmt::runtime(in_english ? "over {}" : "trên {}"), ends_.back());
    }
    return fmt::format(fmt::runtime(in_english ? "over {} to {}" : "trên {} đến {}"), ends_[at - 2],
                       ends_[at - 1]);
}

const char* heat_colour(int heat) {
    constexpr std::array<const char*, heat_classes> colours{"#fff7bc", "#fee391", "#fec44f",
                                                            "#fe9929", "#ec7014"};
    return colours[static_cast<std::size_t>(std::clamp(heat, 1, heat_classes) - 1)];
}

const DiagramStay* find_stay(const DiagramMarks& marks, const std::string& state) {
    const auto at = std::find_if(marks.stays.begin(), marks.stays.end(),
                                 [&](const DiagramStay& stay) { return stay.state == state; });
    return at == marks.stays.end() ? nullptr : &*at;
}

std::string stay_words(const DiagramStay& stay, bool in_english) {
    const auto days = days_text(stay.worked_ms, in_english);
    const bool is_one = days == "1" || days.front() == '<' || days.front() == '0';
    auto words =
        in_english ? days + (is_one ? " working day" : " working days") : days + " ngày làm việc";
    if (stay.visits > 1) {
        words += fmt::format(fmt::runtime(in_english ? " · {} visits" : " · {} lần"), stay.visits);
    }
    return words;
}

std::string late_words(const DiagramStay& stay, bool in_english) {
    if (stay.days_late <= 0) return {};
    if (in_english) {
        return fmt::format("{} by {} working day{}", stay.is_late_now ? "▲ Overdue" : "△ Was late",
                           stay.days_late, stay.days_late == 1 ? "" : "s");
    }
    return fmt::format("{} {} ngày làm việc",
                       stay.is_late_now ? "▲ Đang quá hạn" : "△ Từng quá hạn", stay.days_late);
}

}  // namespace trinh::workflow
