#include "adapters/mail/calendar_entry.h"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trinh::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string calendar(const char* values, const char* at = "2023-11-14T07:00:00+07:00") {
    return calendar_of(boost::json::parse(values).as_object(), Instant::parse(at).value());
}

std::string unfolded(std::string text) {
    for (std::size_t at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ")) {
        text.erase(at, 3);
    }
    return text;
}

constexpr const char* appraisal = R"({"base_url": "https://trinh.example.vn:8443/a",
    "item": {"case_id": 17, "deadline_id": "appraisal", "deadline": "Gửi báo cáo; thẩm định",
             "title": "Dự thảo\nQuyết định, số \\1", "due_iso": "2023-12-31",
             "reason_vi": "15 ngày", "url": "https://trinh.example.vn/cases/17"}})";

TEST(CalendarOf, IsOneWholeDayOnTheDueDate) {
    const std::string text = calendar(appraisal);

    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;VALUE=DATE:20231231\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTEND;VALUE=DATE:20240101\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTAMP:20231114T000000Z\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nURL:https://trinh.example.vn/cases/17\r\n"));
}

TEST(CalendarOf, EscapesText) {
    EXPECT_THAT(unfolded(calendar(appraisal)),
                HasSubstr("\r\nSUMMARY:Hạn: Gửi báo cáo\\; thẩm định – Dự thảo\\nQuyết định\\, số "
                          "\\\\1\r\n"));
}

TEST(CalendarOf, CannotBeGivenALineOfItsOwn) {
    const std::string text = calendar(
        R"({"item": {"case_id": "1\r\nX:1", "due_iso": "2023-12-31", "title": "a\r\nX:2",
                     "reason_vi": "\u000bb", "url": "https://a/\r\nX:3"}})");

    EXPECT_THAT(text, Not(HasSubstr("\r\nX:")));
    EXPECT_THAT(text, Not(HasSubstr("\v")));
}

TEST(CalendarOf, KeepsItsIdentityWhenTheDateMoves) {
    const std::string text = calendar(appraisal);
    const std::string moved = calendar(appraisal, "2023-11-15T07:00:00+07:00");

    EXPECT_THAT(text, HasSubstr("\r\nUID:case-17-appraisal@trinh.example.vn\r\n"));
    EXPECT_THAT(moved, HasSubstr("\r\nUID:case-17-appraisal@trinh.example.vn\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nSEQUENCE:19675\r\n"));
    EXPECT_THAT(moved, HasSubstr("\r\nSEQUENCE:19676\r\n"));
}

TEST(CalendarOf, FoldsLongLinesBetweenLetters) {
    const std::string text = calendar(
        R"({"item": {"case_id": 1, "due_iso": "2023-12-31", "deadline": "Hạn",
            "title": "ữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữữ"}})");

    std::size_t start = 0;
    for (std::size_t end = text.find("\r\n"); end != std::string::npos;
         start = end + 2, end = text.find("\r\n", start)) {
        EXPECT_LE(end - start, 75u);
        const bool starts_inside = text[start] == ' ' && (text[start + 1] & 0xC0) == 0x80;
        EXPECT_FALSE(starts_inside);
    }
}

TEST(CalendarOf, HoldsEveryItemWithADueDateAndIsAbsentWithoutOne) {
    const std::string text = calendar(
        R"({"items": [{"case_id": 1, "due_iso": "2023-12-31"}, {"case_id": 2, "due_iso": ""},
                      {"case_id": 3, "due_iso": "2023-12-30"}, 7]})");

    EXPECT_THAT(text, HasSubstr("UID:case-1-@trinh"));
    EXPECT_THAT(text, Not(HasSubstr("UID:case-2")));
    EXPECT_THAT(text, HasSubstr("UID:case-3-@trinh"));
    EXPECT_EQ(calendar(R"({"item": {"case_id": 1}})"), "");
}

}  // namespace
}  // namespace trinh::mail
