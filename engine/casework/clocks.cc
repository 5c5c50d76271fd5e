#include "engine/casework/clocks.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/casework/unheard.h"

namespace trinh::casework {
namespace {

Instant morning(const Law& law, Date day) {
    return local_time(day, law.hours.morning_hour, law.hours.morning_minute);
}

/// The anchor as a date: a text "YYYY-MM-DD"; anything else means that it is not known yet.
std::optional<Date> anchor_date(const expression::Program& anchor,
                                const expression::Environment& environment) {
    const auto result = anchor.evaluate(environment);
    const auto* value = std::get_if<expression::Value>(&result);
    if (value == nullptr || value->is_undefined()) return std::nullopt;
    const auto* text = value->as_json().if_string();
    return text == nullptr ? std::nullopt : Date::parse(std::string_view(*text));
}

std::optional<int> anchor_year(const expression::Program& anchor,
                               const expression::Environment& environment) {
    const auto result = anchor.evaluate(environment);
    const auto* value = std::get_if<expression::Value>(&result);
    if (value == nullptr || value->is_undefined()) return std::nullopt;
    const double year = expression::to_number(*value);
    if (!(year >= 1900 && year <= 9998)) return std::nullopt;
    return static_cast<int>(year);
}

/// The first day of the month that "2024-03" or "2024-03-17" names.
std::optional<Date> anchor_month(const expression::Program& anchor,
                                 const expression::Environment& environment) {
    const auto result = anchor.evaluate(environment);
    const auto* value = std::get_if<expression::Value>(&result);
    if (value == nullptr || value->is_undefined()) return std::nullopt;
    const auto* text = value->as_json().if_string();
    if (text == nullptr) return std::nullopt;
    const std::string day = text->size() == 7 ? std::string(*text) + "-01" : std::string(*text);
    const auto date = Date::parse(day);
    return date ? Date::from_ymd(date->year(), date->month(), 1) : std::nullopt;
}

std::optional<calendar::Due> count_fixed(const Law& law, const workflow::Deadline& deadline,
                                         calendar::Roll roll,
                                         const expression::Environment& environment) {
    if (deadline.is_monthly) {
        const auto month = anchor_month(*deadline.anchor, environment);
        if (!month) return std::nullopt;
        const int last = (add_months(*month, 1) - 1).day();
        return calendar::due_fixed(law.calendar, *month + (std::min(deadline.day.day, last) - 1),
                                   roll);
    }
    const auto year = anchor_year(*deadline.anchor, environment);
    if (!year) return std::nullopt;
    return calendar::due_fixed(law.calendar, deadline.day, *year, roll);
}

}  // namespace

const char* wake_word(WakeKind kind) {
    switch (kind) {
        case WakeKind::near:
            return "near";
        case WakeKind::today:
            return "today";
        case WakeKind::passed:
            return "passed";
        case WakeKind::escalated:
            return "escalated";
    }
    CHECK(false);
    return "";
}

std::string clock_event(const chart::Chart& chart, const std::string& deadline, WakeKind kind) {
    const std::string event = "deadline." + deadline + "." + wake_word(kind);
    const std::string older = "deadline." + deadline + ".due";
    const bool is_older = kind == WakeKind::passed && is_lost_if_untaken(chart, older) &&
                          !is_lost_if_untaken(chart, event);
    return is_older ? older : event;
}

std::vector<Wake> schedule(const Law& law, const workflow::Deadline& deadline, Date due) {
    using calendar::Roll;
    std::vector<Wake> wakes;
    if (deadline.remind) {
        const auto near =
            calendar::due_before(law.calendar, due, *deadline.remind, Roll::previous_working);
        if (near.date < due) wakes.push_back({WakeKind::near, morning(law, near.date), {}});
    }
    wakes.push_back({WakeKind::today, morning(law, due), {}});
    wakes.push_back({WakeKind::passed, local_time(due, 24, 0), {}});
    for (const auto& step : deadline.escalations) {
        const auto after = calendar::due_after(law.calendar, due, step.after, Roll::none);
        const Date first_day = std::max(after.date, due + 1);
        const auto reached = calendar::due_after(law.calendar, first_day, {}, Roll::next_working);
        wakes.push_back({WakeKind::escalated, morning(law, reached.date), step.role});
    }
    std::stable_sort(wakes.begin(), wakes.end(),
                     [](const Wake& a, const Wake& b) { return a.at < b.at; });
    return wakes;
}

std::optional<calendar::Due> count_due(const Law& law, const workflow::Deadline& deadline,
                                       Date entered, const expression::Environment& environment,
                                       const std::vector<calendar::Pause>& pauses) {
    using calendar::Direction;
    const auto roll = deadline.roll.value_or(law.calendar.default_roll(deadline.direction));
    if (deadline.direction == Direction::fixed) {
        return count_fixed(law, deadline, roll, environment);
    }
    const auto anchor =
        deadline.anchor ? anchor_date(*deadline.anchor, environment) : std::optional(entered);
    if (!anchor) return std::nullopt;
    return deadline.direction == Direction::before
               ? calendar::due_before(law.calendar, *anchor, deadline.period, roll)
               : calendar::due_after(law.calendar, *anchor, deadline.period, roll, pauses);
}

Clock set_clock(const Law& law, const workflow::Deadline& deadline, Clock clock,
                const std::optional<calendar::Due>& due, Instant now) {
    clock.wakes_done = 0;
    clock.wake_at.reset();
    clock.anchor.reset();
    clock.due.reset();
    clock.reason.clear();
    clock.reason_en.clear();
    clock.is_certain = true;
    if (!due) return clock;
    clock.anchor = due->from;
    clock.due = due->date;
    clock.reason = calendar::explain_vi(*due);
    clock.reason_en = calendar::explain_en(*due);
    clock.is_certain = due->is_certain;
    const auto wakes = schedule(law, deadline, due->date);
    std::size_t next = 0;
    while (next < wakes.size() && wakes[next].at < now &&
           (wakes[next].kind == WakeKind::near || wakes[next].kind == WakeKind::today)) {
        ++next;
    }
    clock.wakes_done = static_cast<int>(next);
    if (next < wakes.size() && standing(clock) == nullptr) clock.wake_at = wakes[next].at;
    return clock;
}

Clock recounted(const Law& law, const workflow::Deadline& deadline, Clock clock,
                const expression::Environment& environment, Instant now) {
    const Date today = local_date(now);
    const auto is_paused = deadline.paused ? deadline.paused->test(environment) : false;
    const auto* holds = std::get_if<bool>(&is_paused);
    const bool must_stand = holds != nullptr && *holds;
    if (standing(clock) != nullptr && !must_stand) {
        clock.pauses.back().to = today;
    } else if (standing(clock) == nullptr && must_stand && !is_overdue(clock, today)) {
        clock.pauses.push_back({today, std::nullopt});
    }
    std::vector<calendar::Pause> over;
    for (const auto& pause : clock.pauses) {
        if (pause.to) over.push_back({pause.from, *pause.to});
    }
    const auto due = count_due(law, deadline, local_date(clock.opened_at), environment, over);
    return set_clock(law, deadline, std::move(clock), due, now);
}

const Standstill* standing(const Clock& clock) {
    return clock.pauses.empty() || clock.pauses.back().to ? nullptr : &clock.pauses.back();
}

bool is_overdue(const Clock& clock, Date today) {
    const auto* still = standing(clock);
    return clock.due && (still == nullptr ? today : std::min(today, still->from)) > *clock.due;
}

}  // namespace trinh::casework
