#include "engine/base/instant.h"

#include <fmt/format.h>

namespace trinh {
namespace {

/// Viet Nam: UTC+7 since 1975, no summer time.
constexpr std::int64_t viet_nam_offset_ms = 7LL * 3'600'000;
constexpr std::int64_t day_ms = 24LL * 3'600'000;

std::int64_t floor_days(std::int64_t ms) {
    return ms >= 0 ? ms / day_ms : -((-ms + day_ms - 1) / day_ms);
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/// The zone suffix as milliseconds to subtract; nothing when it is not one.
std::optional<std::int64_t> zone_ms(std::string_view text) {
    if (text == "Z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    const auto hour = digits(text, 1, 2);
    const auto minute = digits(text, 4, 2);
    if (!hour || !minute || *hour > 14 || *minute > 59) return std::nullopt;
    const std::int64_t size = (*hour * 60LL + *minute) * 60'000;
    return text[0] == '+' ? size : -size;
}

}  // namespace

std::optional<Instant> Instant::parse(std::string_view text) {
    if (text.size() < 17 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') {
        return std::nullopt;
    }
    const auto day = Date::parse(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    if (!day || !hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    std::int64_t ms = (*hour * 60LL + *minute) * 60'000;
    std::size_t at = 16;
    if (text[at] == ':') {
        const auto second = digits(text, at + 1, 2);
        if (!second || *second > 59) return std::nullopt;
        ms += *second * 1'000LL;
        at += 3;
        if (at < text.size() && text[at] == '.') {
            const auto fraction = digits(text, at + 1, 3);
            if (!fraction) return std::nullopt;
            ms += *fraction;
            at += 4;
        }
    }
    const auto zone = zone_ms(text.substr(at));
    if (!zone) return std::nullopt;
    return Instant{day->days() * day_ms + ms - *zone};
}

std::string Instant::iso() const {
    const std::int64_t days = floor_days(ms);
    const std::int64_t rest = ms - days * day_ms;
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z",
                       Date::from_days(static_cast<std::int32_t>(days)).iso(), rest / 3'600'000,
                       rest / 60'000 % 60, rest / 1'000 % 60, rest % 1'000);
}

std::string Instant::spoken() const {
    const int minute = local_minute(*this);
    return fmt::format("{:02}:{:02} {}", minute / 60, minute % 60, local_date(*this).spoken());
}

Date local_date(Instant at) {
    return Date::from_days(static_cast<std::int32_t>(floor_days(at.ms + viet_nam_offset_ms)));
}

int local_minute(Instant at) {
    const std::int64_t local = at.ms + viet_nam_offset_ms;
    return static_cast<int>((local - floor_days(local) * day_ms) / 60'000);
}

Instant local_time(Date day, int hour, int minute) {
    return {day.days() * day_ms + (hour * 60LL + minute) * 60'000 - viet_nam_offset_ms};
}

}  // namespace trinh
