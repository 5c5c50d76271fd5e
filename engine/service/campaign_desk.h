/// CampaignDesk: cases that opened many others, and how those go.
///
/// A campaign is a case whose process opens a case for each row of a list (a systematization, a
/// plan year). Counted in the store, not here; who may see the case sees its counts, and of its
/// children only those he may see. Answers are the documents of schemas/openapi.yaml. Safe to share
/// by threads.
#pragma once

#include <boost/json/array.hpp>
#include <optional>
#include <string_view>

#include "engine/ports/store.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class CampaignDesk {
public:
    explicit CampaignDesk(const Office& office) : office_(office) {}

    /// Newest first; `below` continues where a page ended.
    Result<json::object> list(const Caller& caller, std::optional<CaseId> below, int limit);
    /// Counts of the whole, by stage and by agency, who is late, whom the program has chased.
    /// Refuses with not_found when the case opened none.
    Result<json::object> progress(const Caller& caller, CaseId id);
    /// What a row that this field of this process asks for is made of. Refuses with not_found when
    /// there is no such process or field, with invalid_input when it is not of type rows.
    Result<json::array> columns(std::string_view process, std::string_view field);

private:
    Office office_;
};

}  // namespace trinh::service
