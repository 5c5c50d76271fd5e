/// IndexDesk: the institutional-reform index from the facts of the cases, open down to its rows.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class IndexDesk {
public:
    explicit IndexDesk(const Office& office) : office_(office) {}

    /// From 1 January of that year up to and with `on`: the numbers without their rows, from a
    /// score that is kept up to date. Refuses when no index is loaded.
    Result<json::object> score(Date on);
    /// One criterion with the cases behind its number. Refuses with not_found.
    Result<json::object> explain(std::string_view code, Date on);

private:
    Office office_;
};

}  // namespace trinh::service
