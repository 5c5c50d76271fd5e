#include "adapters/webhook/public_address.h"

#include <arpa/inet.h>
#include <cstring>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <string>

namespace trinh::webhook {
namespace {

struct Stored {
    sockaddr_storage bytes{};
    [[nodiscard]] const sockaddr& address() const {
        return reinterpret_cast<const sockaddr&>(bytes);
    }
};

Stored stored(const std::string& text) {
    Stored made;
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        std::memcpy(&made.bytes, &v4, sizeof v4);
    } else {
        EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr), 1) << text;
        v6.sin6_family = AF_INET6;
        std::memcpy(&made.bytes, &v6, sizeof v6);
    }
    return made;
}

TEST(PublicAddress, OfTheOpenInternet) {
    for (const char* text :
         {"8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.63.0.1", "223.255.255.255",
          "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"}) {
        EXPECT_TRUE(is_public(stored(text).address())) << text;
    }
}

TEST(PublicAddress, NotTheOfficesOwnNorASpecialOne) {
    for (const char* text : {"0.0.0.0",
                             "10.1.2.3",
                             "100.64.0.1",
                             "127.0.0.1",
                             "127.9.9.9",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "198.18.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fe80::1",
                             "fc00::1",
                             "fd12::1",
                             "ff02::1",
                             "::ffff:10.0.0.1",
                             "::ffff:127.0.0.1",
                             "64:ff9b::a00:1",
                             "2001:db8::1",
                             "2002:a00:1::",
                             "2001::1"}) {
        EXPECT_FALSE(is_public(stored(text).address())) << text;
    }
    Stored other;
    other.bytes.ss_family = AF_UNIX;
    EXPECT_FALSE(is_public(other.address()));
}

TEST(PublicAddress, Loopback) {
    for (const char* text : {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"}) {
        EXPECT_TRUE(is_loopback(stored(text).address())) << text;
    }
    for (const char* text : {"128.0.0.1", "10.0.0.1", "::2", "fe80::1"}) {
        EXPECT_FALSE(is_loopback(stored(text).address())) << text;
    }
}

}  // namespace
}  // namespace trinh::webhook
