// The port and the poster on real sockets: who is let in, what leaves, what is refused.
#include "adapters/http/event_port.h"

#include <gtest/gtest.h>

#include "tests/adapters/http/loopback.h"
#include "tests/adapters/http/small_site.h"

namespace trinh::http {
namespace {

using testing::ask;
using testing::SmallSite;

const PosterLimits here{.allows_loopback = true};

unsigned short port_of(const EventPort& port) {
    const std::string location = port.location("s");
    return static_cast<unsigned short>(std::stoi(location.substr(location.rfind(':') + 1)));
}

chart::OutgoingSend send_to(std::string target, std::string name) {
    chart::OutgoingSend send;
    send.target = std::move(target);
    send.event.name = std::move(name);
    return send;
}

std::string text_post(std::string_view target, std::string_view more = {}) {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n" +
           std::string(more) + "\r\nhi";
}

TEST(EventPort, BringsBackWhatASessionSendsToItself) {
    EventPort port("s", here);
    std::vector<chart::Arrival> arrived;

    const auto trouble = port.carry(send_to(port.location("s"), "one"), arrived);
    const auto child = port.carry(send_to(port.location("s/2/1"), "two"), arrived);

    EXPECT_EQ(trouble, std::nullopt);
    EXPECT_EQ(child, std::nullopt);
    ASSERT_EQ(arrived.size(), 2U);
    EXPECT_EQ(arrived[0].session_id, "s");
    EXPECT_EQ(arrived[0].event.name, "one");
    EXPECT_EQ(arrived[1].session_id, "s/2/1");
    EXPECT_TRUE(port.take().empty());
}

TEST(EventPort, LetsInOnlyWhatIsForItsSession) {
    EventPort port("s", here);
    const unsigned short number = port_of(port);

    EXPECT_EQ(ask(number, text_post("/sessions/s/basichttp")).status, 200);
    EXPECT_EQ(ask(number, text_post("/sessions/other/basichttp")).status, 404);
    EXPECT_EQ(ask(number, text_post("/sessions/s")).status, 404);
    EXPECT_EQ(
        ask(number, text_post("/sessions/s/basichttp", "Origin: http://evil.example\r\n")).status,
        403);
    EXPECT_EQ(ask(number,
                  "GET /sessions/s/basichttp HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                  "Sec-Fetch-Site: cross-site\r\n\r\n")
                  .status,
              403);
    EXPECT_EQ(
        ask(number, "GET /sessions/s/basichttp?a=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status,
        200);
    EXPECT_EQ(
        ask(number, "DELETE /sessions/s/basichttp HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status,
        405);
    const auto arrived = port.take();
    ASSERT_EQ(arrived.size(), 2U);
    EXPECT_EQ(arrived[1].event.name, "HTTP.GET");
}

TEST(EventPort, HoldsNoMoreThanAThousandEvents) {
    EventPort port("s", here);
    std::string request = text_post("/sessions/s/basichttp");
    testing::RawClient client(port_of(port));
    for (int i = 0; i < 1'000; ++i) {
        client.send(request);
        ASSERT_EQ(client.read().status, 200) << i;
    }

    client.send(request);

    EXPECT_EQ(client.read().status, 503);
    EXPECT_EQ(port.take().size(), 1'000U);
}

TEST(EventPoster, ReportsAnAnswerThatIsNoSuccess) {
    SmallSite site;
    const std::string base = "http://localhost:" + std::to_string(site.port);

    EXPECT_EQ(post_event(base + "/api/echo", {"text/plain", "x", ""}, here), std::nullopt);
    EXPECT_EQ(*post_event(base + "/nowhere", {"text/plain", "x", ""}, here),
              "localhost:" + std::to_string(site.port) + " refused the message with status 404.");
}

TEST(EventPoster, PostsNowhereUnlessItMay) {
    SmallSite site;
    const std::string there = "127.0.0.1:" + std::to_string(site.port);
    PosterLimits nothing, one;
    one.hosts = {there};

    EXPECT_EQ(*post_event("http://" + there + "/api/echo", {"text/plain", "x", ""}, nothing),
              "Messages may not be posted to " + there + " from here.");
    EXPECT_EQ(post_event("http://" + there + "/api/echo", {"text/plain", "x", ""}, one),
              std::nullopt);
    for (const char* sly :
         {"http://127.0.0.1.example/", "http://0x7f000001/", "http://2130706433/",
          "http://user@127.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://127.0.0.1%2f@h/",
          "http:///x", "//127.0.0.1/", "http://127.0.0.1:0/", "http://127.0.0.1:65536/",
          "http://127.0.0.1:99999999999999999999/"})
        EXPECT_TRUE(post_event(sly, {"text/plain", "x", ""}, one)) << sly;
    EXPECT_EQ(*post_event("http://127.0.0.1:99999999999999999999/", {"text/plain", "x", ""}, here),
              "'http://127.0.0.1:99999999999999999999/' is not an address a message can be posted "
              "to.");
}

TEST(EventPoster, SendsNoMoreThanItMayAndWaitsNoLonger) {
    SmallSite site;
    const std::string base = "http://127.0.0.1:" + std::to_string(site.port);
    PosterLimits tight = here;
    tight.body_max = 10;
    tight.time_max = std::chrono::milliseconds(50);

    EXPECT_EQ(*post_event(base + "/api/echo", {"text/plain", std::string(11, 'x'), ""}, tight),
              "The message to 127.0.0.1:" + std::to_string(site.port) +
                  " has 11 bytes; at most 10 are sent.");
    EXPECT_EQ(*post_event(base + "/api/wait", {"text/plain", "x", ""}, tight),
              "127.0.0.1:" + std::to_string(site.port) + " did not answer in time.");
}

}  // namespace
}  // namespace trinh::http
