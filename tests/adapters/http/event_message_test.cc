#include "adapters/http/event_message.h"

#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace trinh::http {
namespace {

namespace json = boost::json;

chart::OutgoingSend send_of(std::string name, json::value data, bool is_content = false) {
    chart::OutgoingSend send;
    send.event.name = std::move(name);
    send.event.data = std::move(data);
    send.is_content = is_content;
    return send;
}

Request posted(std::string body, std::string type = "application/x-www-form-urlencoded") {
    Request request;
    request.method = "POST";
    request.target = "/s";
    request.headers["content-type"] = std::move(type);
    request.body = std::move(body);
    return request;
}

TEST(EventMessage, PutsNameAndValuesIntoAForm) {
    const auto message = event_message(send_of("a.b", json::object{{"n", 1.5},
                                                                   {"t", "x & y=đ"},
                                                                   {"o", {{"k", nullptr}}},
                                                                   {"no", nullptr},
                                                                   {"_scxmleventname", "other"}}));

    EXPECT_EQ(message.content_type, "application/x-www-form-urlencoded");
    EXPECT_EQ(message.body,
              "_scxmleventname=a.b&n=1.5&t=x%20%26%20y%3D%C4%91&o=%7B%22k%22%3Anull%7D&no=");
    EXPECT_EQ(event_message(send_of("", json::object{{"_scxmleventname", "test"}})).body,
              "_scxmleventname=test");
}

TEST(EventMessage, MakesContentTheBodyAndPutsTheNameIntoTheQuery) {
    const auto text = event_message(send_of("", "some text", true));
    const auto tree = event_message(send_of("e", json::array{1, "x"}, true));

    EXPECT_EQ(text.content_type, "text/plain; charset=utf-8");
    EXPECT_EQ(text.body, "some text");
    EXPECT_EQ(text.query, "");
    EXPECT_EQ(tree.content_type, "application/json");
    EXPECT_EQ(tree.body, "[1,\"x\"]");
    EXPECT_EQ(tree.query, "_scxmleventname=e");
}

TEST(EventMessage, IsNamedByItsFieldElseByItsHeaderElseByItsMethod) {
    Request by_header = posted("a=1");
    by_header.headers["_scxmleventname"] = "from.header";
    Request by_query;
    by_query.method = "GET";
    by_query.query["_scxmleventname"] = "asked";
    by_query.query["n"] = "1";

    EXPECT_EQ(event_of(posted("_scxmleventname=go&a=1")).value().name, "go");
    EXPECT_EQ(event_of(by_header).value().name, "from.header");
    EXPECT_EQ(event_of(posted("a=1")).value().name, "HTTP.POST");
    EXPECT_EQ(event_of(by_query).value().name, "asked");
    EXPECT_EQ(event_of(by_query).value().data, (json::object{{"n", "1"}}));
}

TEST(EventMessage, CarriesWhatElseCameAsItsData) {
    const auto form = event_of(posted("_scxmleventname=go&a=1&b=x+%C4%91%0Ay&a=2"));
    const auto tree = event_of(posted("{\"a\":[1]}", "application/json; charset=utf-8"));
    const auto text = event_of(posted("a text", "text/plain"));
    const auto nothing = event_of(posted("_scxmleventname=go"));

    EXPECT_EQ(form.value().data, (json::object{{"a", {"1", "2"}}, {"b", "x đ\ny"}}));
    EXPECT_EQ(tree.value().data, (json::object{{"a", {1}}}));
    EXPECT_EQ(text.value().data, json::value("a text"));
    EXPECT_TRUE(nothing.value().data.is_null());
    EXPECT_EQ(nothing.value().type, "external");
}

TEST(EventMessage, ShowsTheMessageWithATextThatCannotForgeHeaders) {
    const auto event = event_of(posted("this is\r\nX: y", "text/plain"));

    EXPECT_EQ(event.value().raw,
              "POST /s HTTP/1.1\r\ncontent-type: text/plain\r\n\r\nthis%20is%0D%0AX%3A%20y");
}

TEST(EventMessage, RefusesWhatCannotBeFormedIntoAnEvent) {
    std::string many;
    for (int i = 0; i < 1'100; ++i) many += "f" + std::to_string(i) + "=1&";
    for (const auto& request :
         {posted("_scxmleventname=a&_scxmleventname=b"), posted("_scxmleventname=a%20b"),
          posted("_scxmleventname=*"), posted("a=%4"), posted("a=%ff"), posted(many),
          posted("_scxmleventname=" + std::string(300, 'x')), posted("{", "application/json"),
          posted("\xff", "text/plain"), posted(std::string(100, '['), "application/json")}) {
        const auto event = event_of(request);
        EXPECT_FALSE(event.has_value()) << request.body.substr(0, 60);
    }
}

TEST(EventMessage, ComesBackAsItWasSent) {
    std::mt19937 random(7);
    const std::vector<std::string> parts = {"a", "&",  "=",  "%", "+", " ",
                                            "đ", "\n", "\"", "Ở", "#"};
    for (int round = 0; round < 500; ++round) {
        json::object values;
        std::string text;
        for (auto n = random() % 4; n > 0; --n) {
            for (auto k = random() % 6; k > 0; --k) text += parts[random() % parts.size()];
            values.emplace("k" + text, text);
        }
        const auto form = event_message(send_of("e.x", values));
        const auto body = event_message(send_of("", json::value(text + "!"), true));

        const auto from_form = event_of(posted(form.body, form.content_type));
        const auto from_body = event_of(posted(body.body, body.content_type));

        ASSERT_TRUE(from_form.has_value()) << form.body;
        EXPECT_EQ(from_form.value().name, "e.x");
        EXPECT_EQ(from_form.value().data,
                  values.empty() ? json::value() : json::value(std::move(values)));
        EXPECT_EQ(from_body.value().data, json::value(text + "!"));
    }
}

TEST(EventMessage, ReadsOrRefusesWhateverComes) {
    std::mt19937 random(11);
    const std::string bytes = "a=&%+;[]{}\"',:0_\xC4\x91\xFF";
    for (int round = 0; round < 3'000; ++round) {
        std::string body = round % 3 == 0 ? "_scxmleventname=" : "";
        for (auto n = random() % 60; n > 0; --n) body += bytes[random() % bytes.size()];
        const std::string type = round % 2 == 0   ? "application/x-www-form-urlencoded"
                                 : round % 4 == 1 ? "application/json"
                                                  : "text/plain";

        const auto event = event_of(posted(body, type));

        if (event.has_value())
            EXPECT_FALSE(event.value().name.empty());
        else
            EXPECT_FALSE(event.error().message.empty());
    }
}

}  // namespace
}  // namespace trinh::http
