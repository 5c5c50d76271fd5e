/// Views: the JSON documents about cases that HTTP sends and the command line prints.
///
/// Shapes are described in schemas/openapi.yaml. Internal to this room.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "engine/casework/case.h"
#include "engine/casework/effect.h"
#include "engine/casework/law.h"
#include "engine/ports/store.h"
#include "engine/service/caller.h"
#include "engine/service/directory.h"

namespace trinh::service {

/// One question's surroundings.
struct Viewing {
    const casework::Law& law;
    ports::Transaction& tx;
    Directory& names;
    Instant now;
};

json::object titled(const workflow::Title& title);
json::object clock_view(const casework::Law& law, const casework::Clock& clock, Date today);
/// The running clock with the earliest due date, one that stands still only when none runs; null
/// when none has started.
const casework::Clock* nearest_running_clock(const casework::Case& subject);
/// The same as a document.
json::value nearest_clock(const casework::Law& law, const casework::Case& subject, Date today);
json::array stages_view(const casework::Law& law, const casework::Case& subject);
json::array waiting_view(const Viewing& viewing, const casework::Case& subject);
/// What a list shows of a case.
json::object summary_view(const Viewing& viewing, const casework::Case& subject);
/// {"regime","basis","valid_from","valid_to","validity","validity_en"}.
json::object regime_view(const workflow::Process& process);
/// Everything about a case that this caller may see and do.
json::object case_view(const Viewing& viewing, const casework::Case& subject, const Caller& caller);
/// A value of the case as people read it in Vietnamese: choices by title, dates dd/mm/yyyy.
std::string shown_value(Directory& names, const workflow::Field& field, const json::value& value);
/// "còn 3 ngày làm việc", "hạn hôm nay", "quá hạn 2 ngày làm việc".
std::string remaining_words_vi(const calendar::Calendar& calendar, Date today, Date due);
/// Negative when overdue, 0 today; working days.
int remaining_days(const calendar::Calendar& calendar, Date today, Date due);

/// The active states' ids, from the snapshot.
std::vector<std::string> active_states(const casework::Case& subject);
/// The stages that these states stand for: of each, the innermost around it.
std::vector<const workflow::Stage*> stages_of(const casework::Law& law,
                                              const std::vector<std::string>& states);
/// Active stages of a case, inner ones; what "waiting for" is made of.
std::vector<const workflow::Stage*> active_stages(const casework::Law& law,
                                                  const casework::Case& subject);

}  // namespace trinh::service
