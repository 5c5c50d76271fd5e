// Signing in and out, the cookie, the CSRF token, and how guessing is slowed.
#include <gtest/gtest.h>

#include "tests/adapters/http/api_site.h"

namespace trinh::http {
namespace {

using testing::ApiSite;
using testing::ask;
using testing::Officer;

namespace json = boost::json;

TEST(Session, SignsInWithACookieThatNoScriptReads) {
    ApiSite site;
    Officer mai(site);

    const auto reply = mai.sign_in("mai");

    EXPECT_EQ(reply.status, 200);
    const auto cookie = reply.header("set-cookie");
    EXPECT_EQ(cookie.size(),
              std::string("trinh_session=; Path=/; HttpOnly; SameSite=Strict").size() + 64);
    EXPECT_NE(cookie.find("; Path=/; HttpOnly; SameSite=Strict"), std::string::npos);
    EXPECT_EQ(cookie.find("Secure"), std::string::npos);
    EXPECT_EQ(mai.document("/api/me").at("user").at("id").as_string(), "mai");
    EXPECT_EQ(reply.body.find("mat-khau"), std::string::npos);
}

TEST(Session, MarksTheCookieSecureWhenConfigured) {
    ApiOptions options;
    options.is_cookie_secure = true;
    ApiSite site(options);
    Officer mai(site);

    EXPECT_NE(mai.sign_in("mai").header("set-cookie").find("; Secure"), std::string::npos);
}

TEST(Session, SaysTheSameForAWrongPasswordAndAnUnknownName) {
    ApiSite site;
    Officer nobody(site);

    const auto wrong = nobody.sign_in("mai", "guess");
    const auto unknown = nobody.sign_in("no-such-person", "guess");

    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.reason(), "not_signed_in");
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(wrong.header("set-cookie"), "");
}

TEST(Session, RefusesEverythingToWhoIsNotSignedIn) {
    ApiSite site;
    Officer nobody(site);

    for (const auto& route : site.router().routes()) {
        if (route.pattern == "/api/session" || route.pattern == "/api/health") continue;
        auto target = route.pattern;
        for (auto at = target.find('{'); at != std::string::npos; at = target.find('{'))
            target.replace(at, target.find('}') - at + 1, "1");
        const auto reply = route.method == "GET" ? nobody.get(target) : nobody.post(target, {});
        EXPECT_EQ(reply.status, 401) << route.method << " " << target;
    }
}

TEST(Session, RefusesAChangeWithoutItsCsrfToken) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), mai(site, "mai");
    const std::string cookie = "Cookie: " + lan.cookie() + "\r\n";

    const auto without = lan.send_as("POST", "/api/cases", cookie);
    const auto foreign =
        lan.send_as("POST", "/api/cases", cookie + "X-CSRF-Token: " + mai.csrf() + "\r\n");
    const auto sign_out = lan.send_as("DELETE", "/api/session", cookie);

    EXPECT_EQ(without.status, 403);
    EXPECT_EQ(without.reason(), "not_permitted");
    EXPECT_EQ(foreign.status, 403);
    EXPECT_EQ(sign_out.status, 403);
    EXPECT_EQ(lan.get("/api/me").status, 200);
}

TEST(Session, EndsWithSignOut) {
    ApiSite site;
    Officer mai(site, "mai");

    const auto reply = mai.send("DELETE", "/api/session", "");

    EXPECT_EQ(reply.status, 204);
    EXPECT_NE(reply.header("set-cookie").find("trinh_session=;"), std::string::npos);
    EXPECT_EQ(mai.get("/api/me").status, 401);
}

TEST(Session, EndsWithTheDay) {
    ApiSite site;
    Officer mai(site, "mai");

    site.office.clock().set(site.office.clock().now() + hours(24 * 8));

    EXPECT_EQ(mai.get("/api/me").status, 401);
}

TEST(Session, EndsTheEarlierOneOfTheSameBrowser) {
    ApiSite site;
    Officer mai(site, "mai");
    const auto earlier = "Cookie: " + mai.cookie() + "\r\n";
    const auto sign_in = testing::with_body("POST", "/api/session",
                                            R"({"user":"mai","password":"mat-khau-mai"})", earlier);

    EXPECT_EQ(ask(site.port(), sign_in).status, 200);

    EXPECT_EQ(ask(site.port(), testing::get("/api/me", earlier)).status, 401);
}

TEST(Session, SlowsWhoGuesses) {
    ApiSite site;
    Officer nobody(site);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(nobody.sign_in("mai", "guess").status, 401);

    const auto slowed = nobody.sign_in("mai");

    EXPECT_EQ(slowed.status, 429);
    EXPECT_EQ(slowed.header("retry-after"), "1");
    EXPECT_EQ(slowed.message(), "Too many failed sign-ins; the next one is possible in 1 seconds.");
    EXPECT_EQ(nobody.sign_in("hung").status, 200);
    site.office.clock().set(site.office.clock().now() + seconds(1));
    EXPECT_EQ(nobody.sign_in("mai").status, 200);
}

TEST(Session, TakesJsonOnly) {
    ApiSite site;
    const std::string form = "user=mai&password=mat-khau-mai";

    const auto reply = ask(site.port(),
                           "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                           "text/plain\r\nContent-Length: " +
                               std::to_string(form.size()) + "\r\n\r\n" + form);

    EXPECT_EQ(reply.status, 415);
}

TEST(Health, NeedsNoSession) {
    ApiSite site;
    Officer nobody(site);

    const auto health = nobody.document("/api/health");

    EXPECT_TRUE(health.at("ok").as_bool());
    EXPECT_EQ(health.at("cases").as_int64(), 0);
}

}  // namespace
}  // namespace trinh::http
