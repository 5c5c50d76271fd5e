/// Facts: what a condition may read about a case besides the chart's own data.
///
/// Names: dossier, drafts, today, actor, deadlines, appointed, case. Documented for authors in this
/// room's README; read-only for the chart.
#pragma once

#include <boost/json/object.hpp>

#include "engine/casework/case.h"
#include "engine/casework/law.h"

namespace trinh::casework {

json::object facts_of(const Law& law, const Case& subject, const Actor& actor, Instant now);
/// The same without what no expression of the process names: for those of its own chart.
json::object facts_named(const Law& law, const Case& subject, const Actor& actor, Instant now);

/// Ids of the required dossier items that have not come, in the law's order.
std::vector<std::string> missing_items(const workflow::Process& process, const Case& subject);

}  // namespace trinh::casework
