/// Instant: a point in time, UTC epoch milliseconds. Duration: milliseconds.
///
/// The engine never reads a clock: instants come in as arguments. Viet Nam is UTC+7 without
/// summer time, so the civil day of an instant is one addition; the offset stands here only.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/date.h"

namespace trinh {

struct Duration {
    std::int64_t ms = 0;
    constexpr auto operator<=>(const Duration&) const = default;
};

constexpr Duration hours(std::int64_t n) {
    return {n * 3'600'000};
}
constexpr Duration minutes(std::int64_t n) {
    return {n * 60'000};
}
constexpr Duration seconds(std::int64_t n) {
    return {n * 1'000};
}

struct Instant {
    std::int64_t ms = 0;  ///< Since 1970-01-01T00:00:00Z.

    constexpr auto operator<=>(const Instant&) const = default;
    constexpr Instant operator+(Duration d) const { return {ms + d.ms}; }
    constexpr Instant operator-(Duration d) const { return {ms - d.ms}; }
    constexpr Duration operator-(Instant other) const { return {ms - other.ms}; }

    /// Reads "2023-04-14T08:30Z", with seconds and milliseconds optional, "Z" or "+07:00".
    static std::optional<Instant> parse(std::string_view text);
    [[nodiscard]] std::string iso() const;     ///< "2023-04-14T01:30:00.000Z"
    [[nodiscard]] std::string spoken() const;  ///< "08:30 14/04/2023" in Viet Nam.
};

/// The civil day in Viet Nam that holds this instant.
Date local_date(Instant at);

/// Minutes since local midnight in Viet Nam, 0 to 1439.
int local_minute(Instant at);

/// The instant of hour:minute of that day in Viet Nam. 24:00 is the start of the next day.
Instant local_time(Date day, int hour, int minute);

}  // namespace trinh
