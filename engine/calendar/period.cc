#include "engine/calendar/period.h"

#include <array>
#include <charconv>
#include <fmt/format.h>

#include "engine/base/date.h"

namespace trinh::calendar {
namespace {

constexpr int count_max = 3660;

struct UnitNames {
    PeriodUnit unit;
    const char* word;      ///< In files.
    const char* singular;  ///< In English.
    const char* plural;
    const char* vietnamese;
};

constexpr std::array<UnitNames, 4> units{{
    {PeriodUnit::days, "days", "day", "days", "ngày"},
    {PeriodUnit::working_days, "working-days", "working day", "working days", "ngày làm việc"},
    {PeriodUnit::months, "months", "month", "months", "tháng"},
    {PeriodUnit::years, "years", "year", "years", "năm"},
}};

const UnitNames& names_of(PeriodUnit unit) {
    return units[static_cast<std::size_t>(unit)];
}

std::optional<PeriodUnit> find_unit(std::string_view word) {
    for (const UnitNames& names : units) {
        if (word == names.word || word == names.singular || word == names.plural) {
            return names.unit;
        }
    }
    if (word == "working-day") return PeriodUnit::working_days;
    return std::nullopt;
}

Refusal refused(std::string message) {
    return Refusal{Reason::invalid_input, std::move(message)};
}

/// The whole of `text` as a number without a sign.
std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc() || stop != end || number < 0) return std::nullopt;
    return number;
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
    const auto space = text.find(' ');
    if (space != std::string_view::npos) {
        const auto count = whole_number(text.substr(0, space));
        const auto unit = find_unit(text.substr(space + 1));
        if (count && *count > count_max) {
            return refused(
                fmt::format("The period \"{}\" is longer than {} units; write a shorter "
                            "one or use a greater unit.",
                            text, count_max));
        }
        if (count && unit) return Period{*count, *unit};
    }
    return refused(
        fmt::format("Expected a period such as \"15 days\", \"2 working-days\", "
                    "\"1 months\" or \"1 years\", but found \"{}\".",
                    text));
}

Result<Roll> parse_roll(std::string_view text) {
    for (const Roll roll : {Roll::none, Roll::next_working, Roll::previous_working}) {
        if (text == roll_word(roll)) return roll;
    }
    return refused(
        fmt::format("Expected a roll \"none\", \"next-working\" or "
                    "\"previous-working\", but found \"{}\".",
                    text));
}

Result<YearDay> parse_year_day(std::string_view text) {
    if (text.size() == 5 && text[2] == '-') {
        const auto month = whole_number(text.substr(0, 2));
        const auto day = whole_number(text.substr(3));
        // 2024 is a leap year, so 02-29 is accepted.
        if (month && day && Date::from_ymd(2024, *month, *day)) return YearDay{*month, *day};
    }
    return refused(
        fmt::format("Expected a day of the year as month-day, such as \"01-31\", but "
                    "found \"{}\".",
                    text));
}

const char* unit_word(PeriodUnit unit) {
    return names_of(unit).word;
}

const char* roll_word(Roll roll) {
    if (roll == Roll::next_working) return "next-working";
    return roll == Roll::none ? "none" : "previous-working";
}

const char* direction_word(Direction direction) {
    if (direction == Direction::after) return "after";
    return direction == Direction::before ? "before" : "fixed";
}

std::optional<Direction> find_direction(std::string_view word) {
    for (const Direction each : {Direction::after, Direction::before, Direction::fixed}) {
        if (word == direction_word(each)) return each;
    }
    return std::nullopt;
}

std::string period_text(Period period) {
    return fmt::format("{} {}", period.count, unit_word(period.unit));
}

std::string period_en(Period period) {
    const UnitNames& names = names_of(period.unit);
    return fmt::format("{} {}", period.count, period.count == 1 ? names.singular : names.plural);
}

std::string period_vi(Period period) {
    return fmt::format("{} {}", period.count, names_of(period.unit).vietnamese);
}

}  // namespace trinh::calendar
