/// public_address: which network addresses belong to the open Internet.
#pragma once

#include <sys/socket.h>

namespace trinh::webhook {

/// False for private, link-local, loopback, shared, multicast and other special addresses of IPv4
/// and IPv6 (RFC 6890), also for IPv4 ones that stand in an IPv6 address, and all other families.
bool is_public(const sockaddr& address);
bool is_loopback(const sockaddr& address);

}  // namespace trinh::webhook
