/// Chance: every decision of a simulated life comes from one seed, so a life can be lived again.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/base/date.h"

namespace trinh::testing {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : numbers_(seed) {}

    /// 0 <= result < limit.
    std::size_t below(std::size_t limit) { return numbers_() % limit; }
    bool percent(std::size_t n) { return below(100) < n; }
    template <class List>
    auto& one_of(List& list) {
        return list[below(list.size())];
    }

private:
    std::mt19937_64 numbers_;
};

/// What an officer types into the form of an action (an element of the case's "actions"): mostly
/// what fits, sometimes not.
boost::json::object typed_inputs(Chance& chance, const boost::json::object& action,
                                 const std::vector<std::string>& people,
                                 const std::vector<std::string>& agencies, Date today);

}  // namespace trinh::testing
