// The server on real sockets: keep-alive, limits, malformed bytes, stopping, many at once.
#include "adapters/http/server.h"

#include <gtest/gtest.h>
#include <mutex>
#include <thread>

#include "tests/adapters/http/loopback.h"
#include "tests/adapters/http/small_site.h"

namespace trinh::http {
namespace {

using namespace std::chrono_literals;
using testing::ask;
using testing::get;
using testing::quick_options;
using testing::RawClient;
using testing::SmallSite;
using testing::with_body;

TEST(Server, AnswersManyRequestsOnOneConnection) {
    SmallSite site;
    RawClient client(site.port);

    for (int i = 0; i < 3; ++i) {
        client.send(get("/api/hello/lan"));
        const auto reply = client.read();
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, R"({"hello":"lan"})");
    }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    SmallSite site;
    RawClient client(site.port);

    client.send(get("/api/hello/a") + with_body("POST", "/api/echo", "bb") + get("/") +
                get("/api/hello/d", "Connection: close\r\n"));

    EXPECT_EQ(client.read().body, R"({"hello":"a"})");
    EXPECT_EQ(client.read().body, "bb");
    EXPECT_EQ(client.read().body, "<!doctype html>");
    const auto last = client.read();
    EXPECT_EQ(last.body, R"({"hello":"d"})");
    EXPECT_EQ(last.header("connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, TakesARequestThatArrivesByteByByte) {
    SmallSite site;
    RawClient client(site.port);

    for (const char c : with_body("POST", "/api/echo", "đ")) client.send({&c, 1});

    EXPECT_EQ(client.read().body, "đ");
}

TEST(Server, ClosesAfterAnHttp10Request) {
    SmallSite site;
    RawClient client(site.port);

    client.send("GET /api/hello/a HTTP/1.0\r\nHost: localhost\r\n\r\n");

    EXPECT_EQ(client.read().status, 200);
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, SendsNoBodyForHead) {
    SmallSite site;
    RawClient client(site.port);

    client.send("HEAD /api/big HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/api/hello/a"));

    const auto head = client.read(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), "3000000");
    EXPECT_EQ(client.read().body, R"({"hello":"a"})");
}

TEST(Server, SendsLargeAnswersWhole) {
    SmallSite site;

    EXPECT_EQ(ask(site.port, get("/api/big")).body, std::string(3'000'000, 'x'));
}

TEST(Server, ReadsChunkedBodies) {
    SmallSite site;
    RawClient client(site.port);
    const std::string head = "POST /api/echo HTTP/1.1\r\nHost: localhost\r\n";

    client.send(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n" +
                get("/api/hello/a"));

    EXPECT_EQ(client.read().body, "abcde");
    EXPECT_EQ(client.read().status, 200);
}

TEST(Server, InvitesABodyThatWaitsToBeInvited) {
    SmallSite site;
    RawClient client(site.port);

    client.send(
        "POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: "
        "100-continue\r\n\r\n");
    const auto invited = client.read();
    client.send("ok");

    EXPECT_EQ(invited.status, 100);
    EXPECT_EQ(client.read().body, "ok");
}

TEST(Server, RefusesABodyThatIsTooLarge) {
    SmallSite site;
    const std::string two_mb(2'000'000, 'x');

    const auto announced = ask(site.port, with_body("POST", "/api/echo", two_mb));
    const auto where_allowed =
        ask(site.port, with_body("POST", "/api/large", two_mb, "X-Badge: ok\r\n"));
    const auto chunked = ask(site.port,
                             "POST /api/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
                             "chunked\r\n\r\n1e8480\r\n" +
                                 two_mb + "\r\n0\r\n\r\n");

    EXPECT_EQ(announced.status, 413);
    EXPECT_EQ(announced.message(),
              "The request's body is larger than the 1048576 bytes that this address takes.");
    EXPECT_EQ(where_allowed.body, R"({"bytes":2000000})");
    EXPECT_EQ(chunked.status, 413);
}

TEST(Server, ChecksTheHeadBeforeItReadsALargeBody) {
    SmallSite site;
    const std::string head =
        "POST /api/large HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000\r\n";

    const auto stranger = ask(site.port, head + "\r\n");
    const auto broken = ask(site.port, head + "X-Badge: lost\r\n\r\n");
    RawClient welcome(site.port);
    welcome.send(head + "X-Badge: ok\r\nExpect: 100-continue\r\n\r\n");

    EXPECT_EQ(stranger.status, 403);
    EXPECT_EQ(stranger.header("connection"), "close");
    EXPECT_EQ(stranger.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(broken.status, 503);
    EXPECT_EQ(welcome.read().status, 100);
}

TEST(Server, RefusesAHugeHeader) {
    SmallSite site;

    const auto reply = ask(site.port, get("/", "X: " + std::string(40'000, 'y') + "\r\n"));

    EXPECT_EQ(reply.status, 431);
    EXPECT_EQ(reply.message(),
              "The request's header is longer than the 16384 bytes that this server takes.");
}

TEST(Server, TellsWhatIsWrongWithMalformedBytes) {
    SmallSite site;
    const std::string host = "Host: localhost\r\n";
    const std::vector<std::string> broken = {
        "hello\r\n\r\n",
        "GET / HTTP/9.9\r\n" + host + "\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\x16\x03\x01\x02 a TLS greeting \r\n\r\n",
        std::string("GET /a\0b HTTP/1.1\r\n", 20) + host + "\r\n",
        "GET / HTTP/1.1\r\n" + host + "No colon here\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "X: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "Content-Length: 1x\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
        "POST /api/echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /api/echo HTTP/1.1\r\n" + host +
            "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
        "POST /api/echo HTTP/1.1\r\n" + host +
            "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
    };

    for (const auto& bytes : broken) {
        const auto reply = ask(site.port, bytes);
        EXPECT_EQ(reply.status, 400) << bytes;
        EXPECT_EQ(reply.message().find("The request is not well-formed HTTP/1.1: "), 0U) << bytes;
        EXPECT_EQ(reply.header("connection"), "close") << bytes;
    }
    EXPECT_EQ(ask(site.port, get("/api/hello/still-alive")).status, 200);
}

TEST(Server, RefusesAnUnknownTransferEncoding) {
    SmallSite site;
    const std::string head = "POST /api/echo HTTP/1.1\r\nHost: localhost\r\n";

    const auto reply = ask(site.port, head + "Transfer-Encoding: gzip\r\n\r\n" + get("/"));

    EXPECT_EQ(reply.status, 501);
    EXPECT_EQ(reply.header("connection"), "close");
}

TEST(Server, DoesNotReadARefusedBodyAsTheNextRequest) {
    SmallSite site;
    RawClient client(site.port);

    client.send(with_body("POST", "/api/nothing", get("/api/hello/smuggled")));

    EXPECT_EQ(client.read().status, 404);
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, ClosesAConnectionThatDawdles) {
    auto options = quick_options();
    options.header = 150ms;
    options.idle = 150ms;
    options.body = 150ms;
    SmallSite site(options);
    RawClient silent(site.port), slow_header(site.port), slow_body(site.port);

    slow_header.send("GET / HTTP/1.1\r\nHost: local");
    slow_body.send("POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");

    EXPECT_TRUE(silent.is_closed());
    EXPECT_TRUE(slow_header.is_closed());
    EXPECT_TRUE(slow_body.is_closed());
}

TEST(Server, AnswersForAHandlerThatTakesTooLong) {
    auto options = quick_options();
    options.handler = 100ms;
    SmallSite site(options);

    const auto reply = ask(site.port, get("/api/wait"));

    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.message().find("The server did not finish this in time"), 0U);
    site.release();
}

TEST(Server, TurnsAwayWhatItCannotHold) {
    auto options = quick_options();
    options.connections_max = 1;
    SmallSite site(options);
    RawClient first(site.port);
    first.send(get("/api/hello/a"));
    ASSERT_EQ(first.read().status, 200);

    RawClient second(site.port);

    EXPECT_EQ(second.read().status, 503);
    EXPECT_TRUE(second.is_closed());
}

TEST(Server, RefusesWorkBeyondItsQueue) {
    auto options = quick_options();
    options.jobs_max = 1;
    SmallSite site(options);
    RawClient waiting(site.port);
    waiting.send(get("/api/wait"));
    site.wait_until_entered();

    const auto refused = ask(site.port, get("/api/hello/a"));
    site.release();

    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("retry-after"), "2");
    EXPECT_EQ(waiting.read().status, 200);
}

TEST(Server, FinishesRunningRequestsWhenItStops) {
    SmallSite site;
    RawClient idle(site.port), waiting(site.port);
    idle.send(get("/api/hello/a"));
    ASSERT_EQ(idle.read().status, 200);
    waiting.send(get("/api/wait"));
    site.wait_until_entered();

    std::thread stopping([&] { site.server.stop(); });
    EXPECT_TRUE(idle.is_closed());
    site.release();
    const auto reply = waiting.read();
    stopping.join();

    EXPECT_EQ(reply.body, R"({"waited":true})");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_TRUE(waiting.is_closed());
    EXPECT_THROW(RawClient{site.port}, std::runtime_error);
}

TEST(Server, StopsAfterItsGraceThoughAPeerHoldsOn) {
    auto options = quick_options();
    options.grace = 50ms;
    SmallSite site(options);
    RawClient half(site.port);
    half.send(
        "POST /api/echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Length: 9\r\n\r\n");
    ASSERT_EQ(half.read().status, 100);

    site.server.stop();

    EXPECT_TRUE(half.is_closed());
}

TEST(Server, SaysWhyItCannotListen) {
    SmallSite site;
    Router router;
    const Site other(router, nullptr, {});
    ServerOptions taken;
    taken.port = site.port;
    ServerOptions nowhere;
    nowhere.address = "localhost";
    const auto fault_of = [&](const ServerOptions& options) -> std::string {
        Server server(other, options);
        try {
            server.start();
        } catch (const std::runtime_error& fault) {
            return fault.what();
        }
        return "";
    };

    EXPECT_EQ(fault_of(taken), "Cannot listen on 127.0.0.1 port " + std::to_string(site.port) +
                                   ": Address already in use.");
    EXPECT_EQ(fault_of(nowhere).find("\"localhost\" is no IP address"), 0U);
}

TEST(Server, ServesManyAtOnce) {
    std::mutex mutex;
    int lines = 0;
    auto options = quick_options();
    options.on_answer = [&](const AccessLine& line) {
        const std::lock_guard lock(mutex);
        lines += line.status == 200 && line.took.count() >= 0 ? 1 : 0;
    };
    SmallSite site(options);
    std::vector<std::thread> people;
    std::atomic<int> good = 0;

    for (int i = 0; i < 8; ++i) {
        people.emplace_back([&, i] {
            RawClient client(site.port);
            const auto text = "person " + std::to_string(i);
            for (int n = 0; n < 50; ++n) {
                client.send(with_body("POST", "/api/echo", text));
                if (client.read().body == text) ++good;
            }
        });
    }
    for (auto& person : people) person.join();
    site.server.stop();

    EXPECT_EQ(good, 400);
    EXPECT_EQ(lines, 400);
}

}  // namespace
}  // namespace trinh::http
