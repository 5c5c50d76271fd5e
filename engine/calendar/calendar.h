/// Calendar: which days public agencies work, and how sure we are of it.
///
/// An immutable value read from workflows/calendars/*.xml. It counts no periods (due.h does).
/// Every question has an answer for every date: outside the covered years only the weekly days of
/// rest are known, and covers() says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/diagnostic.h"
#include "engine/calendar/period.h"

namespace trinh::calendar {

/// How a line of the calendar is known: the legal text was read, a quotation of it was read, a
/// maintained holiday library says so, from memory, computed before the announcement, or a
/// reading of a law that is silent.
enum class Confidence { read, read_quoted, library, recall, estimate, interpretation };

const char* confidence_word(Confidence confidence);  ///< "read-q", "lib", "recall" ...
std::optional<Confidence> find_confidence(std::string_view word);
/// False for what is remembered or computed: a date that rests on it is not certain.
bool is_firm(Confidence confidence);

/// The same words in the two languages of the program.
struct Words {
    std::string vi;
    std::string en;
    bool operator==(const Words&) const = default;
};

/// One day that differs from the weekly rule, or a holiday that falls on a weekly day of rest.
struct MarkedDay {
    Date date;
    bool is_off = true;  ///< False: a Saturday that is worked in exchange for another day.
    Words name;
    Confidence confidence = Confidence::read;
};

/// A year whose list of days off stands in the calendar.
struct ListedYear {
    int number = 0;
    Confidence confidence = Confidence::read;  ///< Of the list being complete.
    std::string source;
};

/// A rule of law on a last day that is no working day. The first of a direction is its default.
struct RollRule {
    Direction direction = Direction::after;
    Roll roll = Roll::none;
    Words basis;
    Confidence confidence = Confidence::read;
};

/// A holiday of every year as the law words it; holidays.h makes a year's days of these.
struct HolidayRule {
    Words name;
    bool is_lunar = false;
    YearDay day;                 ///< Of the solar or of the lunar year.
    int before = 0, after = 0;   ///< Days off around it.
    bool has_neighbour = false;  ///< And one more day beside it, which the yearly decision names.
    int first_year = 1900, last_year = 9999;
};

/// What a calendar is made of, in no particular order.
struct CalendarParts {
    std::string id;
    Words title;
    Date first;
    Date last;
    std::vector<Weekday> weekly_off;
    Words weekly_basis;
    Confidence weekly_confidence = Confidence::read;
    std::vector<MarkedDay> days;
    std::vector<ListedYear> years;
    std::vector<RollRule> rolls;
    std::vector<HolidayRule> holidays;  ///< May be none: then no year can be proposed.
    Words month_end_basis;              ///< Why a month without that day ends on its last day.
};

class Calendar {
public:
    /// Parts must be consistent (read_calendar sees to it): first <= last, at most one mark a day,
    /// not every weekday off.
    explicit Calendar(CalendarParts parts);

    [[nodiscard]] const std::string& id() const { return parts_.id; }
    [[nodiscard]] const Words& title() const { return parts_.title; }
    [[nodiscard]] Date first() const { return parts_.first; }
    [[nodiscard]] Date last() const { return parts_.last; }
    [[nodiscard]] const std::vector<MarkedDay>& days() const { return parts_.days; }  ///< By date.
    [[nodiscard]] const CalendarParts& parts() const { return parts_; }

    [[nodiscard]] bool covers(Date day) const { return first() <= day && day <= last(); }
    [[nodiscard]] bool is_working(Date day) const;
    /// "Thứ Bảy; Giỗ Tổ Hùng Vương"; nothing for a working day.
    [[nodiscard]] std::optional<Words> why_off(Date day) const;
    /// The mark of that day, or null.
    [[nodiscard]] const MarkedDay* find_mark(Date day) const;
    /// The year's list, or null when the calendar has none.
    [[nodiscard]] const ListedYear* find_year(int number) const;
    /// What the law does with a last day of rest when nothing else is said; Roll::none if silent.
    [[nodiscard]] Roll default_roll(Direction direction) const;
    /// The rule behind that roll in that direction, or null when the calendar names none.
    [[nodiscard]] const RollRule* find_roll(Direction direction, Roll roll) const;

private:
    [[nodiscard]] bool is_weekly_off(Date day) const;

    CalendarParts parts_;
    std::vector<bool> working_;  ///< One bit for each covered day.
};

struct CalendarReading {
    std::optional<Calendar> calendar;  ///< Absent exactly when a diagnostic is an error.
    std::vector<Diagnostic> diagnostics;
};

/// Reads a calendar file (schemas/calendar.xsd). Diagnostics TR401 to TR412.
CalendarReading read_calendar(std::string_view xml);

/// "Thứ Bảy" / "Saturday".
Words weekday_words(Weekday weekday);

}  // namespace trinh::calendar
