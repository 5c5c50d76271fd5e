/// DueDesk: date arithmetic with its reason, for `trinh due` and the page.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "engine/service/process_shelf.h"

namespace trinh::service {

namespace json = boost::json;

struct DueRequest {
    std::string from, before;  ///< Exactly one is given, or `on`; a date as people type it.
    std::string period;        ///< "15 days", "2 working-days"; not with `on`.
    std::string roll;          ///< Empty: as the calendar's rule says.
    std::string on = {};       ///< A day that the law itself names: only the roll is asked for.
};

Result<json::object> count_due(const ProcessShelf& shelf, const DueRequest& request);

}  // namespace trinh::service
