// IRP test 513 and the rest of Appendix C.2 on real sockets, through the runner of charts.
#include <gtest/gtest.h>
#include <sstream>

#include "adapters/app/loopback_events.h"
#include "adapters/cli/scxml_run.h"
#include "tests/adapters/http/loopback.h"

namespace trinh::cli {
namespace {

using http::testing::ask;
using http::testing::Reply;

std::string document(std::string_view body) {
    return "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" "
           "datamodel=\"ecmascript\"><!-- basichttp -->" +
           std::string(body) + "<final id=\"pass\"/><final id=\"fail\"/></scxml>";
}

/// A POST of a form to that address, which is "http://127.0.0.1:PORT/PATH".
Reply post_form(const std::string& address, std::string_view form, std::string_view more = {}) {
    const auto colon = address.rfind(':'), slash = address.find('/', colon);
    const auto port = static_cast<unsigned short>(std::stoi(address.substr(colon + 1)));
    return ask(port, "POST " + address.substr(slash) +
                         " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                         "application/x-www-form-urlencoded\r\nContent-Length: " +
                         std::to_string(form.size()) + "\r\n" + std::string(more) + "\r\n" +
                         std::string(form));
}

std::string run(std::string_view xml, const OpenWebEvents& open_web, std::string_view lines = {}) {
    std::istringstream events{std::string(lines)};
    std::ostringstream out, err;
    run_scxml(xml, lines.empty() ? nullptr : &events, out, err, {}, open_web);
    return out.str() + err.str();
}

TEST(BasicHttp, AnswersAnAcceptedMessageWith200AndThenTakesIt) {
    Reply reply;
    const auto open_web = [&](const std::string& id) {
        auto web = app::open_loopback_events(id);
        reply = post_form(web->location(id), "key1=v+1&key2=%C4%91", "_scxmleventname: test\r\n");
        return web;
    };

    const std::string out = run(document(R"X(<state id="s"><transition event="test"
        cond="_event.data.key1 == 'v 1' &amp;&amp; _event.data.key2 == 'đ' &amp;&amp;
            _event.type == 'external' &amp;&amp; _event.origintype.includes('BasicHTTP')"
        target="pass"/><transition event="*" target="fail"/></state>)X"),
                                open_web);

    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(out, "{\"active\":[\"pass\"],\"final\":true,\"log\":[]}\n");
}

TEST(BasicHttp, ReadsWhatCameInBeforeTheNextLine) {
    const auto open_web = [&](const std::string& id) {
        auto web = app::open_loopback_events(id);
        EXPECT_EQ(post_form(web->location(id), "_scxmleventname=a").status, 200);
        return web;
    };

    const std::string out =
        run(document(R"X(<state id="s"><transition event="a" target="t"/></state>
            <state id="t"><transition event="b" target="pass"/></state>)X"),
            open_web, "{\"event\":\"b\"}\n");

    EXPECT_EQ(out,
              "{\"active\":[\"t\"],\"final\":false,\"log\":[]}\n"
              "{\"active\":[\"pass\"],\"final\":true,\"log\":[]}\n");
}

TEST(BasicHttp, ReachesAnInvokedChartAtALocationOfItsOwn) {
    const std::string out = run(document(R"X(<state id="s"><invoke><content>
          <scxml version="1.0" datamodel="ecmascript"><state id="a"><onentry>
            <send event="hello" type="basichttp"
                targetexpr="_ioprocessors.basichttp.location"/></onentry>
            <transition event="hello" target="b"/></state><final id="b"/></scxml></content>
        </invoke><transition event="hello" target="fail"/>
        <transition event="done.invoke" target="pass"/></state>)X"),
                                app::open_loopback_events);

    EXPECT_EQ(out, "{\"active\":[\"pass\"],\"final\":true,\"log\":[]}\n");
}

TEST(BasicHttp, SendsContentAsItIs) {
    const std::string out = run(document(R"X(<datamodel><data id="o" expr="{a: [1, 'x']}"/>
        </datamodel><state id="s"><onentry>
          <send event="e" type="basichttp" targetexpr="_ioprocessors.basichttp.location">
            <content expr="o"/></send></onentry>
        <transition event="e" cond="_event.data.a[1] === 'x' &amp;&amp;
            _event.raw.includes('application/json')" target="pass"/>
        <transition event="*" target="fail"/></state>)X"),
                                app::open_loopback_events);

    EXPECT_EQ(out, "{\"active\":[\"pass\"],\"final\":true,\"log\":[]}\n");
}

TEST(BasicHttp, SaysWhyAMessageDidNotArrive) {
    for (const auto& [target, reason] :
         {std::pair("http://192.0.2.1/", "may not be posted to 192.0.2.1:80 from here"),
          std::pair("http://localhost.example/", "may not be posted"),
          std::pair("https://127.0.0.1/", "plain http only"), std::pair("ftp://h/", "plain http"),
          std::pair("not an address", "is not an address"),
          std::pair("http://127.0.0.1:1/", "could not be reached")}) {
        const std::string out =
            run(document("<state id=\"s\"><onentry><send id=\"m\" event=\"e\" "
                         "type=\"basichttp\" target=\"" +
                         std::string(target) +
                         "\"/></onentry><transition event=\"error.communication\" "
                         "cond=\"_event.sendid == 'm'\" target=\"pass\"/></state>"),
                app::open_loopback_events);
        EXPECT_NE(out.find("\"active\":[\"pass\"]"), std::string::npos) << target;
        EXPECT_NE(out.find(reason), std::string::npos) << out;
    }
}

TEST(BasicHttp, IsNotOpenedForAChartThatDoesNotMentionIt) {
    const std::string out =
        run("<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\">"
            "<final id=\"pass\"/></scxml>",
            [](const std::string&) -> std::unique_ptr<WebEvents> {
                ADD_FAILURE() << "A listener was asked for.";
                return nullptr;
            });

    EXPECT_NE(out.find("pass"), std::string::npos);
}

}  // namespace
}  // namespace trinh::cli
