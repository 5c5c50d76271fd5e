/// Id<Tag>: a number that names one row and cannot be mixed up with another kind of number.
#pragma once

#include <compare>
#include <cstdint>

namespace trinh {

template <class Tag>
struct Id {
    std::int64_t number = 0;  ///< 0 = none yet; the store gives numbers from 1.
    constexpr auto operator<=>(const Id&) const = default;
};

using CaseId = Id<struct CaseTag>;
using MailId = Id<struct MailTag>;

}  // namespace trinh
