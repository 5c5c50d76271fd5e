// SmtpMailer against a real SMTP server. Needs node and "npm ci" in tests/adapters/mail/smtp;
// without them it is skipped, with TRINH_REQUIRE_ALL=1 it fails.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iostream>
#include <iterator>

#include "adapters/mail/smtp_mailer.h"
#include "tests/adapters/mail/smtp_server.h"

namespace trinh::mail {
namespace {

using boost::json::object;
using ports::SendStatus;
using ::testing::HasSubstr;
using ::testing::Not;

struct FixedClock : ports::Clock {
    [[nodiscard]] Instant now() const override {
        return Instant::parse("2023-11-14T07:00:00+07:00").value();
    }
};

std::string read(const std::string& path) {
    std::ifstream file(TRINH_SOURCE_DIR + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

ports::Letter letter_to(const std::string& name) {
    return {
        "deadline-today-17@stp.example.vn", name + "@stp.example.vn", "Trần Thị Lan",
        "deadline-today",
        boost::json::parse(read("/tests/adapters/mail/values/deadline-today.json")).as_object()};
}

std::string text(const boost::json::value& value) {
    return std::string(value.as_string());
}

/// One server in one mode and the options that fit it.
class MailServer {
public:
    explicit MailServer(const std::string& mode = "starttls") : server(mode) {
        options.host = "127.0.0.1";
        options.port = server.port();
        options.from_address = "trinh@stp.example.vn";
        options.from_name = "Sở Tư pháp";
        options.timeout_s = 20;
        if (mode == "plain") {
            options.security = SmtpSecurity::none;
            return;
        }
        options.security = mode == "tls" ? SmtpSecurity::tls : SmtpSecurity::starttls;
        options.user = "trinh";
        options.password = "mật khẩu";
        options.ca_file = server.certificate();
    }

    ports::SendOutcome send(const std::string& to) {
        SmtpMailer mailer(options, renderer, clock);
        return mailer.send(letter_to(to));
    }

    SmtpServer server;
    SmtpOptions options;
    LetterRenderer renderer{TRINH_SOURCE_DIR "/workflows/letters"};
    FixedClock clock;
};

std::string golden(const std::string& part) {
    return read("/tests/golden/letters/deadline-today." + part);
}

TEST(MailServerTest, ReadsTheLetterAsItWasWritten) {
    MailServer mail;

    const auto outcome = mail.send("lan");

    ASSERT_EQ(outcome.status, SendStatus::accepted) << outcome.detail;
    const object letter = mail.server.next_letter();
    EXPECT_EQ(text(letter.at("subject")) + "\n", golden("subject"));
    EXPECT_EQ(text(letter.at("text")), golden("text"));
    EXPECT_EQ(text(letter.at("html")), golden("html"));
    EXPECT_EQ(text(letter.at("from").at("name")), "Sở Tư pháp");
    EXPECT_EQ(text(letter.at("from").at("address")), "trinh@stp.example.vn");
    EXPECT_EQ(text(letter.at("to").at("name")), "Trần Thị Lan");
    EXPECT_EQ(text(letter.at("to").at("address")), "lan@stp.example.vn");
    EXPECT_EQ(text(letter.at("date")), "2023-11-14T00:00:00.000Z");
    EXPECT_EQ(text(letter.at("message_id")), "<deadline-today-17@stp.example.vn>");
    EXPECT_EQ(text(letter.at("headers").at("auto-submitted")), "auto-generated");
}

TEST(MailServerTest, FindsThreePartsAndTheCalendar) {
    MailServer mail;
    mail.send("lan");

    const object letter = mail.server.next_letter();

    const auto& attachments = letter.at("attachments").as_array();
    ASSERT_EQ(attachments.size(), 1u);
    EXPECT_EQ(text(attachments[0].at("type")), "text/calendar");
    EXPECT_EQ(text(attachments[0].at("name")), "han.ics");
    EXPECT_EQ(text(attachments[0].at("content")), golden("ics"));
    const std::string raw = text(letter.at("raw"));
    EXPECT_THAT(raw, HasSubstr("Content-Type: multipart/mixed;"));
    EXPECT_THAT(raw, HasSubstr("Content-Type: multipart/alternative;"));
    EXPECT_THAT(raw, HasSubstr("Content-Type: text/plain; charset=utf-8"));
    EXPECT_THAT(raw, HasSubstr("Content-Type: text/html; charset=utf-8"));
    EXPECT_FALSE(letter.at("has_high_bytes").as_bool());
}

TEST(MailServerTest, FindsThePictureBesideTheCalendarAndTheLineThatNamesIt) {
    MailServer mail;
    ports::Letter overdue = letter_to("lan");
    overdue.letter = "deadline-overdue";
    overdue.values =
        boost::json::parse(read("/tests/adapters/mail/values/deadline-overdue.json")).as_object();
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
    while (svg.size() < 300'000) svg += "<!-- bước hiện tại và thời gian tại từng giai đoạn -->\n";
    svg += "</svg>\n";
    overdue.attachment = {"so-do-ho-so-17.svg", "image/svg+xml", svg};
    SmtpMailer mailer(mail.options, mail.renderer, mail.clock);

    const auto outcome = mailer.send(overdue);

    ASSERT_EQ(outcome.status, SendStatus::accepted) << outcome.detail;
    const object letter = mail.server.next_letter();
    const auto& attachments = letter.at("attachments").as_array();
    ASSERT_EQ(attachments.size(), 2u);
    EXPECT_EQ(text(attachments[0].at("name")), "han.ics");
    EXPECT_EQ(text(attachments[1].at("name")), "so-do-ho-so-17.svg");
    EXPECT_EQ(text(attachments[1].at("type")), "image/svg+xml");
    EXPECT_EQ(text(attachments[1].at("content")), svg);
    EXPECT_THAT(text(letter.at("text")), HasSubstr("(tệp so-do-ho-so-17.svg)"));
    EXPECT_THAT(text(letter.at("html")), HasSubstr("(tệp so-do-ho-so-17.svg)"));
}

TEST(MailServerTest, SeesEncryptionAndSignInBeforeTheLetter) {
    for (const char* mode : {"starttls", "tls"}) {
        MailServer mail(mode);

        const auto outcome = mail.send("lan");

        ASSERT_EQ(outcome.status, SendStatus::accepted) << mode << ": " << outcome.detail;
        const object letter = mail.server.next_letter();
        EXPECT_TRUE(letter.at("encrypted").as_bool()) << mode;
        EXPECT_EQ(text(letter.at("user")), "trinh") << mode;
    }
}

TEST(MailServerTest, GetsManyLettersOverOneConnection) {
    MailServer mail;
    SmtpMailer mailer(mail.options, mail.renderer, mail.clock);

    ASSERT_EQ(mailer.send(letter_to("lan")).status, SendStatus::accepted);
    ASSERT_EQ(mailer.send(letter_to("minh")).status, SendStatus::accepted);

    EXPECT_EQ(mail.server.next_letter().at("session"), mail.server.next_letter().at("session"));
}

TEST(MailServerTest, GetsTheNextLetterAfterOneItRefused) {
    MailServer mail;
    SmtpMailer mailer(mail.options, mail.renderer, mail.clock);

    for (const char* refused : {"gone", "busy", "spam", "drop"}) {
        EXPECT_NE(mailer.send(letter_to(refused)).status, SendStatus::accepted) << refused;
        EXPECT_EQ(mailer.send(letter_to("lan")).status, SendStatus::accepted) << refused;
    }
}

TEST(MailServerTest, SaysNoForEverForNowAndForUs) {
    MailServer mail;
    const auto expect = [&mail](const char* to, SendStatus status, const char* words) {
        const auto outcome = mail.send(to);
        EXPECT_EQ(outcome.status, status) << to << ": " << outcome.detail;
        EXPECT_THAT(outcome.detail, HasSubstr(words));
    };

    expect("gone", SendStatus::permanent, "550 no such user");
    expect("busy", SendStatus::temporary, "451 mailbox busy");
    expect("spam", SendStatus::permanent, "554 looks like spam");
    expect("drop", SendStatus::temporary, "127.0.0.1");
    mail.options.from_address = "stranger@stp.example.vn";
    expect("lan", SendStatus::misconfigured, "550 not your address");
}

TEST(MailServerTest, DoesNotKnowAWrongPasswordAndNobodyPrintsIt) {
    MailServer mail;
    mail.options.password = "sai mật khẩu";

    const auto outcome = mail.send("lan");

    EXPECT_EQ(outcome.status, SendStatus::misconfigured) << outcome.detail;
    EXPECT_THAT(outcome.detail, HasSubstr("535 who are you?"));
    EXPECT_THAT(outcome.detail, Not(HasSubstr("sai")));
}

TEST(MailServerTest, WantsASignIn) {
    MailServer mail;
    mail.options.user.clear();

    const auto outcome = mail.send("lan");

    EXPECT_EQ(outcome.status, SendStatus::misconfigured) << outcome.detail;
    EXPECT_THAT(outcome.detail, HasSubstr("530"));
}

TEST(MailServerTest, IsNotTrustedWithACertificateOfItsOwnMaking) {
    MailServer mail;
    mail.options.ca_file.clear();

    EXPECT_EQ(mail.send("lan").status, SendStatus::misconfigured);
}

TEST(MailServerTest, GetsNothingInTheClearWhenEncryptionIsAskedFor) {
    MailServer mail("plain");
    mail.options.security = SmtpSecurity::starttls;

    EXPECT_EQ(mail.send("lan").status, SendStatus::misconfigured);

    mail.options.security = SmtpSecurity::none;
    EXPECT_EQ(mail.send("lan").status, SendStatus::accepted);
    EXPECT_FALSE(mail.server.next_letter().at("encrypted").as_bool());
}

TEST(MailServerTest, IsTriedAgainWhenItDoesNotAnswerOrIsDown) {
    MailServer mail;
    mail.options.timeout_s = 1;
    EXPECT_EQ(mail.send("silent").status, SendStatus::temporary);

    mail.server.stop();

    const auto outcome = mail.send("lan");
    EXPECT_EQ(outcome.status, SendStatus::temporary);
    EXPECT_THAT(outcome.detail, HasSubstr("is out of reach"));
}

}  // namespace
}  // namespace trinh::mail

int main(int argc, char** argv) {
    constexpr int skipped = 77;  // What ctest takes for "skipped".
    const std::string missing = trinh::mail::missing_for_smtp_server();
    if (!missing.empty()) {
        std::cerr << "No SMTP server to test against: " << missing << "\n";
        return std::getenv("TRINH_REQUIRE_ALL") != nullptr ? 1 : skipped;
    }
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
