/// Date: one civil day of the Gregorian calendar, without a clock and without a zone.
///
/// Legal periods are counted in days, so this type, not Instant, is what deadlines are made of.
/// Stored and written as "YYYY-MM-DD"; people read "dd/mm/yyyy".
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trinh {

enum class Weekday { sunday, monday, tuesday, wednesday, thursday, friday, saturday };

class Date {
public:
    constexpr Date() = default;  ///< 1970-01-01.
    static constexpr Date from_days(std::int32_t days_since_1970) { return Date(days_since_1970); }
    /// Nothing when there is no such day ("2023-02-30").
    static std::optional<Date> from_ymd(int year, int month, int day);
    /// Reads exactly "YYYY-MM-DD", years 1900 to 9999.
    static std::optional<Date> parse(std::string_view text);
    /// Reads what people type: "YYYY-MM-DD", "dd/mm/yyyy", "d/m/yyyy".
    static std::optional<Date> parse_typed(std::string_view text);

    [[nodiscard]] constexpr std::int32_t days() const { return days_; }
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;  ///< 1 to 12.
    [[nodiscard]] int day() const;    ///< 1 to 31.
    [[nodiscard]] Weekday weekday() const;
    [[nodiscard]] bool is_weekend()
        const;  ///< Saturday or Sunday; says nothing about swapped days.

    [[nodiscard]] std::string iso() const;     ///< "2023-05-04"
    [[nodiscard]] std::string spoken() const;  ///< "04/05/2023", as Vietnamese papers write it.

    constexpr Date operator+(std::int32_t n) const { return Date(days_ + n); }
    constexpr Date operator-(std::int32_t n) const { return Date(days_ - n); }
    constexpr std::int32_t operator-(Date other) const { return days_ - other.days_; }
    constexpr auto operator<=>(const Date&) const = default;

private:
    explicit constexpr Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

/// The same day `n` months later (n may be negative); no such day: the last one of that month.
/// Source: Civil Code 91/2015/QH13, art. 148.3-4.
Date add_months(Date from, int n);

}  // namespace trinh
