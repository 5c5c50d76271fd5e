/// The JSON forms of this room's plain values, for case.cc and event.cc only.
#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include "engine/base/date.h"
#include "engine/base/id.h"
#include "engine/base/instant.h"
#include "engine/casework/case.h"

namespace trinh {

inline void tag_invoke(const boost::json::value_from_tag&, boost::json::value& to, Date from) {
    to = boost::json::string(from.iso());
}

inline Date tag_invoke(const boost::json::value_to_tag<Date>&, const boost::json::value& from) {
    const auto date = Date::parse(std::string_view(from.as_string()));
    if (!date) throw std::invalid_argument("A stored date is not a date.");
    return *date;
}

inline void tag_invoke(const boost::json::value_from_tag&, boost::json::value& to, Instant from) {
    to = from.ms;
}

inline Instant tag_invoke(const boost::json::value_to_tag<Instant>&,
                          const boost::json::value& from) {
    return Instant{from.to_number<std::int64_t>()};
}

inline void tag_invoke(const boost::json::value_from_tag&, boost::json::value& to, CaseId from) {
    to = from.number;
}

inline CaseId tag_invoke(const boost::json::value_to_tag<CaseId>&, const boost::json::value& from) {
    return CaseId{from.to_number<std::int64_t>()};
}

}  // namespace trinh

namespace trinh::casework {

BOOST_DESCRIBE_STRUCT(DossierEntry, (), (is_received, form, received_on, by))
BOOST_DESCRIBE_STRUCT(DraftVersion, (), (number, sha256, file_name, bytes, at, by))
BOOST_DESCRIBE_STRUCT(Clock, (),
                      (deadline, entry, opened_at, anchor, due, reason, reason_en, is_certain,
                       wakes_done, wake_at, is_closed, was_on_time, closed_at))

}  // namespace trinh::casework
