/// Server and Line: the API on a loopback socket, and one officer's kept connection to it.
#pragma once

#include <cstdint>
#include <string>

#include "adapters/http/api.h"
#include "adapters/http/server.h"
#include "tests/adapters/http/loopback.h"
#include "tests/support/test_office.h"

namespace trinh::bench {

class Server {
public:
    explicit Server(testing::TestOffice& office);
    [[nodiscard]] std::uint16_t port() { return server_.port(); }

private:
    http::Router router_;
    http::Api api_;
    http::Site site_;
    http::Server server_;
};

class Line {
public:
    /// Signs in; `person` has the tests' password.
    Line(std::uint16_t port, const std::string& person);
    /// `more`: further header lines, each with its end.
    http::testing::Reply post(const std::string& target, const std::string& body,
                              const std::string& more = {});
    http::testing::Reply get(const std::string& target);

private:
    http::testing::RawClient client_;
    std::string headers_;
};

}  // namespace trinh::bench
