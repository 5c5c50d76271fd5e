/// Letter values: what templates see beyond what the service wrote into the outbox.
///
/// The keys are described in workflows/letters/README.md.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace trinh::mail {

/// Adds the groups of `items` (overdue, today, soon, later; null when empty), `total` and
/// `most_urgent_vi`; empties every `url` and `base_url` that is no http(s) address.
boost::json::object shown_values(boost::json::object values);

/// A text as it is, a number in digits, anything else and an absent key as "".
std::string text_of(const boost::json::object& values, std::string_view key);

}  // namespace trinh::mail
