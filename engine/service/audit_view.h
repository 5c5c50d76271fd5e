/// audit_view: an entry of the trail as a document, and whether it says the same twice.
///
/// Internal to this room.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "engine/ports/rows.h"
#include "engine/workflow/process.h"

namespace trinh::service {

namespace json = boost::json;

/// Where names and titles come from: the office, or an archive that stands alone.
struct EntryWords {
    std::function<json::value(const std::string& id)> person;
    /// Null when the definition is not known.
    std::function<const workflow::Process*(std::string_view definition_hash)> process;
};

json::object entry_view(const EntryWords& words, const ports::AuditRow& row);

/// The columns are what a query shows and filters by: whether they say what the hashed bytes say.
bool is_told_by_its_columns(const ports::AuditRow& row);

}  // namespace trinh::service
