/// IndexEntryDesk: values that officers enter for the index, with the documents that prove them.
///
/// Nothing is ever changed: a later value for the same criterion counts instead, and both stand in
/// the list and in the trail. Who may enter is data of the index.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class IndexEntryDesk {
public:
    explicit IndexEntryDesk(const Office& office) : office_(office) {}

    /// `value`: a reform_index::ManualValue as JSON. {"criterion": its score with the value}.
    /// Refuses: no right, a value that does not fit, a file that was not uploaded first.
    Result<json::object> enter(const Caller& caller, Date on, const json::object& value);
    /// {"items"} of the year of `on`, newest first; empty code: of all criteria.
    Result<json::object> values(std::string_view code, Date on);
    /// Whether the caller may enter values at all: asked before a file is kept for him.
    Result<Done> may_enter(const Caller& caller) const;
    /// Whether a file with that hash proves some value of the index.
    bool is_evidence(std::string_view sha256, std::string& file_name);

private:
    Office office_;
};

}  // namespace trinh::service
