#include "engine/base/date.h"

#include <chrono>
#include <fmt/format.h>

#include "engine/base/check.h"

namespace trinh {
namespace {

std::chrono::year_month_day civil(std::int32_t days) {
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

/// Reads `count_min` to `count_max` digits from the front of `text` and removes them.
std::optional<int> take_number(std::string_view& text, std::size_t count_min,
                               std::size_t count_max) {
    int number = 0;
    std::size_t used = 0;
    while (used < count_max && used < text.size() && text[used] >= '0' && text[used] <= '9') {
        number = number * 10 + (text[used] - '0');
        ++used;
    }
    if (used < count_min) return std::nullopt;
    text.remove_prefix(used);
    return number;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, int month, int day) {
    if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return std::nullopt;
    }
    const std::chrono::year_month_day ymd{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    if (!ymd.ok()) return std::nullopt;
    const auto count = std::chrono::sys_days(ymd).time_since_epoch().count();
    return Date(static_cast<std::int32_t>(count));
}

std::optional<Date> Date::parse(std::string_view text) {
    const auto year = take_number(text, 4, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_number(text, 2, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_number(text, 2, 2);
    if (!day || !text.empty()) return std::nullopt;
    return from_ymd(*year, *month, *day);
}

std::optional<Date> Date::parse_typed(std::string_view text) {
    if (auto iso = parse(text)) return iso;
    const auto day = take_number(text, 1, 2);
    if (!day || !take(text, '/')) return std::nullopt;
    const auto month = take_number(text, 1, 2);
    if (!month || !take(text, '/')) return std::nullopt;
    const auto year = take_number(text, 4, 4);
    if (!year || !text.empty()) return std::nullopt;
    return from_ymd(*year, *month, *day);
}

int Date::year() const {
    return static_cast<int>(civil(days_).year());
}

int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(civil(days_).month()));
}

int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(civil(days_).day()));
}

Weekday Date::weekday() const {
    const std::chrono::weekday day{std::chrono::sys_days(std::chrono::days(days_))};
    return static_cast<Weekday>(day.c_encoding());
}

bool Date::is_weekend() const {
    return weekday() == Weekday::saturday || weekday() == Weekday::sunday;
}

std::string Date::iso() const {
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t last, int number) {
        for (; number > 0; number /= 10) text[last--] = static_cast<char>('0' + number % 10);
    };
    put(3, year());
    put(6, month());
    put(9, day());
    return text;
}

std::string Date::spoken() const {
    return fmt::format("{:02}/{:02}/{:04}", day(), month(), year());
}

Date add_months(Date from, int n) {
    const int total = from.year() * 12 + (from.month() - 1) + n;
    const int year = total / 12;
    const int month = total % 12 + 1;
    for (int day = from.day(); day > 27; --day) {
        if (const auto found = Date::from_ymd(year, month, day)) return *found;
    }
    const auto found = Date::from_ymd(year, month, from.day());
    CHECK(found.has_value());
    return *found;
}

}  // namespace trinh
