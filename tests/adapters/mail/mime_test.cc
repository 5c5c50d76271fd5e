#include "adapters/mail/mime.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trinh::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

MimeLetter letter() {
    return {.message_id = "digest-lan-2023-11-14@stp.example.vn",
            .sent_at = Instant::parse("2023-11-14T07:30:05+07:00").value(),
            .from_name = "Sở Tư pháp tỉnh",
            .from_address = "trinh@stp.example.vn",
            .to_name = "Lan",
            .to_address = "lan@stp.example.vn",
            .subject = "hello",
            .text = "một\nhai",
            .html = "<p>một</p>",
            .calendar = "BEGIN:VCALENDAR\r\n"};
}

TEST(MimeMessage, HasTheHeadersOfAnAutomaticLetter) {
    const std::string bytes = mime_message(letter());

    EXPECT_THAT(bytes, HasSubstr("Date: Tue, 14 Nov 2023 07:30:05 +0700\r\n"));
    EXPECT_THAT(bytes, HasSubstr("\r\nTo: Lan <lan@stp.example.vn>\r\n"));
    EXPECT_THAT(bytes, HasSubstr("\r\nSubject: hello\r\n"));
    EXPECT_THAT(bytes, HasSubstr("\r\nMessage-ID: <digest-lan-2023-11-14@stp.example.vn>\r\n"));
    EXPECT_THAT(bytes, HasSubstr("\r\nAuto-Submitted: auto-generated\r\n"));
}

TEST(MimeMessage, HasShortSevenBitLinesEndingInCrlf) {
    MimeLetter long_letter = letter();
    for (int i = 0; i < 300; ++i) long_letter.html += "<p>Ủy ban nhân dân</p>";
    long_letter.subject = long_letter.to_name = long_letter.html;

    const std::string bytes = mime_message(long_letter);

    std::size_t start = 0;
    while (start < bytes.size()) {
        const std::size_t end = bytes.find("\r\n", start);
        ASSERT_NE(end, std::string::npos);
        ASSERT_LE(end - start, 78u) << bytes.substr(start, end - start);
        start = end + 2;
    }
    EXPECT_EQ(std::ranges::count(bytes, '\r'), std::ranges::count(bytes, '\n'));
    EXPECT_TRUE(std::ranges::all_of(bytes, [](char c) { return c > 0; }));
}

TEST(MimeMessage, LetsNoValueStartAHeader) {
    MimeLetter evil = letter();
    evil.subject = "a\r\nBcc: x@y.vn";
    evil.to_name = "Lan\r\nBcc: x@y.vn\r\n\r\nbody";
    evil.from_name = "STP\nX-Evil: 1";

    const std::string bytes = mime_message(evil);

    EXPECT_THAT(bytes, Not(HasSubstr("\nBcc:")));
    EXPECT_THAT(bytes, Not(HasSubstr("\nX-Evil:")));
    EXPECT_THAT(bytes, HasSubstr("\r\nSubject: a Bcc: x@y.vn\r\n"));
}

TEST(MimeMessage, HasNoCalendarPartWithoutADueDate) {
    MimeLetter plain = letter();
    plain.calendar.clear();

    const std::string bytes = mime_message(plain);

    EXPECT_THAT(bytes, Not(HasSubstr("multipart/mixed")));
    EXPECT_THAT(bytes, HasSubstr("Content-Type: multipart/alternative"));
}

ports::Attachment picture() {
    return {"so-do-ho-so-17.svg", "image/svg+xml", "<svg>\n</svg>\n"};
}

TEST(MimeMessage, CarriesAnAttachmentBesideTheCalendarByteForByte) {
    MimeLetter both = letter();
    both.attachment = picture();

    const std::string bytes = mime_message(both);

    EXPECT_THAT(bytes, HasSubstr("Content-Type: multipart/mixed; boundary=\"=_trinh_outer\"\r\n"));
    EXPECT_THAT(bytes, HasSubstr("filename=\"han.ics\"\r\n"));
    EXPECT_THAT(bytes, testing::EndsWith("--=_trinh_outer\r\n"
                                         "Content-Type: image/svg+xml;\r\n"
                                         " name=\"so-do-ho-so-17.svg\"\r\n"
                                         "Content-Transfer-Encoding: base64\r\n"
                                         "Content-Disposition: attachment;\r\n"
                                         " filename=\"so-do-ho-so-17.svg\"\r\n\r\n"
                                         "PHN2Zz4KPC9zdmc+Cg==\r\n--=_trinh_outer--\r\n"));
}

TEST(MimeMessage, CarriesAnAttachmentWithoutACalendar) {
    MimeLetter alone = letter();
    alone.calendar.clear();
    alone.attachment = picture();

    const std::string bytes = mime_message(alone);

    EXPECT_THAT(bytes, HasSubstr("Content-Type: multipart/mixed;"));
    EXPECT_THAT(bytes, HasSubstr("Content-Type: multipart/alternative;"));
    EXPECT_THAT(bytes, Not(HasSubstr("text/calendar")));
    EXPECT_THAT(bytes, HasSubstr("PHN2Zz4KPC9zdmc+Cg=="));
}

TEST(CanAttach, TakesBoundedFilesWithPlainNamesOnly) {
    EXPECT_TRUE(can_attach(picture()));
    for (const std::string& name :
         {std::string(), std::string("sơ-đồ.svg"), std::string("a\"b.svg"), std::string("a b.svg"),
          std::string("a.svg\r\nBcc: x@y.vn"), std::string("../a.svg"), std::string(".svg"),
          std::string(61, 'a')}) {
        ports::Attachment wrong = picture();
        wrong.file_name = name;
        EXPECT_FALSE(can_attach(wrong)) << name;
    }
    for (const char* type : {"", "image", "image/", "/svg", "image/svg/xml", "image/svg; x=y",
                             "image/svg\r\nBcc: x@y.vn"}) {
        ports::Attachment wrong = picture();
        wrong.media_type = type;
        EXPECT_FALSE(can_attach(wrong)) << type;
    }
    ports::Attachment large = picture();
    large.bytes.assign(ports::attachment_bytes_max, 'x');
    EXPECT_TRUE(can_attach(large));
    large.bytes += 'x';
    EXPECT_FALSE(can_attach(large));
}

TEST(HeaderText, EncodesVietnameseInWordsThatFit) {
    EXPECT_EQ(header_text("hạn hôm nay", 7), "=?UTF-8?B?aOG6oW4gaMO0bSBuYXk=?=");
    EXPECT_EQ(header_text("[han hom nay] bao cao", 7), "[han hom nay] bao cao");
    EXPECT_EQ(header_text("=?UTF-8?B?YQ==?=", 7), "=?UTF-8?B?PT9VVEYtOD9CP1lRPT0/PQ==?=");
    EXPECT_EQ(header_text("", 7), "");
}

TEST(HeaderText, NeverCutsALetterInTwo) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += "ữ";

    const std::string words = header_text(text, 7);

    EXPECT_THAT(words, testing::StartsWith("=?UTF-8?B?4buv4buv"));
    EXPECT_THAT(words, HasSubstr("?=\r\n =?UTF-8?B?4buv"));
}

TEST(IsAddress, TakesPlainAddressesOnly) {
    EXPECT_TRUE(is_address("lan@stp.example.vn"));
    EXPECT_TRUE(is_address("a+b.c_d-e=f@x"));
    for (const char* text : {"", "lan", "@x", "lan@", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>",
                             "<a@b>", "a,b@c", "\"a\"@b", "lân@stp.vn"}) {
        EXPECT_FALSE(is_address(text)) << text;
    }
}

}  // namespace
}  // namespace trinh::mail
