// One wrong index for each diagnostic code.
#include <gtest/gtest.h>
#include <string>

#include "engine/reform_index/rights.h"
#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

constexpr const char* head =
    "<index xmlns=\"urn:trinh:index:1\" id=\"x\" title=\"x\">\n"
    "<measure id=\"m\" title=\"m\" fact=\"f\"/>\n";

/// An index with this content after one measure "m"; the content begins on line 3.
std::string index_of(const std::string& content) {
    return std::string(head) + content + "\n</index>";
}

/// An index with one criterion of 3 points that has this formula.
std::string criterion_of(const std::string& formula) {
    return index_of("<criterion code=\"1\" title=\"a\" max=\"3\" basis=\"b\" confidence=\"read\">" +
                    formula + "</criterion>");
}

std::string tiers_of(const std::string& bands) {
    return criterion_of("<tiers measure=\"m\">" + bands + "</tiers>");
}

/// "TR507@3 TR510@4": what reading reports, with lines.
std::string faults(const std::string& xml) {
    const IndexReading reading = read_index(xml);
    EXPECT_EQ(reading.index.has_value(), !has_error(reading.diagnostics));
    std::string text;
    for (const Diagnostic& each : reading.diagnostics) {
        EXPECT_FALSE(each.message.empty());
        EXPECT_FALSE(each.fix.empty());
        if (!text.empty()) text += " ";
        text += each.code + "@" + std::to_string(each.line);
    }
    return text;
}

TEST(ReadIndex, AcceptsEachFormula) {
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\" threshold=\"50\" no-data=\"full\"/>")), "");
    EXPECT_EQ(faults(criterion_of("<yes-no measure=\"m\"/>")), "");
    EXPECT_EQ(faults(criterion_of("<count measure=\"m\" target=\"13\"/>")), "");
    EXPECT_EQ(faults(tiers_of("<band below=\"60\" points=\"0\"/>"
                              "<band at-least=\"60\" at-most=\"80\" points=\"1\"/>"
                              "<band above=\"80\" points=\"3\"/>")),
              "");
}

TEST(ReadIndex, ReportsFaultsOfForm) {
    EXPECT_EQ(faults("<index\n><criterion></index>"), "TR501@2");
    EXPECT_EQ(faults("<indices/>"), "TR502@1");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\"/><rule/>")), "TR503@3");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\" treshold=\"5\"/>")), "TR503@3");
    EXPECT_EQ(faults(index_of("<criterion code=\"1\" max=\"3\" basis=\"b\" confidence=\"read\">"
                              "<yes-no measure=\"m\"/></criterion>")),
              "TR504@3");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\" threshold=\"101\"/>")), "TR505@3");
    EXPECT_EQ(faults(criterion_of("<count measure=\"m\" target=\"0\"/>")), "TR505@3");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\" no-data=\"half\"/>")), "TR505@3");
}

TEST(ReadIndex, ReportsACodeUsedTwice) {
    const std::string one =
        "<criterion code=\"1\" title=\"a\" max=\"3\" basis=\"b\" confidence=\"read\">"
        "<yes-no measure=\"m\"/></criterion>\n";

    EXPECT_EQ(faults(index_of(one + one)), "TR506@4");
}

TEST(ReadIndex, ReportsPartsThatDoNotAddUp) {
    const IndexReading reading = read_index(
        index_of("<criterion code=\"1\" title=\"a\" max=\"3\" basis=\"b\" confidence=\"read\">\n"
                 "<criterion code=\"1.1\" title=\"a\" max=\"2.75\" basis=\"b\" confidence=\"read\">"
                 "<yes-no measure=\"m\"/></criterion></criterion>"));

    ASSERT_EQ(reading.diagnostics.size(), 1U);
    EXPECT_EQ(reading.diagnostics[0].code, "TR507");
    EXPECT_EQ(reading.diagnostics[0].message,
              "The parts of criterion 1 have 2.75 points in all, but it has 3.");
}

TEST(ReadIndex, ReportsGapsBetweenBands) {
    EXPECT_EQ(faults(tiers_of("")), "TR508@3");
    EXPECT_EQ(faults(tiers_of("<band above=\"0\" points=\"3\"/>")), "TR508@3");
    EXPECT_EQ(faults(tiers_of("<band below=\"100\" points=\"3\"/>")), "TR508@3");
    EXPECT_EQ(
        faults(tiers_of("<band below=\"60\" points=\"0\"/><band above=\"60\" points=\"3\"/>")),
        "TR508@3");
    EXPECT_EQ(
        faults(tiers_of("<band below=\"60\" points=\"0\"/><band at-least=\"61\" points=\"3\"/>")),
        "TR508@3");
}

TEST(ReadIndex, ReportsBandsThatOverlap) {
    EXPECT_EQ(
        faults(tiers_of("<band at-most=\"60\" points=\"0\"/><band at-least=\"60\" points=\"3\"/>")),
        "TR509@3");
    EXPECT_EQ(
        faults(tiers_of("<band below=\"70\" points=\"0\"/><band at-least=\"60\" points=\"3\"/>")),
        "TR509@3");
    EXPECT_EQ(faults(tiers_of("<band points=\"0\"/><band at-least=\"60\" points=\"3\"/>")),
              "TR509@3");
}

TEST(ReadIndex, ReportsFaultsOfSense) {
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"n\"/>")), "TR512@2 TR510@3");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\"/><yes-no measure=\"m\"/>")), "TR511@3");
    EXPECT_EQ(faults(criterion_of("")), "TR512@2 TR511@3");
    EXPECT_EQ(faults(criterion_of("<manual/>")), "TR512@2");
    EXPECT_EQ(faults(tiers_of("<band points=\"3.01\"/>")), "TR513@3");
    EXPECT_EQ(faults(criterion_of("<survey/>")), "TR512@2 TR514@3");
    EXPECT_EQ(faults(index_of("<criterion code=\"1\" title=\"a\" max=\"3\" confidence=\"read\">"
                              "<yes-no measure=\"m\"/></criterion>")),
              "TR515@3");
}

TEST(ReadIndex, WantsExactlyOneFeedOfAFormula) {
    EXPECT_EQ(faults(criterion_of("<ratio/>")), "TR512@2 TR516@3");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\" part=\"a\" whole=\"b\"/>")), "TR516@3");
    EXPECT_EQ(faults(criterion_of("<ratio part=\"a\"/>")), "TR512@2 TR504@3");
    EXPECT_EQ(faults(criterion_of("<ratio part=\"a\" whole=\"b\" full-at=\"30\"/>")), "TR512@2");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\" full-at=\"0\"/>")), "TR505@3");
    EXPECT_EQ(faults(criterion_of("<ratio measure=\"m\" full-at=\"94.999\"/>")), "TR505@3");
    EXPECT_EQ(faults(criterion_of("<yes-no part=\"a\"/>")), "TR512@2");
    EXPECT_EQ(faults(criterion_of("<count part=\"a\" target=\"5\"/>")), "TR512@2");
}

TEST(ReadIndex, KeepsEnteredValuesOutOfWhatCasesFeed) {
    const auto below = [](const std::string& formula) {
        return index_of(
            "<criterion code=\"1\" title=\"a\" basis=\"b\" confidence=\"read\" fed-by=\"cases\">"
            "<criterion code=\"1.1\" title=\"a\" max=\"3\" basis=\"b\" confidence=\"read\">" +
            formula + "</criterion></criterion>");
    };

    EXPECT_EQ(faults(below("<ratio measure=\"m\"/>")), "");
    EXPECT_EQ(faults(below("<manual/>")), "TR512@2 TR517@3");
    EXPECT_EQ(faults(below("<yes-no part=\"a\"/>")), "TR512@2 TR517@3");
    EXPECT_EQ(faults(below("<survey><answer name=\"A\" title=\"a\" weight=\"1\"/></survey>")),
              "TR512@2");
}

TEST(ReadIndex, ReadsWhoMayDoWhat) {
    const auto with = [](const std::string& right) {
        std::string xml = criterion_of("<ratio measure=\"m\"/>");
        return xml.insert(xml.find("<measure"), right);
    };
    const IndexReading reading =
        read_index(with("<right act=\"review\" roles=\"a b\" agency=\"x\"/>"));

    ASSERT_TRUE(reading.index);
    EXPECT_TRUE(check_right(*reading.index, Act::review, {{"b"}, "x", "stp"}));
    EXPECT_EQ(
        check_right(*reading.index, Act::review, {{"b"}, "stp", "stp"}).error().message,
        "The act \"review\" is for people of the agency x with the role a, b; you are none of "
        "them.");
    EXPECT_FALSE(check_right(*reading.index, Act::lock, {{"b"}, "stp", "stp"}));
    EXPECT_EQ(faults(with("<right act=\"judge\" roles=\"a\"/>")), "TR505@2");
    EXPECT_EQ(faults(with("<right act=\"lock\" roles=\"a\"/><right act=\"lock\" roles=\"b\"/>")),
              "TR506@2");
}

TEST(ShippedIndex, HasTheEightComponentsOfThePlan) {
    const IndexTree& index = institutional_reform();

    ASSERT_EQ(index.roots.size(), 8U);
    EXPECT_TRUE(find_criterion(index, "2.3.4")->is_fed_by_cases);
    EXPECT_EQ(std::get<Ratio>(find_criterion(index, "1.3")->formula).full_at, Decimal::whole(30));
    EXPECT_EQ(std::get<Ratio>(find_criterion(index, "1.6")->formula).full_at, Decimal::whole(95));
    EXPECT_EQ(std::get<Ratio>(find_criterion(index, "7.1.3")->formula).full_at, Decimal::whole(97));
    EXPECT_EQ(std::get<CountToTarget>(find_criterion(index, "3.5")->formula).target, 13);
    EXPECT_EQ(std::get<CountToTarget>(find_criterion(index, "3.6")->formula).target, 5);
    EXPECT_TRUE(find_measure(index, "unlawful-handled")->per_case);
    EXPECT_FALSE(find_measure(index, "plan-report")->per_case);
}

TEST(ReadIndex, MarksPointsThatNoSourceGives) {
    EXPECT_TRUE(find_criterion(institutional_reform(), "2.1.4")->is_configured);
    EXPECT_FALSE(find_criterion(institutional_reform(), "2.1.2")->is_configured);
    EXPECT_EQ(find_criterion(institutional_reform(), "2.1.2")->confidence, Confidence::read_quoted);
    EXPECT_EQ(max_of(institutional_reform()), Decimal::whole(100));
}

}  // namespace
}  // namespace trinh::reform_index
