/// The JSON forms of this room's plain values, for case.cc and event.cc only.
#pragma once

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <type_traits>

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
BOOST_DESCRIBE_STRUCT(Standstill, (), (from, to))
BOOST_DESCRIBE_STRUCT(Clock, (),
                      (deadline, entry, opened_at, anchor, due, reason, reason_en, is_certain,
                       wakes_done, wake_at, is_closed, was_on_time, closed_at, pauses))

/// Reads a described value; members in `later` may be absent, for they came after the first
/// journals were written.
template <class T>
T read_described(const boost::json::value& from, std::initializer_list<std::string_view> later) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    T to;
    const auto& object = from.as_object();
    boost::mp11::mp_for_each<Members>([&](auto member) {
        using M = std::remove_cvref_t<decltype(to.*member.pointer)>;
        const auto* value = object.if_contains(member.name);
        if (value != nullptr) {
            to.*member.pointer = boost::json::value_to<M>(*value);
        } else if (std::find(later.begin(), later.end(), member.name) == later.end()) {
            throw std::invalid_argument(std::string("A stored value has no '") + member.name +
                                        "'.");
        }
    });
    return to;
}

inline Clock tag_invoke(const boost::json::value_to_tag<Clock>&, const boost::json::value& from) {
    return read_described<Clock>(from, {"pauses"});
}

}  // namespace trinh::casework
