/// ApiSite: the whole API over a test office with the sample's people, on a loopback socket.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>
#include <string>

#include "adapters/http/api.h"
#include "adapters/http/server.h"
#include "tests/adapters/http/loopback.h"
#include "tests/adapters/http/openapi.h"
#include "tests/support/test_office.h"

namespace trinh::http::testing {

inline ServerOptions any_port() {
    ServerOptions options;
    options.port = 0;
    return options;
}

class ApiSite {
public:
    explicit ApiSite(ApiOptions options = {})
        : api_(prepared(office), std::move(options)),
          site_(routes(), nullptr, {}),
          server_(site_, any_port()) {
        server_.start();
    }

    [[nodiscard]] unsigned short port() const { return server_.port(); }
    [[nodiscard]] const Router& router() const { return router_; }
    [[nodiscard]] const OpenApi& described() const { return described_; }

    trinh::testing::TestOffice office;

private:
    static service::Office prepared(trinh::testing::TestOffice& office) {
        office.clock().set(*Instant::parse("2023-04-14T01:00Z"));
        office.load_workflows();
        office.load_people();
        return office.office();
    }
    const Router& routes() {
        api_.add_routes(router_);
        return router_;
    }

    Router router_;
    Api api_;
    OpenApi described_;
    Site site_;
    Server server_;
};

/// One officer's browser. Every answer it gets is held against schemas/openapi.yaml.
class Officer {
public:
    explicit Officer(ApiSite& site) : site_(site) {}
    Officer(ApiSite& site, const std::string& user) : site_(site) {
        EXPECT_EQ(sign_in(user).status, 200) << user;
    }

    Reply sign_in(const std::string& user) { return sign_in(user, "mat-khau-" + user); }
    Reply sign_in(const std::string& user, const std::string& password) {
        const json::object body{{"user", user}, {"password", password}};
        auto reply = post("/api/session", body);
        const auto cookie = reply.header("set-cookie");
        if (!cookie.empty()) cookie_ = cookie.substr(0, cookie.find(';'));
        if (reply.status == 200) csrf_ = json::parse(reply.body).at("csrf").as_string().c_str();
        return reply;
    }

    Reply get(const std::string& target) {
        return checked("GET", target,
                       ask(site_.port(), testing::get(target, "Cookie: " + cookie_ + "\r\n")));
    }
    Reply post(const std::string& target, const json::object& body, const std::string& more = {}) {
        return send("POST", target, json::serialize(body), more);
    }
    Reply send(const std::string& method, const std::string& target, const std::string& body,
               const std::string& more = {}) {
        return checked(method, target,
                       ask(site_.port(), with_body(method, target, body, headers() + more)));
    }
    /// As post(), with these header lines instead of the officer's own.
    Reply send_as(const std::string& method, const std::string& target,
                  const std::string& headers) {
        return checked(method, target, ask(site_.port(), with_body(method, target, "{}", headers)));
    }
    /// The document of a successful GET.
    json::object document(const std::string& target) {
        const auto reply = get(target);
        EXPECT_EQ(reply.status, 200) << target << reply.body;
        return reply.status == 200 ? json::parse(reply.body).as_object() : json::object();
    }

    [[nodiscard]] std::string headers() const {
        return "Cookie: " + cookie_ + "\r\nX-CSRF-Token: " + csrf_ + "\r\n";
    }
    [[nodiscard]] const std::string& cookie() const { return cookie_; }
    [[nodiscard]] const std::string& csrf() const { return csrf_; }

private:
    Reply checked(const std::string& method, const std::string& target, Reply reply) {
        Request request;
        request.target = target;
        if (!read_target(request)) return reply;
        const auto match = site_.router().find(method, request.segments);
        if (match.route == nullptr) return reply;
        const auto faults =
            site_.described().faults(method, match.route->pattern, reply.status, reply.body);
        for (const auto& fault : faults) ADD_FAILURE() << method << " " << target << ": " << fault;
        return reply;
    }

    ApiSite& site_;
    std::string cookie_ = "none=1", csrf_;
};

}  // namespace trinh::http::testing
