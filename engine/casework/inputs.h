/// Inputs: what an officer typed into an action's form, checked against the fields it asks for.
#pragma once

#include <boost/json/object.hpp>

#include "engine/base/result.h"
#include "engine/workflow/process.h"

namespace trinh::casework {

/// The inputs in their final form: dates as "YYYY-MM-DD", text trimmed and composed, absent ones
/// null. Refuses with invalid_input and names the field, what was expected and what was found.
/// Keys that no input asks for are refused, but for the built-in events' own. `values` is the
/// case's data: a row is one that its table has.
Result<boost::json::object> check_inputs(const workflow::Process& process,
                                         const workflow::Action& action,
                                         const boost::json::object& given,
                                         const boost::json::object& values);

}  // namespace trinh::casework
