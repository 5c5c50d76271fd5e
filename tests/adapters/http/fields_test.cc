// JSON bodies and their fields: what is wrong is said in one sentence, with its place.
#include "adapters/http/fields.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "adapters/http/body.h"

namespace trinh::http {
namespace {

namespace json = boost::json;

struct Read {
    int status = 0;
    std::string message;
    json::object object;
};

Read read(const std::string& body, const std::string& content_type = "application/json") {
    Request request;
    request.body = body;
    request.headers["content-type"] = content_type;
    Read result;
    if (const auto malformed = read_json(request, result.object)) {
        result.status = malformed->status;
        const auto error = json::parse(malformed->body).at("error");
        result.message = error.at("message").as_string().c_str();
    }
    return result;
}

std::string message_of(const std::optional<Response>& complaint) {
    if (!complaint) return "";
    EXPECT_EQ(complaint->status, 422);
    return json::parse(complaint->body).at("error").at("message").as_string().c_str();
}

TEST(ReadJson, TakesAnObject) {
    EXPECT_EQ(read(R"({"title":"Dự thảo"})").object.at("title").as_string(), "Dự thảo");
    EXPECT_EQ(read("{}", "Application/JSON; charset=UTF-8").status, 0);
    EXPECT_EQ(read("", "").status, 0);
}

TEST(ReadJson, TellsWhereTheFaultIs) {
    const auto wrong = read("{\n  \"title\": \"x\",\n  \"event\" accept\n}");

    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.message, "The body is not valid JSON: syntax error at line 3, column 11.");
    EXPECT_EQ(read("{\"a\":1").message,
              "The body is not valid JSON: incomplete JSON at line 1, column 7.");
    EXPECT_EQ(read("{} {}").message, "The JSON is followed by something else at line 1, column 4.");
}

TEST(ReadJson, BoundsDepth) {
    const std::string deep = "{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}";

    EXPECT_EQ(read(deep).status, 400);
    EXPECT_EQ(read(deep).message.find("The JSON is nested deeper than 32 levels, at line 1"), 0U);
}

TEST(ReadJson, RefusesWhatTheStoreCouldNotKeep) {
    EXPECT_EQ(read(R"({"a":["x\u0000y"]})").status, 400);
    EXPECT_EQ(read(R"({"a\u0000":1})").status, 400);
    EXPECT_EQ(read("{\"a\":\"\xff\"}").status, 400);
    EXPECT_EQ(read(R"({"a":"\ud800"})").status, 400);
}

TEST(ReadJson, RefusesOtherContent) {
    EXPECT_EQ(read("a=b", "application/x-www-form-urlencoded").status, 415);
    EXPECT_EQ(read("{}", "").status, 415);
    EXPECT_EQ(read("{}", "application/jsonp").status, 415);
    EXPECT_EQ(read("[1]").message, "The body must be a JSON object: {...}.");
}

TEST(Fields, NameTheFirstThingThatIsWrong) {
    const json::object body{{"title", 5}, {"version", 1.5}};
    Fields fields(body);

    fields.text("process");
    fields.text("title");
    fields.optional_number("version");

    EXPECT_EQ(message_of(fields.complaint()),
              "The field \"process\" is compulsory and must be a text.");
}

TEST(Fields, RefuseANameNobodyAskedFor) {
    const json::object body{{"title", "x"}, {"titel", "y"}};
    Fields fields(body);

    fields.text("title");

    EXPECT_EQ(message_of(fields.complaint()),
              "The field \"titel\" is not known here; known: title.");
}

TEST(Fields, ComposeTextsButNotSecrets) {
    const json::object body{{"title", "đe\u0302"}, {"password", "e\u0302"}, {"note", nullptr}};
    Fields fields(body);

    EXPECT_EQ(fields.text("title"), "đê");
    EXPECT_EQ(fields.secret("password"), "e\u0302");
    EXPECT_EQ(fields.optional_text("note"), "");
    EXPECT_FALSE(fields.complaint());
}

TEST(Parameters, AreReadByTheirType) {
    Request request;
    request.query = {{"closed", "true"},
                     {"below", "17"},
                     {"from", "14/04/2023"},
                     {"limit", "200"},
                     {"text", ""}};
    Parameters query(request);

    EXPECT_EQ(query.flag("closed"), true);
    EXPECT_EQ(query.number("below"), 17);
    EXPECT_EQ(query.date("from"), Date::from_ymd(2023, 4, 14));
    EXPECT_EQ(query.limit(200, 50), 200);
    EXPECT_EQ(query.text("text"), "");
    EXPECT_EQ(query.flag("absent"), std::nullopt);
    EXPECT_FALSE(query.complaint());
}

TEST(Parameters, RefuseWhatTheyCannotMean) {
    const auto complaint_for = [](const std::string& name, const std::string& value) {
        Request request;
        request.query = {{name, value}};
        Parameters query(request);
        query.flag("closed");
        query.number("below");
        query.date("from");
        query.limit(200, 50);
        return message_of(query.complaint());
    };

    EXPECT_EQ(complaint_for("closed", "yes"),
              "The parameter \"closed\" must be true or false, not \"yes\".");
    EXPECT_EQ(complaint_for("below", "1e3"),
              "The parameter \"below\" must be a whole number, not \"1e3\".");
    EXPECT_EQ(complaint_for("below", "-1").empty(), false);
    EXPECT_EQ(complaint_for("from", "2023-02-30"),
              "The parameter \"from\" must be a date such as 2023-04-14, not \"2023-02-30\".");
    EXPECT_EQ(complaint_for("limit", "0"), "The parameter \"limit\" must be 1 to 200.");
    EXPECT_EQ(complaint_for("clsed", "true"),
              "The parameter \"clsed\" is not known here; known: closed, below, from, limit.");
}

TEST(NumberOf, TakesWholePositiveNumbersOnly) {
    EXPECT_EQ(number_of("17"), 17);
    for (const char* text : {"", "0", "-1", "+1", "1.0", " 1", "1 ", "99999999999999999999"})
        EXPECT_EQ(number_of(text), std::nullopt) << text;
}

}  // namespace
}  // namespace trinh::http
