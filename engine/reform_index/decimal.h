/// Decimal: a number with four places, exact: points and percents add up to the last place.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trinh::reform_index {

struct Decimal {
    std::int64_t ten_thousandths = 0;

    constexpr auto operator<=>(const Decimal&) const = default;
    constexpr Decimal operator+(Decimal other) const {
        return {ten_thousandths + other.ten_thousandths};
    }
    constexpr Decimal operator-(Decimal other) const {
        return {ten_thousandths - other.ten_thousandths};
    }
    constexpr Decimal& operator+=(Decimal other) {
        ten_thousandths += other.ten_thousandths;
        return *this;
    }

    static constexpr Decimal whole(std::int64_t number) { return {number * 10'000}; }
    /// Reads "3", "1.75", "94.99": no sign, at most four places, below one million.
    static std::optional<Decimal> parse(std::string_view text);

    [[nodiscard]] std::string text() const;     ///< "1.75", "3", "-0.25".
    [[nodiscard]] std::string text_vi() const;  ///< "1,75", as Vietnamese papers write it.
    [[nodiscard]] double number() const { return static_cast<double>(ten_thousandths) / 10'000.0; }
};

/// `amount` × part / whole, rounded half up to `places` (0 to 4). whole > 0, nothing negative.
Decimal share(Decimal amount, std::int64_t part, std::int64_t whole, int places);

}  // namespace trinh::reform_index
