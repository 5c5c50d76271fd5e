#include "engine/forms/paper.h"

#include <cmath>
#include <fmt/format.h>

namespace trinh::forms {
namespace {

constexpr double whole_max = 9e15;

struct ToText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(Date date) const { return date.spoken(); }
    std::string operator()(double number) const {
        const bool is_whole = std::abs(number) < whole_max && std::trunc(number) == number;
        return is_whole ? fmt::format("{}", static_cast<std::int64_t>(number))
                        : fmt::format("{}", number);
    }
};

}  // namespace

std::string written_date(Date date) {
    const char* pattern =
        date.month() <= 2 ? "ngày {:02} tháng {:02} năm {}" : "ngày {:02} tháng {} năm {}";
    return fmt::format(fmt::runtime(pattern), date.day(), date.month(), date.year());
}

std::string cell_text(const CellValue& value) {
    return std::visit(ToText{}, value);
}

}  // namespace trinh::forms
