/// sight: who may see a case. Internal to this room.
#pragma once

#include "engine/base/result.h"
#include "engine/casework/case.h"
#include "engine/casework/law.h"
#include "engine/service/caller.h"

namespace trinh::service {

/// Officers of the drafting agency see their own cases; everybody else of the system sees all.
/// Who may not is told that there is no such case (not_found).
Result<Done> may_see(const casework::Law& law, const casework::Case& subject, const Caller& caller);

}  // namespace trinh::service
