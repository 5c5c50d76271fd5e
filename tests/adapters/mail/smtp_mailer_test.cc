#include "adapters/mail/smtp_mailer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trinh::mail {
namespace {

using ports::SendStatus;
using testing::HasSubstr;
using testing::Not;

struct FixedClock : ports::Clock {
    [[nodiscard]] Instant now() const override { return {1'699'925'400'000}; }
};

/// Nothing of this may reach a server: there is none behind these options.
ports::SendOutcome sent(SmtpOptions options, const ports::Letter& letter) {
    const FixedClock clock;
    LetterRenderer renderer(TRINH_SOURCE_DIR "/workflows/letters");
    return SmtpMailer(std::move(options), renderer, clock).send(letter);
}

SmtpOptions options() {
    return {.host = "127.0.0.1", .port = 1, .from_address = "trinh@stp.example.vn"};
}

ports::Letter letter() {
    return {"a@stp.example.vn", "lan@stp.example.vn", "Lan", "returned", {}};
}

TEST(SmtpMailer, SendsNoPasswordOverAnOpenConnection) {
    SmtpOptions open = options();
    open.security = SmtpSecurity::none;
    open.user = "trinh";
    open.password = "bí mật";

    const auto outcome = sent(open, letter());

    EXPECT_EQ(outcome.status, SendStatus::misconfigured);
    EXPECT_THAT(outcome.detail, HasSubstr("set the mail security to starttls or tls"));
    EXPECT_THAT(outcome.detail, Not(HasSubstr("bí mật")));
}

TEST(SmtpMailer, NeedsASender) {
    SmtpOptions nobody = options();
    nobody.from_address = "";

    EXPECT_EQ(sent(nobody, letter()).status, SendStatus::misconfigured);
}

TEST(SmtpMailer, GivesUpALetterToNoAddress) {
    for (const char* address : {"", "lan", "lan@x.vn>\r\nRCPT TO:<evil@x.vn"}) {
        ports::Letter wrong = letter();
        wrong.to_address = address;
        EXPECT_EQ(sent(options(), wrong).status, SendStatus::permanent) << address;
    }
}

TEST(SmtpMailer, GivesUpALetterThatDoesNotExist) {
    ports::Letter wrong = letter();
    wrong.letter = "love";

    const auto outcome = sent(options(), wrong);

    EXPECT_EQ(outcome.status, SendStatus::permanent);
    EXPECT_THAT(outcome.detail, HasSubstr("found \"love\""));
}

TEST(SmtpMailer, TriesAgainWhenNobodyListens) {
    const auto outcome = sent(options(), letter());

    EXPECT_EQ(outcome.status, SendStatus::temporary);
    EXPECT_THAT(outcome.detail, HasSubstr("127.0.0.1:1 is out of reach"));
    EXPECT_THAT(outcome.detail, HasSubstr("nobody gave: "));
}

}  // namespace
}  // namespace trinh::mail
