#include "engine/calendar/lunar.h"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/base/check.h"

namespace trinh::calendar {
namespace {

constexpr double zone_days = 7.0 / 24;          ///< UTC+7, one for the whole country.
constexpr double julian_of_1970 = 2'440'587.5;  ///< 1970-01-01T00:00Z.
constexpr double j2000 = 2'451'545.0;
constexpr double century_days = 36'525.0;
constexpr double month_days = 29.530588861;  ///< Mean synodic month, Meeus (49.1).

double sine(double degrees) {
    return std::sin(std::fmod(degrees, 360.0) * std::numbers::pi / 180);
}

/// a + b x + c x² ...
template <std::size_t N>
double polynomial(double x, const std::array<double, N>& coefficients) {
    double sum = 0;
    for (auto at = coefficients.rbegin(); at != coefficients.rend(); ++at) sum = sum * x + *at;
    return sum;
}

/// Terrestrial minus universal time in days (Espenak and Meeus, polynomials of 2004).
double delta_t(double julian) {
    const double year = 2000 + (julian - j2000) / 365.25;
    double seconds = 0;
    if (year < 1920) {
        seconds =
            polynomial(year - 1900, std::array{-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197});
    } else if (year < 1941) {
        seconds = polynomial(year - 1920, std::array{21.20, 0.84493, -0.076100, 0.0020936});
    } else if (year < 1961) {
        seconds = polynomial(year - 1950, std::array{29.07, 0.407, -1.0 / 233, 1.0 / 2547});
    } else if (year < 1986) {
        seconds = polynomial(year - 1975, std::array{45.45, 1.067, -1.0 / 260, -1.0 / 718});
    } else if (year < 2005) {
        seconds = polynomial(year - 2000, std::array{63.86, 0.3345, -0.060374, 0.0017275,
                                                     0.000651814, 0.00002373599});
    } else if (year < 2050) {
        seconds = polynomial(year - 2000, std::array{62.92, 0.32217, 0.005589});
    } else {
        const double u = (year - 1820) / 100;
        seconds = -20 + 32 * u * u - 0.5628 * (2150 - year);
    }
    return seconds / 86'400;
}

/// One periodic term: amplitude in days, multiples of M, M' and F, power of E.
struct MoonTerm {
    double amplitude;
    int sun, moon, node, power;
};

// Meeus, ch. 49, the terms of the new moon; the term of the node's longitude stands apart.
constexpr std::array<MoonTerm, 24> moon_terms{{
    {-0.40720, 0, 1, 0, 0},   {0.17241, 1, 0, 0, 1},   {0.01608, 0, 2, 0, 0},
    {0.01039, 0, 0, 2, 0},    {0.00739, -1, 1, 0, 1},  {-0.00514, 1, 1, 0, 1},
    {0.00208, 2, 0, 0, 2},    {-0.00111, 0, 1, -2, 0}, {-0.00057, 0, 1, 2, 0},
    {0.00056, 1, 2, 0, 1},    {-0.00042, 0, 3, 0, 0},  {0.00042, 1, 0, 2, 1},
    {0.00038, 1, 0, -2, 1},   {-0.00024, -1, 2, 0, 1}, {-0.00007, 2, 1, 0, 0},
    {0.00004, 0, 2, -2, 0},   {0.00004, 3, 0, 0, 0},   {0.00003, 1, 1, -2, 0},
    {0.00003, 0, 2, 2, 0},    {-0.00003, 1, 1, 2, 0},  {0.00003, -1, 1, 2, 0},
    {-0.00002, -1, 1, -2, 0}, {-0.00002, 1, 3, 0, 0},  {0.00002, 0, 4, 0, 0},
}};

/// The planets' part: amplitude in days, phase, degrees a lunation.
struct PlanetTerm {
    double amplitude, phase, speed;
};

constexpr std::array<PlanetTerm, 14> planet_terms{{
    {0.000325, 299.77, 0.107408},
    {0.000165, 251.88, 0.016321},
    {0.000164, 251.83, 26.651886},
    {0.000126, 349.42, 36.412478},
    {0.000110, 84.66, 18.206239},
    {0.000062, 141.74, 53.303771},
    {0.000060, 207.14, 2.453732},
    {0.000056, 154.84, 7.306860},
    {0.000047, 34.52, 27.261239},
    {0.000042, 207.19, 0.121824},
    {0.000040, 291.34, 1.844379},
    {0.000037, 161.72, 24.198154},
    {0.000035, 239.56, 25.513099},
    {0.000023, 331.55, 3.592518},
}};

/// Universal time of the k-th new moon since 6 January 2000, as a Julian day.
double new_moon(int k) {
    const double t = k / 1236.85;
    double julian = 2'451'550.09766 + month_days * k +
                    polynomial(t, std::array{0.0, 0.0, 0.00015437, -0.00000015, 0.00000000073});
    const double e = polynomial(t, std::array{1.0, -0.002516, -0.0000074});
    const double sun =
        2.5534 + 29.10535670 * k + polynomial(t, std::array{0.0, 0.0, -0.0000014, -0.00000011});
    const double moon = 201.5643 + 385.81693528 * k +
                        polynomial(t, std::array{0.0, 0.0, 0.0107582, 0.00001238, -0.000000058});
    const double node = 160.7108 + 390.67050284 * k +
                        polynomial(t, std::array{0.0, 0.0, -0.0016118, -0.00000227, 0.000000011});
    const double ascending =
        124.7746 - 1.56375588 * k + polynomial(t, std::array{0.0, 0.0, 0.0020672, 0.00000215});
    for (const auto& term : moon_terms) {
        julian += term.amplitude * std::pow(e, term.power) *
                  sine(term.sun * sun + term.moon * moon + term.node * node);
    }
    julian += -0.00017 * sine(ascending);
    for (const auto& term : planet_terms) {
        // Meeus gives the first argument a quadratic part as well.
        const double bend = &term == planet_terms.data() ? -0.009173 * t * t : 0;
        julian += term.amplitude * sine(term.phase + term.speed * k + bend);
    }
    return julian - delta_t(julian);
}

/// The sun's apparent longitude in degrees, 0 to 360 (Meeus, ch. 25, to about 0.01°).
double sun_longitude(double julian_ut) {
    const double t = (julian_ut + delta_t(julian_ut) - j2000) / century_days;
    const double mean = polynomial(t, std::array{280.46646, 36'000.76983, 0.0003032});
    const double anomaly = polynomial(t, std::array{357.52911, 35'999.05029, -0.0001537});
    const double centre =
        polynomial(t, std::array{1.914602, -0.004817, -0.000014}) * sine(anomaly) +
        (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly);
    const double node = 125.04 - 1934.136 * t;
    const double apparent = mean + centre - 0.00569 - 0.00478 * sine(node);
    const double turned = std::fmod(apparent, 360.0);
    return turned < 0 ? turned + 360 : turned;
}

Date local_day(double julian_ut) {
    return Date::from_days(
        static_cast<std::int32_t>(std::floor(julian_ut - julian_of_1970 + zone_days)));
}

/// Which twelfth of its way the sun is in when the day begins: 0 from the March equinox on.
int sector(Date day) {
    return static_cast<int>(sun_longitude(julian_of_1970 + day.days() - zone_days) / 30);
}

/// The first day of the k-th month.
Date month_start(int k) {
    return local_day(new_moon(k));
}

/// The month that a day lies in.
int month_of(Date day) {
    const double julian = julian_of_1970 + day.days();
    int k = static_cast<int>(std::floor((julian - 2'451'550.09766) / month_days)) + 1;
    while (month_start(k) > day) --k;
    return k;
}

/// The month of that civil year's winter solstice: the last to begin before the day after it.
int eleventh_month(int year) {
    Date solstice = *Date::from_ymd(year, 12, 18);
    while (sector(solstice + 1) != 9) solstice = solstice + 1;  // 270°.
    return month_of(solstice);
}

/// The months from the 11th of the year before up to the next 11th.
struct Round {
    int first = 0, end = 0;    ///< 11th months: of the year before, of the year.
    std::optional<int> extra;  ///< The leap month.

    [[nodiscard]] int number(int k) const {
        const int passed = k - first - (extra && k >= *extra ? 1 : 0);
        return (10 + passed) % 12 + 1;
    }
};

Round round_of(int year) {
    Round round{eleventh_month(year - 1), eleventh_month(year), std::nullopt};
    if (round.end - round.first == 12) return round;
    for (int k = round.first + 1; k < round.end && !round.extra; ++k) {
        // No sector begins within it: its first day and the next month's are in the same one.
        if (sector(month_start(k)) == sector(month_start(k + 1))) round.extra = k;
    }
    CHECK(round.extra.has_value());
    return round;
}

bool is_covered(int year) {
    return year >= lunar_first_year && year <= lunar_last_year;
}

}  // namespace

std::optional<LunarDate> lunar_date(Date day) {
    if (!is_covered(day.year())) return std::nullopt;
    const int k = month_of(day);
    auto round = round_of(day.year());
    if (k >= round.end) round = round_of(day.year() + 1);
    LunarDate found;
    found.month = round.number(k);
    found.day = day - month_start(k) + 1;
    found.is_leap = round.extra == k;
    // Of a round only the 11th and 12th month belong to the lunar year before.
    const int civil = month_start(round.end).year();
    found.year = found.month >= 11 && k - round.first < 4 ? civil - 1 : civil;
    if (!is_covered(found.year)) return std::nullopt;
    return found;
}

std::optional<Date> solar_date(const LunarDate& wanted) {
    if (!is_covered(wanted.year) || wanted.month < 1 || wanted.month > 12 || wanted.day < 1) {
        return std::nullopt;
    }
    const auto round = round_of(wanted.month >= 11 ? wanted.year + 1 : wanted.year);
    for (int k = round.first; k < round.end; ++k) {
        const bool is_leap = round.extra == k;
        if (round.number(k) != wanted.month || is_leap != wanted.is_leap) continue;
        const Date start = month_start(k);
        if (wanted.day > month_start(k + 1) - start) return std::nullopt;
        return start + (wanted.day - 1);
    }
    return std::nullopt;
}

std::optional<int> leap_month(int year) {
    if (!is_covered(year)) return std::nullopt;
    for (const int civil : {year, year + 1}) {
        const auto round = round_of(civil);
        if (!round.extra) continue;
        const int month = round.number(*round.extra);
        if ((month >= 11) == (civil == year + 1)) return month;
    }
    return std::nullopt;
}

}  // namespace trinh::calendar
