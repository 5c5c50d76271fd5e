/// The id of a case in a path.
#pragma once

#include "adapters/http/fields.h"
#include "adapters/http/message.h"

namespace trinh::http {

/// Refuses with not_found what is no id at all, as the desk refuses an unknown one.
inline Result<CaseId> case_id(const Request& request) {
    const auto text = request.parameter("id");
    if (const auto number = number_of(text)) return CaseId{*number};
    return Refusal{Reason::not_found, "There is no case " + std::string(text) + ".",
                   "Không có hồ sơ số " + std::string(text) + "."};
}

}  // namespace trinh::http
