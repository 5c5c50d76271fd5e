/// read_holidays: the <holidays> of a calendar file. Internal to this room.
#pragma once

#include "engine/calendar/calendar.h"
#include "engine/calendar/definition_reader.h"

namespace trinh::calendar {

/// Faults are TR403 to TR405 of read_calendar.
void read_holidays(DefinitionReader& reader, pugi::xml_node root, CalendarParts& parts);

}  // namespace trinh::calendar
