/// Holidays: the days off of a year as the law's rules give them, before anybody has announced
/// them.
///
/// The rules are data (<holidays> of a calendar). What the law leaves to a yearly decision (which
/// five days of Tết, which neighbour of National Day, swapped days) is presumed here, so everything
/// proposed is an estimate; only the announcement counts.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/calendar/calendar.h"

namespace trinh::calendar {

/// The days off of that year by date: holidays, and for each that falls on a weekly day of rest the
/// next working day. Refuses when the calendar has no rules, or outside the years of lunar.h.
Result<std::vector<MarkedDay>> propose_year(const Calendar& calendar, int year);

/// The same as a <year> element for a calendar file, with a comment that only the announcement
/// counts; ends with a line break.
Result<std::string> propose_year_xml(const Calendar& calendar, int year);

}  // namespace trinh::calendar
