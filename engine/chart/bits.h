/// Bits: a set of state indexes, one bit each. A configuration is nothing else.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace trinh::chart {

using Bits = std::vector<std::uint64_t>;

inline Bits make_bits(std::size_t count) {
    return Bits((count + 63) / 64, 0);
}
inline bool has_bit(const Bits& bits, std::size_t at) {
    return (bits[at / 64] >> (at % 64) & 1U) != 0;
}
inline void set_bit(Bits& bits, std::size_t at) {
    bits[at / 64] |= std::uint64_t{1} << (at % 64);
}
inline void clear_bit(Bits& bits, std::size_t at) {
    bits[at / 64] &= ~(std::uint64_t{1} << (at % 64));
}

/// The first member at or after `from`; `end` when there is none before `end`.
inline std::uint32_t next_bit(const Bits& bits, std::uint32_t from, std::uint32_t end) {
    while (from < end) {
        const std::uint64_t rest = bits[from / 64] >> (from % 64);
        if (rest != 0) {
            const auto found = from + static_cast<std::uint32_t>(std::countr_zero(rest));
            return found < end ? found : end;
        }
        from = (from / 64 + 1) * 64;
    }
    return end;
}

/// Calls act(index) for every member of [first, end), lowest first. `act` may clear its own bit.
template <class Act>
void for_each_bit(const Bits& bits, std::uint32_t first, std::uint32_t end, Act act) {
    for (auto at = next_bit(bits, first, end); at < end; at = next_bit(bits, at + 1, end)) act(at);
}

}  // namespace trinh::chart
