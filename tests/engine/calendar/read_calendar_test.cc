// One wrong calendar for each diagnostic code.
#include <gtest/gtest.h>
#include <string>

#include "tests/engine/calendar/calendars.h"

namespace trinh::calendar {
namespace {

constexpr const char* good_head =
    "<calendar xmlns=\"urn:trinh:calendar:1\" id=\"x\" first=\"2023-01-01\" last=\"2023-12-31\">\n"
    "<weekly-off days=\"saturday sunday\" confidence=\"read\"/>\n"
    "<roll direction=\"after\" rule=\"next-working\" basis=\"b\" confidence=\"read\"/>\n"
    "<roll direction=\"before\" rule=\"none\" confidence=\"read\"/>\n"
    "<roll direction=\"fixed\" rule=\"none\" confidence=\"read\"/>\n";

/// The calendar with these lines as its list of 2023; they begin on line 7.
std::string year_2023(const std::string& lines) {
    return std::string(good_head) + "<year number=\"2023\" confidence=\"read\">\n" + lines +
           "\n</year></calendar>";
}

/// "TR404@7 TR405@8": what reading reports, with lines.
std::string faults(const std::string& xml) {
    const CalendarReading reading = read_calendar(xml);
    EXPECT_EQ(reading.calendar.has_value(), !has_error(reading.diagnostics));
    std::string text;
    for (const Diagnostic& each : reading.diagnostics) {
        EXPECT_FALSE(each.message.empty());
        EXPECT_FALSE(each.fix.empty());
        if (!text.empty()) text += " ";
        text += each.code + "@" + std::to_string(each.line);
    }
    return text;
}

TEST(ReadCalendar, AcceptsTheSmallestCalendar) {
    EXPECT_EQ(faults(year_2023("")), "");
}

TEST(ReadCalendar, ReportsEachFaultWithItsCodeAndLine) {
    const std::string day = "<off date=\"2023-05-01\" name=\"a\" confidence=\"read\"/>\n";
    EXPECT_EQ(faults("<calendar\n><year></calendar>"), "TR401@2");
    EXPECT_EQ(faults(""), "TR401@1");
    EXPECT_EQ(faults("<calender/>"), "TR402@1");
    EXPECT_EQ(faults("<calendar xmlns=\"urn:other\"/>"), "TR402@1");
    EXPECT_EQ(faults(year_2023("<holiday date=\"2023-05-01\"/>")), "TR403@7");
    EXPECT_EQ(
        faults(year_2023("<off date=\"2023-05-01\" name=\"a\" confidence=\"read\" by=\"\"/>")),
        "TR403@7");
    EXPECT_EQ(faults(year_2023("\n<off name=\"a\" confidence=\"read\"/>")), "TR404@8");
    EXPECT_EQ(faults(year_2023("<off date=\"2023-02-30\" name=\"a\" confidence=\"read\"/>")),
              "TR405@7");
    EXPECT_EQ(faults(year_2023("<off date=\"2023-05-01\" name=\"a\" confidence=\"sure\"/>")),
              "TR405@7");
    EXPECT_EQ(faults(year_2023("<off date=\"2022-05-02\" name=\"a\" confidence=\"read\"/>")),
              "TR406@7");
    EXPECT_EQ(faults(year_2023("<work date=\"2023-05-04\" name=\"a\" confidence=\"read\"/>")),
              "TR408@7");
    EXPECT_EQ(faults(year_2023(day + day)), "TR409@8");
}

TEST(ReadCalendar, ReportsADayOutsideTheCalendar) {
    std::string xml = year_2023("<off date=\"2023-12-29\" name=\"a\" confidence=\"read\"/>");
    xml.replace(xml.find("2023-12-31"), 10, "2023-11-30");

    EXPECT_EQ(faults(xml), "TR407@7");
}

TEST(ReadCalendar, ReportsAMissingWeeklyRestAndAMissingYear) {
    std::string xml = year_2023("");
    xml.replace(xml.find("2023-12-31"), 10, "2024-12-31");
    xml.erase(xml.find("<weekly-off"), xml.find("<roll") - xml.find("<weekly-off"));

    EXPECT_EQ(faults(xml), "TR410@1 TR411@1");
}

TEST(ReadCalendar, WarnsOfADefaultWithoutASource) {
    std::string xml = year_2023("");
    xml.erase(xml.find("<roll direction=\"fixed\""), 53);

    const CalendarReading reading = read_calendar(xml);

    ASSERT_EQ(reading.diagnostics.size(), 1U);
    EXPECT_EQ(reading.diagnostics[0].code, "TR412");
    EXPECT_EQ(reading.diagnostics[0].severity, Severity::warning);
    EXPECT_TRUE(reading.calendar.has_value());
}

TEST(ReadCalendar, CollectsAllFaultsAndSaysWhatToDo) {
    const CalendarReading reading = read_calendar(
        year_2023("<off date=\"30/04/2023\" name=\"a\" confidence=\"read\"/>\n<holiday/>"));

    ASSERT_EQ(reading.diagnostics.size(), 2U);
    EXPECT_EQ(reading.diagnostics[0].message,
              "In <off>, date=\"30/04/2023\" is not a day that exists, as YYYY-MM-DD.");
    EXPECT_EQ(reading.diagnostics[0].fix, "Write a day that exists, as YYYY-MM-DD.");
    EXPECT_EQ(reading.diagnostics[1].message, "<holiday> may not stand inside <year>.");
}

}  // namespace
}  // namespace trinh::calendar
