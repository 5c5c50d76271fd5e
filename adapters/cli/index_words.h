/// index_words: what the verbs of the index share: days, who asks, evidence, the printed tree.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "adapters/cli/verb.h"
#include "engine/base/date.h"
#include "engine/service/caller.h"

namespace trinh::cli {

/// The option as a day; today when it is absent. Refuses with invalid_input.
Result<Date> day_option(Workplace& workplace, const Arguments& arguments, const char* name);

/// Whoever --as names.
Result<service::Caller> index_caller(Workplace& workplace, const Arguments& arguments);

/// --evidence, and what it holds as documents; a file that it names is kept in the vault.
OptionSpec evidence_spec();
Result<boost::json::array> evidence_option(const service::Office& office,
                                           const service::Caller& caller,
                                           const Arguments& arguments);

/// A score document: one line a criterion, then what does not reconcile.
void print_score(Terminal& terminal, const boost::json::object& view);

}  // namespace trinh::cli
