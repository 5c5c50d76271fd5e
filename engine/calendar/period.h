/// Period: a length of time as the law words it, and how its last day moves off a day of rest.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace trinh::calendar {

enum class PeriodUnit { days, working_days, months, years };

struct Period {
    int count = 0;  ///< 0 to 3660.
    PeriodUnit unit = PeriodUnit::days;
    bool operator==(const Period&) const = default;
};

/// Where the last day of a period goes when it is a day of rest.
enum class Roll { none, next_working, previous_working };

/// From which side a deadline is counted: after a dated event, before one, or a fixed date.
enum class Direction { after, before, fixed };

/// A day of every year, "01-31"; February 29 means the last day of February.
struct YearDay {
    int month = 1;
    int day = 1;
    bool operator==(const YearDay&) const = default;
};

/// Reads "15 days", "2 working-days" (also "2 working days"), "1 month", "2 years".
Result<Period> parse_period(std::string_view text);
/// Reads "none", "next-working", "previous-working".
Result<Roll> parse_roll(std::string_view text);
/// Reads "month-day" as in "01-31".
Result<YearDay> parse_year_day(std::string_view text);

/// The word in files and JSON: "working-days", "next-working", "before".
const char* unit_word(PeriodUnit unit);
const char* roll_word(Roll roll);
const char* direction_word(Direction direction);
std::optional<Direction> find_direction(std::string_view word);

/// "15 working-days": what parse_period reads back.
std::string period_text(Period period);
/// "15 working days", "1 month": for English sentences.
std::string period_en(Period period);
/// "15 ngày làm việc": for Vietnamese sentences.
std::string period_vi(Period period);

}  // namespace trinh::calendar
