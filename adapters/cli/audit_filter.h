/// audit_filter: what a query of the trail asks, and its answer as a table.
///
/// Shared by the verbs that query the store and those that query an archive.
#pragma once

#include <boost/json/object.hpp>
#include <iosfwd>
#include <vector>

#include "adapters/cli/verb.h"
#include "engine/ports/rows.h"

namespace trinh::cli {

/// --case, --officer, --agency, --action, --text, --from, --to, --limit.
std::vector<OptionSpec> audit_filter_options();
Result<ports::AuditFilter> audit_filter_of(const Arguments& arguments);

/// The rows of "items".
void print_entries(std::ostream& out, const boost::json::object& view);

}  // namespace trinh::cli
