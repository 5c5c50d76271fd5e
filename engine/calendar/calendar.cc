#include "engine/calendar/calendar.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace trinh::calendar {
namespace {

struct ConfidenceWord {
    Confidence confidence;
    const char* word;
};

constexpr std::array<ConfidenceWord, 6> confidence_words{{
    {Confidence::read, "read"},
    {Confidence::read_quoted, "read-q"},
    {Confidence::library, "lib"},
    {Confidence::recall, "recall"},
    {Confidence::estimate, "estimate"},
    {Confidence::interpretation, "interpretation"},
}};

bool contains(const std::vector<Weekday>& all, Weekday one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

const char* confidence_word(Confidence confidence) {
    return confidence_words[static_cast<std::size_t>(confidence)].word;
}

std::optional<Confidence> find_confidence(std::string_view word) {
    for (const ConfidenceWord& each : confidence_words) {
        if (word == each.word) return each.confidence;
    }
    return std::nullopt;
}

bool is_firm(Confidence confidence) {
    return confidence == Confidence::read || confidence == Confidence::read_quoted ||
           confidence == Confidence::library;
}

Calendar::Calendar(CalendarParts parts) : parts_(std::move(parts)) {
    CHECK(parts_.first <= parts_.last);
    const bool some_day_worked = !contains(parts_.weekly_off, Weekday::monday) ||
                                 !contains(parts_.weekly_off, Weekday::tuesday) ||
                                 !contains(parts_.weekly_off, Weekday::wednesday);
    CHECK(some_day_worked);
    std::sort(parts_.days.begin(), parts_.days.end(),
              [](const MarkedDay& a, const MarkedDay& b) { return a.date < b.date; });
    for (Date day = parts_.first; day <= parts_.last; day = day + 1) {
        working_.push_back(!is_weekly_off(day));
    }
    for (const MarkedDay& mark : parts_.days) {
        CHECK(covers(mark.date));
        working_[static_cast<std::size_t>(mark.date - parts_.first)] = !mark.is_off;
    }
}

bool Calendar::is_weekly_off(Date day) const {
    return contains(parts_.weekly_off, day.weekday());
}

bool Calendar::is_working(Date day) const {
    if (!covers(day)) return !is_weekly_off(day);
    return working_[static_cast<std::size_t>(day - parts_.first)];
}

std::optional<Words> Calendar::why_off(Date day) const {
    if (is_working(day)) return std::nullopt;
    const MarkedDay* mark = find_mark(day);
    const Words weekday = weekday_words(day.weekday());
    if (mark == nullptr) return weekday;
    if (!is_weekly_off(day)) return mark->name;
    return Words{weekday.vi + "; " + mark->name.vi, weekday.en + "; " + mark->name.en};
}

const MarkedDay* Calendar::find_mark(Date day) const {
    const auto found =
        std::lower_bound(parts_.days.begin(), parts_.days.end(), day,
                         [](const MarkedDay& mark, Date date) { return mark.date < date; });
    return found != parts_.days.end() && found->date == day ? &*found : nullptr;
}

const ListedYear* Calendar::find_year(int number) const {
    const auto found = std::find_if(parts_.years.begin(), parts_.years.end(),
                                    [&](const ListedYear& year) { return year.number == number; });
    return found != parts_.years.end() ? &*found : nullptr;
}

Roll Calendar::default_roll(Direction direction) const {
    for (const RollRule& rule : parts_.rolls) {
        if (rule.direction == direction) return rule.roll;
    }
    return Roll::none;
}

const RollRule* Calendar::find_roll(Direction direction, Roll roll) const {
    for (const RollRule& rule : parts_.rolls) {
        if (rule.direction == direction && rule.roll == roll) return &rule;
    }
    return nullptr;
}

Words weekday_words(Weekday weekday) {
    switch (weekday) {
        case Weekday::sunday:
            return {"Chủ nhật", "Sunday"};
        case Weekday::monday:
            return {"Thứ Hai", "Monday"};
        case Weekday::tuesday:
            return {"Thứ Ba", "Tuesday"};
        case Weekday::wednesday:
            return {"Thứ Tư", "Wednesday"};
        case Weekday::thursday:
            return {"Thứ Năm", "Thursday"};
        case Weekday::friday:
            return {"Thứ Sáu", "Friday"};
        case Weekday::saturday:
            return {"Thứ Bảy", "Saturday"};
    }
    CHECK(false);
    return {};
}

}  // namespace trinh::calendar
