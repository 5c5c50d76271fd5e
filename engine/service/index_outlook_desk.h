/// IndexOutlookDesk: what the score may still become: what-if, the costliest cases, the year's end.
///
/// What open cases are yet to write is read off their processes (ahead_book.h); the
/// arithmetic is engine/reform_index/outlook.h.
#pragma once

#include <boost/json/object.hpp>
#include <set>

#include "engine/reform_index/outlook.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class IndexOutlookDesk {
public:
    explicit IndexOutlookDesk(const Office& office) : office_(office) {}

    /// Points before and after at the end of the year of `by`, each component and criterion that
    /// moves, and sentences. Refuses: a day that is past, a case that is not open.
    Result<json::object> what_if(const reform_index::Supposition& supposed);
    /// {"items"}: the costliest first; `limit` of them.
    Result<json::object> ranking(Date on, int limit);
    /// Points at the end of this year: now, best, planned, worst, each with its rows.
    Result<json::object> forecast();

private:
    Office office_;
};

}  // namespace trinh::service
