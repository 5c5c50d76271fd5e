// <send> of the Basic HTTP event processor (Appendix C.2), as the engine sees it: what leaves, what
// comes back at once, what is an error. The wire itself: tests/adapters/http.
#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

/// Sends every message back to the session it came from, unless it is told to refuse.
class Mirror : public HttpPost {
public:
    [[nodiscard]] std::string location(std::string_view session_id) const override {
        return "http://127.0.0.1:1/" + std::string(session_id);
    }
    std::optional<std::string> carry(const OutgoingSend& send,
                                     std::vector<Arrival>& arrived) override {
        seen.push_back(send);
        if (!trouble.empty()) return trouble;
        Event back;
        back.name = send.event.name;
        back.raw = "POST";
        arrived.push_back({send.target.substr(send.target.find(":1/") + 3), back});
        return std::nullopt;
    }
    std::vector<OutgoingSend> seen;
    std::string trouble;
};

/// A session that starts with the mirror in its surroundings.
class HttpSend : public testing::Test {
protected:
    Session& start(std::string_view body) {
        limits.http = &mirror;
        session.emplace(chart_of(body), "test");
        last = session->start(now, facts, limits);
        return *session;
    }
    [[nodiscard]] std::string at() const { return session->active_atomic().front(); }

    Mirror mirror;
    Instant now;
    json::object facts;
    StepLimits limits;
    std::optional<Session> session;
    Outcome last;
};

constexpr std::string_view to_itself =
    R"( type="basichttp" targetexpr="_ioprocessors.basichttp.location" )";

std::string with_send(std::string_view send, std::string_view transitions) {
    return "<state id='s'><onentry>" + std::string(send) + "</onentry>" + std::string(transitions) +
           "</state><state id='pass'/><state id='fail'/>";
}

TEST_F(HttpSend, ComesBackBeforeWhatIsSentLater) {
    start(with_send("<send event='web'" + std::string(to_itself) + "/><send event='later'/>",
                    "<transition event='web' cond=\"_event.raw == 'POST'\" target='pass'/>"
                    "<transition event='*' target='fail'/>"));

    EXPECT_EQ(at(), "pass");
    ASSERT_EQ(mirror.seen.size(), 1U);
    EXPECT_EQ(mirror.seen[0].target, "http://127.0.0.1:1/test");
}

TEST_F(HttpSend, SaysWhetherItsDataIsContent) {
    start(
        with_send("<send event='a' type='basichttp' target='http://h/'><param name='n' expr='1'/>"
                  "</send><send type='basichttp' target='http://h/'><content>text</content>"
                  "</send>",
                  ""));

    ASSERT_EQ(mirror.seen.size(), 2U);
    EXPECT_FALSE(mirror.seen[0].is_content);
    EXPECT_EQ(mirror.seen[0].event.data.at("n").to_number<int>(), 1);
    EXPECT_TRUE(mirror.seen[1].is_content);
    EXPECT_EQ(mirror.seen[1].event.data, json::value("text"));
}

TEST_F(HttpSend, FailsAsErrorCommunicationWithItsSendId) {
    mirror.trouble = "The line is dead.";
    start(with_send("<send id='mine' event='web'" + std::string(to_itself) + "/>",
                    "<transition event='error.communication' cond=\"_event.sendid == 'mine'\" "
                    "target='pass'/><transition event='*' target='fail'/>"));

    EXPECT_EQ(at(), "pass");
    ASSERT_EQ(last.log.size(), 1U);
    EXPECT_EQ(last.log[0].text, "The line is dead.");
}

TEST_F(HttpSend, NeedsATargetAndSomethingToSay) {
    for (const char* send : {"<send event='e' type='basichttp'/>",
                             "<send type='basichttp' target='http://h/' eventexpr=\"''\"/>"}) {
        start(with_send(send, "<transition event='error.communication' target='pass'/>"));
        EXPECT_EQ(at(), "pass") << send;
    }
    EXPECT_TRUE(mirror.seen.empty());
}

TEST_F(HttpSend, IsDelayedWithItsContent) {
    Session& sender =
        start(with_send("<send type='basichttp' target='http://127.0.0.1:1/test' delay='1s'>"
                        "<content>later</content></send>",
                        ""));
    EXPECT_TRUE(mirror.seen.empty());
    auto restored = Session::restore(chart_of(with_send("", "")), sender.snapshot());
    ASSERT_TRUE(restored.has_value()) << restored.error().message;

    now = now + Duration{1'000};
    restored.value().deliver(*restored.value().take_due(now), now, facts, limits);

    ASSERT_EQ(mirror.seen.size(), 1U);
    EXPECT_TRUE(mirror.seen[0].is_content);
}

TEST_F(HttpSend, ReachesAnInvokedSession) {
    start(R"(<state id="s"><invoke><content><scxml version="1.0" datamodel="ecmascript">
          <state id="a"><onentry><send event="web" type="basichttp"
              targetexpr="_ioprocessors['basichttp'].location"/></onentry>
            <transition event="web" target="b"/></state><final id="b"/></scxml></content></invoke>
        <transition event="done.invoke" target="pass"/></state><state id="pass"/>)");

    EXPECT_EQ(at(), "pass");
}

TEST(HttpSendAlone, IsAnErrorWhereThereIsNoHttp) {
    Drive run(with_send("<send event='e' type='basichttp' target='http://h/'/>",
                        "<transition event='error.communication' "
                        "cond=\"typeof _ioprocessors.basichttp == 'undefined'\" "
                        "target='pass'/>"));

    EXPECT_EQ(run.at(), "pass");
}

}  // namespace
}  // namespace trinh::chart
