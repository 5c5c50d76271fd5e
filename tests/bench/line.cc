#include "tests/bench/line.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "engine/base/check.h"

namespace trinh::bench {
namespace {

namespace json = boost::json;

http::ServerOptions any_port() {
    http::ServerOptions options;
    options.port = 0;
    return options;
}

}  // namespace

Server::Server(testing::TestOffice& office)
    : api_(office.office(), {}), site_(router_, nullptr, {}), server_(site_, any_port()) {
    api_.add_routes(router_);
    server_.start();
}

Line::Line(std::uint16_t port, const std::string& person) : client_(port) {
    const json::object who{{"user", person}, {"password", "mat-khau-" + person}};
    const auto reply = post("/api/session", json::serialize(who));
    CHECK(reply.status == 200);
    const auto cookie = reply.header("set-cookie");
    headers_ = "Cookie: " + cookie.substr(0, cookie.find(';')) +
               "\r\nX-CSRF-Token: " + std::string(json::parse(reply.body).at("csrf").as_string()) +
               "\r\n";
}

http::testing::Reply Line::post(const std::string& target, const std::string& body,
                                const std::string& more) {
    client_.send(http::testing::with_body("POST", target, body, headers_ + more));
    return client_.read();
}

http::testing::Reply Line::get(const std::string& target) {
    client_.send(http::testing::get(target, headers_));
    return client_.read();
}

}  // namespace trinh::bench
