// Messages against a real receiver, whose signature check is Python's own.
#include "adapters/webhook/curl_webhooks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/webhook/signature.h"
#include "tests/adapters/webhook/receiver.h"

namespace trinh::webhook {
namespace {

using ports::SendStatus;
using ::testing::HasSubstr;

class FixedClock : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override { return {1'731'916'800'999}; }
};

constexpr const char* secret = "một bí mật của bài kiểm";

class CurlWebhooksTest : public ::testing::Test {
protected:
    ports::SendOutcome post(const std::string& path, int timeout_ms = 10'000) {
        const auto url = receiver.url(path);
        CurlWebhooks sender({{url, secret}}, clock, {timeout_ms});
        return sender.post({"webhook.1.2.abc@test", url, R"({"event":"tiếp nhận"})"});
    }

    FixedClock clock;
    Receiver receiver{secret};
};

TEST_F(CurlWebhooksTest, AMessageIsSignedAsTheReceiverChecksIt) {
    const auto outcome = post("/200");

    EXPECT_EQ(outcome.status, SendStatus::accepted) << outcome.detail;
    const auto request = receiver.next_request();
    EXPECT_EQ(request.at("is_signed"), true);
    EXPECT_EQ(request.at("delivery"), "webhook.1.2.abc@test");
    EXPECT_EQ(request.at("timestamp"), "1731916800");
    EXPECT_EQ(request.at("type"), "application/json");
    EXPECT_EQ(request.at("body"), R"({"event":"tiếp nhận"})");
}

TEST_F(CurlWebhooksTest, AnotherSecretIsSeen) {
    const auto url = receiver.url("/200");
    CurlWebhooks sender({{url, "another secret of 16"}}, clock);
    sender.post({"d@test", url, "{}"});
    EXPECT_EQ(receiver.next_request().at("is_signed"), false);
}

TEST_F(CurlWebhooksTest, AServersFaultIsTriedAgain) {
    const auto first = post("/500-200");
    EXPECT_EQ(first.status, SendStatus::temporary);
    EXPECT_EQ(first.detail, "127.0.0.1 answered 500.");
    EXPECT_EQ(post("/500-200").status, SendStatus::accepted);
    EXPECT_EQ(receiver.next_request().at("delivery"), receiver.next_request().at("delivery"));
}

TEST_F(CurlWebhooksTest, WhoIsGoneIsNotTriedAgain) {
    EXPECT_EQ(post("/410").status, SendStatus::permanent);
}

TEST_F(CurlWebhooksTest, SilenceEndsAfterItsTime) {
    const auto outcome = post("/silent", 300);
    EXPECT_EQ(outcome.status, SendStatus::temporary);
    EXPECT_THAT(outcome.detail, HasSubstr("Timeout"));
}

TEST_F(CurlWebhooksTest, ARedirectIsNotFollowed) {
    const auto outcome = post("/redirect");
    EXPECT_EQ(outcome.status, SendStatus::temporary);
    EXPECT_THAT(outcome.detail, HasSubstr("302"));
    EXPECT_EQ(receiver.next_request().at("path"), "/redirect");
    post("/410");
    EXPECT_EQ(receiver.next_request().at("path"), "/410") << "Nothing went to /200 between.";
}

TEST_F(CurlWebhooksTest, AnEndlessAnswerIsCutOff) {
    EXPECT_EQ(post("/long").status, SendStatus::accepted);
}

TEST_F(CurlWebhooksTest, NobodyThereIsTriedAgain) {
    receiver.stop();
    EXPECT_EQ(post("/200").status, SendStatus::temporary);
}

TEST_F(CurlWebhooksTest, AnAddressThatTheSettingsDoNotNameGetsNothing) {
    CurlWebhooks sender({{receiver.url("/410"), secret}}, clock);
    const auto outcome = sender.post({"d@test", receiver.url("/200"), "{}"});
    EXPECT_EQ(outcome.status, SendStatus::permanent);
}

TEST_F(CurlWebhooksTest, APrivateAddressIsNotReachedUnlessTheSettingSaysSo) {
    // 10.255.255.1 is asked for by https; without the gate the connection would be tried.
    const std::string url = "https://10.255.255.1:9/hook";
    CurlWebhooks sender({{url, secret}}, clock, {200});
    const auto kept = sender.post({"d@test", url, "{}"});
    EXPECT_EQ(kept.status, SendStatus::temporary);
    EXPECT_THAT(kept.detail, HasSubstr("allow_private"));

    CurlWebhooks free({{url, secret, true}}, clock, {200});
    const auto tried = free.post({"d@test", url, "{}"});
    EXPECT_EQ(tried.status, SendStatus::temporary);
    EXPECT_THAT(tried.detail, Not(HasSubstr("allow_private")));
}

TEST(WebhookUrl, IsHttpsOrALoopbackHost) {
    EXPECT_EQ(fault_of_url("https://hooks.example/trinh?a=b"), "");
    EXPECT_EQ(fault_of_url("http://localhost:8000/x"), "");
    EXPECT_EQ(fault_of_url("http://[::1]:8000/x"), "");
    EXPECT_THAT(fault_of_url("http://hooks.example/"), HasSubstr("https://"));
    EXPECT_THAT(fault_of_url("http://127.0.0.1.example/"), HasSubstr("https://"));
    EXPECT_THAT(fault_of_url("ftp://localhost/"), HasSubstr("https://"));
    EXPECT_THAT(fault_of_url("file:///etc/passwd"), HasSubstr(""));
    EXPECT_NE(fault_of_url("file:///etc/passwd"), "");
    EXPECT_THAT(fault_of_url("https://user:secret@hooks.example/"), HasSubstr("password"));
    EXPECT_NE(fault_of_url("https://hooks.example/#a"), "");
    EXPECT_NE(fault_of_url(""), "");
    EXPECT_NE(fault_of_url("hooks"), "");
    EXPECT_NE(fault_of_url("https://h.example/" + std::string(2'000, 'a')), "");
}

TEST(WebhookOutcome, IsReadFromTheStatus) {
    for (const long status : {200, 204, 299}) {
        EXPECT_EQ(outcome_of(status, "h").status, SendStatus::accepted) << status;
    }
    for (const long status : {400, 401, 404, 410, 499}) {
        EXPECT_EQ(outcome_of(status, "h").status, SendStatus::permanent) << status;
    }
    for (const long status : {301, 408, 429, 500, 503, 600}) {
        EXPECT_EQ(outcome_of(status, "h").status, SendStatus::temporary) << status;
    }
}

TEST(Signature, IsTheOneThatPythonMakes) {
    EXPECT_EQ(signature("Jefe", "1731916800", "what do ya want for nothing?"),
              "v1=8f8bebcd28a84968a32cf7f46d210ffe316b7774298f7935c178d04b8ec6d636");
}

}  // namespace
}  // namespace trinh::webhook
