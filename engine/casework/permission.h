/// Permission: who may do an action on a case, and why not.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/casework/case.h"
#include "engine/workflow/process.h"

namespace trinh::casework {

/// The agency a role belongs to in this case.
std::string agency_of(const workflow::Role& role, const Case& subject);

/// True when the actor holds the role in the right agency; nobody else was appointed to it.
bool holds_role(const workflow::Role& role, const Case& subject, const Actor& actor);

/// Refuses with not_permitted: no fitting role, or four-eyes (not-by) or same-as is broken.
Result<Done> may_do(const workflow::Process& process, const Case& subject,
                    const workflow::Action& action, const Actor& actor);

}  // namespace trinh::casework
