#include "adapters/webhook/public_address.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <optional>

namespace trinh::webhook {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

struct Range {
    std::uint32_t network;
    int bits;
};

constexpr std::uint32_t ip(int a, int b, int c, int d) {
    return static_cast<std::uint32_t>(a) << 24U | static_cast<std::uint32_t>(b) << 16U |
           static_cast<std::uint32_t>(c) << 8U | static_cast<std::uint32_t>(d);
}

constexpr Range special[] = {
    {ip(0, 0, 0, 0), 8},      {ip(10, 0, 0, 0), 8},     {ip(100, 64, 0, 0), 10},
    {ip(127, 0, 0, 0), 8},    {ip(169, 254, 0, 0), 16}, {ip(172, 16, 0, 0), 12},
    {ip(192, 0, 0, 0), 24},   {ip(192, 0, 2, 0), 24},   {ip(192, 88, 99, 0), 24},
    {ip(192, 168, 0, 0), 16}, {ip(198, 18, 0, 0), 15},  {ip(198, 51, 100, 0), 24},
    {ip(203, 0, 113, 0), 24}, {ip(224, 0, 0, 0), 3}};

bool lies_in(std::uint32_t address, const Range& range) {
    return (address >> (32 - range.bits)) == (range.network >> (32 - range.bits));
}

bool is_public_v4(std::uint32_t address) {
    return std::ranges::none_of(special, [&](const Range& r) { return lies_in(address, r); });
}

std::optional<std::uint32_t> v4_of(const sockaddr& address) {
    if (address.sa_family != AF_INET) return std::nullopt;
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return ntohl(v4.sin_addr.s_addr);
}

std::optional<Bytes> v6_of(const sockaddr& address) {
    if (address.sa_family != AF_INET6) return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    Bytes bytes{};
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return bytes;
}

bool begins(const Bytes& bytes, std::initializer_list<std::uint8_t> with) {
    return std::equal(with.begin(), with.end(), bytes.begin());
}

std::uint32_t tail_v4(const Bytes& bytes) {
    return ip(bytes[12], bytes[13], bytes[14], bytes[15]);
}

bool is_mapped(const Bytes& bytes) {
    return begins(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff});
}

/// Only 2000::/3 is given out; within it, documentation, Teredo and 6to4 are no plain hosts.
bool is_public_v6(const Bytes& bytes) {
    if (is_mapped(bytes)) return is_public_v4(tail_v4(bytes));
    const bool is_nat64 = begins(bytes, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0});
    if (is_nat64) return is_public_v4(tail_v4(bytes));
    if ((bytes[0] & 0xe0U) != 0x20U) return false;
    const bool is_special = begins(bytes, {0x20, 0x01, 0x0d, 0xb8}) ||
                            (begins(bytes, {0x20, 0x01}) && bytes[2] < 2) ||
                            begins(bytes, {0x20, 0x02});
    return !is_special;
}

}  // namespace

bool is_public(const sockaddr& address) {
    if (const auto v4 = v4_of(address)) return is_public_v4(*v4);
    if (const auto v6 = v6_of(address)) return is_public_v6(*v6);
    return false;
}

bool is_loopback(const sockaddr& address) {
    if (const auto v4 = v4_of(address)) return (*v4 >> 24U) == 127;
    const auto v6 = v6_of(address);
    if (!v6) return false;
    if (is_mapped(*v6)) return (*v6)[12] == 127;
    Bytes one{};
    one[15] = 1;
    return *v6 == one;
}

}  // namespace trinh::webhook
