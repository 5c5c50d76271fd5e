/// The calendars that the tests of this room count with.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/calendar/calendar.h"

namespace trinh::calendar {

/// The calendar that is shipped.
inline const Calendar& viet_nam() {
    static const Calendar shipped = [] {
        std::ifstream file(TRINH_SOURCE_DIR "/workflows/calendars/vn.xml");
        std::ostringstream text;
        text << file.rdbuf();
        auto reading = read_calendar(text.str());
        CHECK(reading.calendar.has_value());
        return *reading.calendar;
    }();
    return shipped;
}

/// A day written as in files; the test stops when there is no such day.
inline Date on(std::string_view text) {
    const auto date = Date::parse(text);
    CHECK(date.has_value());
    return *date;
}

}  // namespace trinh::calendar
