/// Due: the last day of a period, with every step that led to it.
///
/// Four kinds of deadline: N days after, N working days after, N (working) days before a dated
/// event, a fixed day of the year. The first day never counts. Pure arithmetic: no day count and no
/// article stands here; both come from the caller and from the calendar.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/calendar/period.h"

namespace trinh::calendar {

enum class StepKind {
    start,      ///< The day of the event the period is counted from (or the fixed day itself).
    reached,    ///< The last day by count alone; words = why it is a day off, else empty.
    month_end,  ///< The month has no such day: its last day was taken; words = the source.
    skipped,    ///< A day off that was not counted as a working day; words = why it is off.
    swapped,    ///< A Saturday that was counted because it is worked; words = its name.
    stood,      ///< The day reached after the clock stood still; words = from when to when.
    passed,     ///< A day off that the roll went over; words = why it is off.
    rolled,     ///< The working day it was moved to; words = the legal source, may be empty.
    doubt       ///< Something of the calendar that is not certain; words = what.
};

struct Step {
    StepKind kind = StepKind::start;
    Date date;
    Words words;
    bool operator==(const Step&) const = default;
};

struct Due {
    Date date;      ///< The last day on which the act is in time.
    Date unrolled;  ///< The same before moving off a day of rest.
    Date from;      ///< The event; for a fixed day that day.
    Period period;  ///< Zero days for a fixed day.
    Direction direction = Direction::after;
    Roll roll = Roll::none;
    std::vector<Step> steps;
    bool is_certain = true;  ///< False: rests on days the calendar does not know for sure.
};

/// Days on which a period does not run: from the one on which it was stopped up to the one on which
/// it runs on, that day included and the first not.
struct Pause {
    Date from, to;
    bool operator==(const Pause&) const = default;
};

/// The last day of a period that begins with an event: the day after `from` is day 1. Pauses, in
/// order, put it off by the days they lasted: working days where the period is counted in them,
/// else calendar days. What of a pause lies before `from`, and one that begins when the period is
/// over, changes nothing.
Due due_after(const Calendar& calendar, Date from, Period period, Roll roll,
              const std::vector<Pause>& pauses = {});
/// The last day on which an act is still `period` before an event: the day before is day 1.
Due due_before(const Calendar& calendar, Date event, Period period, Roll roll);
/// A fixed day, moved if `roll` says so.
Due due_fixed(const Calendar& calendar, Date day, Roll roll);
/// That day in that year; 29 February is the last day of February.
Due due_fixed(const Calendar& calendar, YearDay day, int year, Roll roll);

/// Working days after `from` up to and with `to`; negative when `to` lies before `from`.
/// With from = today and to = the due date: what remains, 0 on the last working day, and minus the
/// working days it is late. A due date of last Friday gives 0 on Saturday: overdue is `today > to`.
int working_days_between(const Calendar& calendar, Date from, Date to);

/// "15 days from 14/04/2023 = 29/04/2023 (Saturday; Hùng Kings) → 04/05/2023 (next working day; …)"
std::string explain_en(const Due& due);
std::string explain_vi(const Due& due);

/// {"due":"2023-05-04","unrolled":…,"from":…,"period":…,"direction":…,"roll":…,"certain":…,
/// "steps":[{"kind","date","words","words_en"}],"explanation":…,"explanation_en":…}
boost::json::object to_json(const Due& due);
const char* step_word(StepKind kind);

}  // namespace trinh::calendar
