// Who may knock, which file or route answers, and the headers every answer carries.
#include "adapters/http/site.h"

#include <gtest/gtest.h>

#include "tests/adapters/http/loopback.h"
#include "tests/adapters/http/small_site.h"

namespace trinh::http {
namespace {

using testing::ask;
using testing::get;
using testing::RawClient;
using testing::SmallSite;
using testing::with_body;

TEST(Site, PutsTheProtectingHeadersOnEveryAnswer) {
    SmallSite site;

    for (const char* target : {"/", "/api/hello/lan", "/api/nothing", "/api/%", "/api/broken"}) {
        const auto reply = ask(site.port, get(target));
        EXPECT_EQ(reply.header("x-content-type-options"), "nosniff") << target;
        EXPECT_EQ(reply.header("referrer-policy"), "same-origin") << target;
        EXPECT_EQ(reply.header("x-frame-options"), "DENY") << target;
        const auto policy = reply.header("content-security-policy");
        EXPECT_NE(policy.find("default-src 'self'"), std::string::npos) << target;
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << target;
        EXPECT_FALSE(reply.header("date").empty()) << target;
    }
}

TEST(Site, KeepsApiAnswersOutOfCaches) {
    SmallSite site;

    EXPECT_EQ(ask(site.port, get("/api/hello/lan")).header("cache-control"), "no-store");
    EXPECT_EQ(ask(site.port, get("/api/nothing")).header("cache-control"), "no-store");
    EXPECT_EQ(ask(site.port, get("/")).header("cache-control"), "no-cache");
}

TEST(Site, Tells404From405) {
    SmallSite site;

    const auto missing = ask(site.port, get("/api/nothing"));
    const auto wrong = ask(site.port, with_body("DELETE", "/api/echo", ""));
    const auto file = ask(site.port, with_body("POST", "/app.js", ""));

    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.reason(), "not_found");
    EXPECT_EQ(missing.message(), "There is nothing at /api/nothing.");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("allow"), "POST");
    EXPECT_EQ(file.status, 405);
    EXPECT_EQ(file.header("allow"), "GET, HEAD");
}

TEST(Site, AnswersForItsOwnNamesOnly) {
    SiteOptions options;
    options.host_names = {"Trinh.Example.VN"};
    SmallSite site(testing::quick_options(), options);
    const auto status_for = [&](const std::string& host) {
        return ask(site.port, "GET /api/hello/a HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
    };

    EXPECT_EQ(status_for("trinh.example.vn"), 200);
    EXPECT_EQ(status_for("TRINH.example.vn:8443"), 200);
    EXPECT_EQ(status_for("localhost:1"), 200);
    EXPECT_EQ(status_for("127.0.0.1"), 200);
    EXPECT_EQ(status_for("[::1]:8080"), 200);
    EXPECT_EQ(status_for("evil.example"), 421);
    EXPECT_EQ(status_for("localhost.evil.example"), 421);
    EXPECT_EQ(status_for("localhost\r\nHost: evil.example"), 421);
}

TEST(Site, RefusesRequestsWithoutHost) {
    SmallSite site;

    const auto reply = ask(site.port, "GET / HTTP/1.1\r\n\r\n");

    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.message(), "The request names no Host; HTTP/1.1 demands one.");
}

TEST(Site, RefusesChangesSentByAForeignPage) {
    SmallSite site;

    EXPECT_EQ(
        ask(site.port, with_body("POST", "/api/echo", "x", "Origin: https://evil.example\r\n"))
            .status,
        403);
    EXPECT_EQ(ask(site.port, with_body("POST", "/api/echo", "x", "Origin: null\r\n")).status, 403);
    EXPECT_EQ(
        ask(site.port, with_body("POST", "/api/echo", "x", "Origin: http://localhost\r\n")).status,
        200);
    EXPECT_EQ(ask(site.port, get("/api/hello/a", "Origin: https://evil.example\r\n")).status, 200);
}

TEST(Site, TurnsAThrowingHandlerInto503WithoutItsWords) {
    std::string told;
    SiteOptions options;
    options.on_fault = [&](const std::string& line) { told = line; };
    SmallSite site(testing::quick_options(), options);

    const auto reply = ask(site.port, get("/api/broken"));

    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.reason(), "unavailable");
    EXPECT_EQ(reply.header("retry-after"), "5");
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
    EXPECT_EQ(told, "/api/broken: the disk is full at secret place");
}

TEST(Site, BelievesOnlyItsProxyAboutWhoAsks) {
    SiteOptions behind_proxy;
    behind_proxy.trusts_proxy = true;
    SmallSite proxied(testing::quick_options(), behind_proxy);
    SmallSite direct;
    const auto request = get("/api/remote", "X-Forwarded-For: 9.9.9.9, 10.1.2.3\r\n");

    EXPECT_EQ(ask(proxied.port, request).body, "10.1.2.3");
    EXPECT_EQ(ask(direct.port, request).body, "127.0.0.1");
}

TEST(Assets, AreSentWithTheirTagAndNotTwice) {
    SmallSite site;

    const auto first = ask(site.port, get("/"));
    const auto again = ask(site.port, get("/", "If-None-Match: \"other\", W/\"page1\"\r\n"));
    const auto changed = ask(site.port, get("/", "If-None-Match: \"page0\"\r\n"));

    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body, "<!doctype html>");
    EXPECT_EQ(first.header("etag"), "\"page1\"");
    EXPECT_EQ(first.header("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(again.header("etag"), "\"page1\"");
    EXPECT_EQ(changed.status, 200);
}

TEST(Assets, AreSentZippedToWhoTakesThat) {
    SmallSite site;

    const auto zipped = ask(site.port, get("/app.js", "Accept-Encoding: br, gzip;q=0.5\r\n"));
    const auto plain = ask(site.port, get("/app.js", "Accept-Encoding: gzip;q=0, br\r\n"));
    const auto known = ask(site.port, get("/app.js", "If-None-Match: \"js1-gz\"\r\n"));

    EXPECT_EQ(zipped.header("content-encoding"), "gzip");
    EXPECT_EQ(zipped.header("etag"), "\"js1-gz\"");
    EXPECT_EQ(zipped.header("vary"), "Accept-Encoding");
    EXPECT_EQ(zipped.body, "\x1f\x8b-zipped");
    EXPECT_EQ(zipped.header("cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(plain.header("content-encoding"), "");
    EXPECT_EQ(plain.body, "console.log(1)");
    EXPECT_EQ(known.status, 304);
}

TEST(Assets, GiveThePageForALinkIntoIt) {
    SmallSite site;

    EXPECT_EQ(ask(site.port, get("/cases/17", "Accept: text/html,*/*\r\n")).body,
              "<!doctype html>");
    EXPECT_EQ(ask(site.port, get("/cases/17", "Accept: application/json\r\n")).status, 404);
    EXPECT_EQ(ask(site.port, get("/gone.js", "Accept: text/html\r\n")).status, 404);
    EXPECT_EQ(ask(site.port, get("/api/gone", "Accept: text/html\r\n")).status, 404);
}

}  // namespace
}  // namespace trinh::http
