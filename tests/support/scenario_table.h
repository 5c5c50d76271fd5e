/// scenario_table: what a story says of a table of the case.
#pragma once

#include <boost/json/object.hpp>

#include "tests/support/scenario_line.h"

namespace trinh::testing {

/// "see table ID rows N", or "see table ID row N COLUMN "words"", held against the Case document.
void expect_table(const boost::json::object& shown, const ScenarioLine& line);

}  // namespace trinh::testing
