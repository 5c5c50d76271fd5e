#include "engine/service/read_numbers.h"

#include <algorithm>

namespace trinh::service {

void ReadNumbers::start(std::int64_t from, std::int64_t head, std::span<const std::int64_t> present,
                        Instant now) {
    missing_.clear();
    last_ = from;
    for (const std::int64_t number : present) {
        if (number <= head) take(number, now);
    }
    if (head > last_) miss(last_ + 1, head, now);
    last_ = std::max(last_, head);
}

bool ReadNumbers::take(std::int64_t number, Instant now) {
    if (number <= last_) return missing_.erase(number) > 0;
    miss(last_ + 1, number - 1, now);
    last_ = number;
    return true;
}

std::int64_t ReadNumbers::read_from() const {
    return missing_.empty() ? last_ : missing_.begin()->first - 1;
}

void ReadNumbers::give_up(Instant now) {
    std::erase_if(missing_, [&](const auto& each) { return each.second + patience < now; });
    while (std::ssize(missing_) > missing_max) missing_.erase(missing_.begin());
}

void ReadNumbers::miss(std::int64_t first, std::int64_t last, Instant now) {
    for (std::int64_t number = std::max(first, last - missing_max + 1); number <= last; ++number) {
        missing_.emplace(number, now);
    }
}

}  // namespace trinh::service
