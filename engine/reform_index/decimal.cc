#include "engine/reform_index/decimal.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace trinh::reform_index {
namespace {

constexpr std::array<std::int64_t, 5> powers{1, 10, 100, 1'000, 10'000};

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

std::string written(std::int64_t ten_thousandths, char point) {
    const std::int64_t size = ten_thousandths < 0 ? -ten_thousandths : ten_thousandths;
    std::string text = ten_thousandths < 0 ? "-" : "";
    text += std::to_string(size / powers[4]);
    std::string places = std::to_string(powers[4] + size % powers[4]).substr(1);
    while (!places.empty() && places.back() == '0') places.pop_back();
    if (!places.empty()) text += point + places;
    return text;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const auto point = text.find('.');
    const std::string_view before = text.substr(0, point);
    if (!all_digits(before) || before.size() > 6) return std::nullopt;
    Decimal decimal = whole(number_of(before));
    if (point == std::string_view::npos) return decimal;
    const std::string_view after = text.substr(point + 1);
    if (!all_digits(after) || after.size() > 4) return std::nullopt;
    decimal.ten_thousandths += number_of(after) * powers[4 - after.size()];
    return decimal;
}

std::string Decimal::text() const {
    return written(ten_thousandths, '.');
}

std::string Decimal::text_vi() const {
    return written(ten_thousandths, ',');
}

Decimal share(Decimal amount, std::int64_t part, std::int64_t whole, int places) {
    CHECK(whole > 0 && part >= 0 && amount.ten_thousandths >= 0 && places >= 0 && places <= 4);
    const std::int64_t unit = powers[static_cast<std::size_t>(4 - places)];
    const std::int64_t twice = 2 * amount.ten_thousandths * part;
    return {(twice + whole * unit) / (2 * whole * unit) * unit};
}

}  // namespace trinh::reform_index
