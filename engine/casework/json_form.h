/// The JSON forms of this room's plain values, for case.cc and event.cc only.
#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
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

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

/// What need not be written, because a member that is not there reads as this.
template <class M>
bool is_nothing(const M& member) {
    if constexpr (std::is_same_v<M, boost::json::value>) {
        return member.is_null();
    } else if constexpr (std::is_arithmetic_v<M>) {
        return member == M{};
    } else if constexpr (requires { member.has_value(); }) {
        return !member.has_value();
    } else if constexpr (requires { member.empty(); }) {
        return member.empty();
    } else {
        return false;
    }
}

/// A described value without the members that hold nothing: false, 0, an empty text, list or
/// object, no date.
template <Described T>
void tag_invoke(const boost::json::value_from_tag&, boost::json::value& to, const T& from) {
    auto& object = to.emplace_object();
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        const auto& value = from.*member.pointer;
        if (is_nothing(value)) return;
        boost::json::value_from(value, object.emplace(member.name, nullptr).first->value());
    });
}

/// Members that are not there hold nothing. Journals from before those were left out hold them all.
template <Described T>
T tag_invoke(const boost::json::value_to_tag<T>&, const boost::json::value& from) {
    T to;
    const auto& object = from.as_object();
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        using M = std::remove_cvref_t<decltype(to.*member.pointer)>;
        const auto* value = object.if_contains(member.name);
        if (value != nullptr) {
            to.*member.pointer = boost::json::value_to<M>(*value);
        } else if constexpr (std::is_same_v<M, Date> || std::is_same_v<M, Instant> ||
                             Described<M>) {
            throw std::invalid_argument(std::string("A stored value has no '") + member.name +
                                        "'.");
        } else {
            to.*member.pointer = M{};
        }
    });
    return to;
}

}  // namespace trinh::casework
