/// Calendar entries: the due days of a letter as iCalendar (RFC 5545), for the reader's calendar.
///
/// One all-day event a deadline. Its UID is made of the case and the deadline, so a later letter
/// about a moved deadline moves the entry instead of adding one.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "engine/base/instant.h"

namespace trinh::mail {

/// The calendar of values.item and values.items that have a due_iso; empty when none has.
std::string calendar_of(const boost::json::object& values, Instant sent_at);

}  // namespace trinh::mail
