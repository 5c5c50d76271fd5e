#include "engine/calendar/due.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "engine/base/check.h"

namespace trinh::calendar {
namespace {

/// Collects steps for one due date; notes each doubt about a day or a year once.
class Counter {
public:
    Counter(const Calendar& calendar, Due& due) : calendar_(calendar), due_(due) {}

    void step(StepKind kind, Date day, Words words = {}) {
        due_.steps.push_back({kind, day, std::move(words)});
    }

    /// Whether the day is worked, and a doubt when the calendar is not sure.
    bool is_working(Date day) {
        note_doubt(day);
        return calendar_.is_working(day);
    }

    /// `count` working days from `day`, one way or the other; `day` itself is not counted.
    Date count_working(Date day, int count, int way) {
        while (count > 0) {
            day = day + way;
            if (!is_working(day)) {
                step(StepKind::skipped, day, *calendar_.why_off(day));
                continue;
            }
            --count;
            const MarkedDay* mark = calendar_.find_mark(day);
            if (mark != nullptr) step(StepKind::swapped, day, mark->name);
        }
        return day;
    }

    Date rolled(Date day, Roll roll) {
        if (roll == Roll::none || is_working(day)) return day;
        const int way = roll == Roll::next_working ? 1 : -1;
        for (day = day + way; !is_working(day); day = day + way) {
            step(StepKind::passed, day, *calendar_.why_off(day));
        }
        const RollRule* rule = calendar_.find_roll(due_.direction, roll);
        step(StepKind::rolled, day, rule != nullptr ? rule->basis : Words{});
        return day;
    }

    void reached(Date day) {
        step(StepKind::reached, day, calendar_.why_off(day).value_or(Words{}));
    }

    void append_doubts() {
        due_.is_certain = doubts_.empty();
        due_.steps.insert(due_.steps.end(), doubts_.begin(), doubts_.end());
    }

private:
    void note_doubt(Date day) {
        if (!calendar_.covers(day)) {
            return doubt_year(day,
                              {fmt::format("lịch chỉ có từ {} đến {}", calendar_.first().spoken(),
                                           calendar_.last().spoken()),
                               fmt::format("the calendar only runs from {} to {}",
                                           calendar_.first().spoken(), calendar_.last().spoken())});
        }
        const ListedYear* year = calendar_.find_year(day.year());
        if (year != nullptr && !is_firm(year->confidence)) {
            return doubt_year(
                day,
                {fmt::format("lịch nghỉ năm {} mới là ước tính, chưa được công bố", day.year()),
                 fmt::format("the days off of {} are estimated, not announced", day.year())});
        }
        const MarkedDay* mark = calendar_.find_mark(day);
        if (mark == nullptr || is_firm(mark->confidence)) return;
        doubts_.push_back(
            {StepKind::doubt,
             day,
             {fmt::format("ngày {} ({}) chưa được kiểm chứng", day.spoken(), mark->name.vi),
              fmt::format("{} ({}) is not verified", day.spoken(), mark->name.en)}});
    }

    void doubt_year(Date day, Words words) {
        if (doubted_years_.insert(day.year()).second) {
            doubts_.push_back({StepKind::doubt, day, std::move(words)});
        }
    }

    const Calendar& calendar_;
    Due& due_;
    std::vector<Step> doubts_;
    std::set<int> doubted_years_;
};

int months_of(Period period) {
    return period.unit == PeriodUnit::years ? period.count * 12 : period.count;
}

/// The last day without a word about how it is reached.
Date last_day(const Calendar& calendar, Date day, Roll roll) {
    const int way = roll == Roll::next_working ? 1 : -1;
    while (roll != Roll::none && !calendar.is_working(day)) day = day + way;
    return day;
}

Words stood_words(Date from, Date to, Period stood) {
    return {fmt::format("tạm dừng từ {} đến {} ({})", from.spoken(), to.spoken(), period_vi(stood)),
            fmt::format("paused from {} to {} ({})", from.spoken(), to.spoken(), period_en(stood))};
}

void put_off(const Calendar& calendar, Counter& counter, Due& due,
             const std::vector<Pause>& pauses) {
    const bool in_working_days = due.period.unit == PeriodUnit::working_days;
    for (const Pause& pause : pauses) {
        const Date from = std::max(pause.from, due.from);
        if (pause.to <= from || from > last_day(calendar, due.unrolled, due.roll)) continue;
        Period stood{pause.to - from, PeriodUnit::days};
        if (in_working_days) {
            stood = {working_days_between(calendar, from, pause.to), PeriodUnit::working_days};
            due.unrolled = counter.count_working(due.unrolled, stood.count, 1);
        } else {
            due.unrolled = due.unrolled + stood.count;
        }
        counter.step(StepKind::stood, due.unrolled, stood_words(from, pause.to, stood));
    }
}

Due counted(const Calendar& calendar, Date from, Period period, Roll roll, Direction direction,
            const std::vector<Pause>& pauses = {}) {
    CHECK(period.count >= 0);
    const int way = direction == Direction::before ? -1 : 1;
    Due due{from, from, from, period, direction, roll, {}, true};
    Counter counter(calendar, due);
    counter.step(StepKind::start, from);
    if (period.unit == PeriodUnit::days) {
        due.unrolled = from + way * period.count;
    } else if (period.unit == PeriodUnit::working_days) {
        due.unrolled = counter.count_working(from, period.count, way);
    } else {
        due.unrolled = add_months(from, way * months_of(period));
        if (due.unrolled.day() != from.day()) {
            counter.step(StepKind::month_end, due.unrolled, calendar.parts().month_end_basis);
        }
    }
    put_off(calendar, counter, due, pauses);
    counter.reached(due.unrolled);
    due.date = counter.rolled(due.unrolled, roll);
    counter.append_doubts();
    return due;
}

}  // namespace

Due due_after(const Calendar& calendar, Date from, Period period, Roll roll,
              const std::vector<Pause>& pauses) {
    return counted(calendar, from, period, roll, Direction::after, pauses);
}

Due due_before(const Calendar& calendar, Date event, Period period, Roll roll) {
    return counted(calendar, event, period, roll, Direction::before);
}

Due due_fixed(const Calendar& calendar, Date day, Roll roll) {
    return counted(calendar, day, Period{0, PeriodUnit::days}, roll, Direction::fixed);
}

Due due_fixed(const Calendar& calendar, YearDay day, int year, Roll roll) {
    auto date = Date::from_ymd(year, day.month, day.day);
    if (!date && day.month == 2 && day.day == 29) date = Date::from_ymd(year, 2, 28);
    CHECK(date.has_value());
    return due_fixed(calendar, *date, roll);
}

int working_days_between(const Calendar& calendar, Date from, Date to) {
    if (to < from) return -working_days_between(calendar, to, from);
    int count = 0;
    for (Date day = from + 1; day <= to; day = day + 1) {
        if (calendar.is_working(day)) ++count;
    }
    return count;
}

}  // namespace trinh::calendar
