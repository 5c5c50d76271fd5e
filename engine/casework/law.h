/// Law: what every question about a case is answered from: its process, its calendar, office hours.
///
/// References only: the owner (service::ProcessShelf) outlives every call.
#pragma once

#include "engine/calendar/calendar.h"
#include "engine/workflow/process.h"

namespace trinh::casework {

/// When the office reads its morning mail, local time. Configuration of the department.
struct OfficeHours {
    int morning_hour = 7;
    int morning_minute = 30;
};

struct Law {
    const workflow::Process& process;
    const calendar::Calendar& calendar;
    OfficeHours hours;
};

}  // namespace trinh::casework
