#include "adapters/http/message.h"

#include <gtest/gtest.h>

namespace trinh::http {
namespace {

std::string refusal_of(const std::string& target) {
    Request request;
    request.target = target;
    const auto read = read_target(request);
    return read ? "read as " + request.path : read.error().message;
}

TEST(ReadTarget, DecodesPathAndQuery) {
    Request request;
    request.target = "/api/cases/h%C3%A0?text=%C4%91%E1%BB%93+%C3%A1n&closed=false&empty=";

    ASSERT_TRUE(read_target(request));

    EXPECT_EQ(request.path, "/api/cases/hà");
    EXPECT_EQ(request.segments, (std::vector<std::string>{"api", "cases", "hà"}));
    EXPECT_EQ(request.query, (TextMap{{"text", "đồ án"}, {"closed", "false"}, {"empty", ""}}));
}

TEST(ReadTarget, TakesTheRootAndATrailingSlash) {
    Request root;
    root.target = "/";
    Request trailing;
    trailing.target = "/api/cases/";

    ASSERT_TRUE(read_target(root));
    ASSERT_TRUE(read_target(trailing));

    EXPECT_TRUE(root.segments.empty());
    EXPECT_EQ(trailing.path, "/api/cases");
}

TEST(ReadTarget, RefusesWhatCouldMeanAnotherPlace) {
    EXPECT_NE(refusal_of("/../etc/passwd").find("\"..\" part"), std::string::npos);
    EXPECT_NE(refusal_of("/a/%2e%2E/b").find("\"..\" part"), std::string::npos);
    EXPECT_NE(refusal_of("/a/./b").find("\".\" part"), std::string::npos);
    EXPECT_NE(refusal_of("/a%2fb").find("encoded slash"), std::string::npos);
    EXPECT_NE(refusal_of("/a%5cb").find("encoded slash"), std::string::npos);
    EXPECT_NE(refusal_of("//evil.example/").find("empty part"), std::string::npos);
    EXPECT_NE(refusal_of("http://localhost/").find("must be a path"), std::string::npos);
    EXPECT_NE(refusal_of("/a#b").find("#"), std::string::npos);
}

TEST(ReadTarget, RefusesBrokenEncoding) {
    EXPECT_NE(refusal_of("/a%").find("no two hexadecimal"), std::string::npos);
    EXPECT_NE(refusal_of("/a%4").find("no two hexadecimal"), std::string::npos);
    EXPECT_NE(refusal_of("/a%4g").find("no two hexadecimal"), std::string::npos);
    EXPECT_NE(refusal_of("/a%00b").find("control character"), std::string::npos);
    EXPECT_NE(refusal_of("/a?b=%0d%0aX").find("control character"), std::string::npos);
    EXPECT_NE(refusal_of("/a%ff").find("not UTF-8"), std::string::npos);
    EXPECT_NE(refusal_of("/a%c0%80").find("not UTF-8"), std::string::npos);
}

TEST(ReadTarget, RefusesAParameterGivenTwice) {
    EXPECT_EQ(refusal_of("/a?x=1&x=2"), "The parameter \"x\" stands twice in the address.");
}

TEST(PercentEncoded, IsUndoneByDecoding) {
    const std::string name = "Tờ trình \"số 1\"; 100%.docx";

    const auto back = percent_decoded(percent_encoded(name), false);

    ASSERT_TRUE(back);
    EXPECT_EQ(*back, name);
    EXPECT_EQ(percent_encoded("a b"), "a%20b");
}

TEST(Cookie, IsFoundByItsWholeName) {
    Request request;
    request.headers["cookie"] = "xtrinh_session=no; theme=dark;trinh_session=abc; trinh=1";

    EXPECT_EQ(request.cookie("trinh_session"), "abc");
    EXPECT_EQ(request.cookie("theme"), "dark");
    EXPECT_EQ(request.cookie("session"), "");
}

}  // namespace
}  // namespace trinh::http
