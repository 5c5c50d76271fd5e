// Faults that only the schema sees, in words; what the Recommendation allows has none.
#include "adapters/schema/xsd_check.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

namespace trinh::schema {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "1:5 message fix" of every fault.
std::vector<std::string> faults(std::string_view xml) {
    static const XsdCheck check;
    std::vector<std::string> found;
    for (const auto& one : check.faults(xml))
        found.push_back(std::to_string(one.diagnostic.line) + ":" +
                        std::to_string(one.diagnostic.column) + " " + one.diagnostic.message + " " +
                        one.diagnostic.fix);
    return found;
}

std::string chart(std::string_view body) {
    return "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:t='urn:trinh:workflow:1' "
           "version='1.0'>\n" +
           std::string(body) + "</scxml>";
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(XsdCheck, SaysWhichAttributeIsNotKnownAndWhichAre) {
    EXPECT_THAT(faults(chart("<state id='a'\n   colour='red'/>")),
                ElementsAre("3:12 <state> has no attribute 'colour'. Known here: id, initial."));
}

TEST(XsdCheck, SaysWhichAttributeIsMissingAndWhatItIs) {
    EXPECT_THAT(faults(chart("<state><transition><t:fact name='n'/></transition></state>")),
                ElementsAre("2:20 <t:fact> needs the attribute 'counts'. Add counts=\"...\": an "
                            "expression of the ECMAScript subset, not empty."));
}

TEST(XsdCheck, SaysWhatAValueMustBe) {
    EXPECT_THAT(faults(chart("<history type='flat'><transition target=''/></history>")).size(), 1U);
    EXPECT_THAT(faults(chart("<state><history type='flat'><transition target='x'/></history>"
                             "<transition><send event='a b'/></transition></state>")),
                ElementsAre("2:23 In <history>, type=\"flat\" is not what the schema asks for. "
                            "Expected one of: shallow, deep.",
                            "2:88 In <send>, event=\"a b\" is not what the schema asks for. "
                            "Expected one event name without spaces."));
}

TEST(XsdCheck, SaysWhichElementsStandHere) {
    EXPECT_THAT(faults(chart("<state><onexit><state/></onexit></state>")),
                ElementsAre("2:16 <state> cannot stand in <onexit>. Expected here: assign, raise, "
                            "if, foreach, log, script, send, cancel."));
    EXPECT_THAT(faults(chart("<state><history/></state>")),
                ElementsAre("2:8 <history> lacks something inside. Expected inside: transition."));
}

TEST(XsdCheck, SaysThatTextHasNoMeaning) {
    EXPECT_THAT(faults(chart("<state>lost</state>")),
                ElementsAre("2:1 <state> holds text, which has no meaning there. Remove the text, "
                            "or make it a comment: <!-- ... -->."));
}

TEST(XsdCheck, AllowsForeignNamespacesAndAnyContent) {
    EXPECT_THAT(faults(chart("<state id='a' q:x='1' xmlns:q='urn:q'><q:note><b/></q:note>"
                             "<invoke><content><scxml version='1.0'><q:y/><state id='a'/></scxml>"
                             "</content></invoke></state>"
                             "<datamodel><data id='a'><b xmlns=''/></data></datamodel>")),
                IsEmpty());
}

TEST(XsdCheck, LooksIntoInvokedCharts) {
    EXPECT_EQ(faults(chart("<state><invoke><content><scxml version='1.0'><stat/></scxml></content>"
                           "</invoke></state>"))
                  .size(),
              1U);
}

TEST(XsdCheck, ReadsNoDocumentType) {
    EXPECT_THAT(faults("<?xml version='1.0'?>\n<!DOCTYPE scxml SYSTEM 'file:///etc/hostname' [\n"
                       "<!ENTITY a SYSTEM 'file:///etc/hostname'>]>\n" +
                       chart("<state id='&a;'/>")),
                ElementsAre("2:1 The file declares a document type; it is not read, and the file "
                            "is not held against its schema. Remove the <!DOCTYPE ...>."));
}

TEST(XsdCheck, KnowsASchemaForEveryKindOfDefinition) {
    for (const char* kind : {"calendar", "index", "migration"}) {
        const std::string name(kind);
        EXPECT_THAT(faults("<" + name + " xmlns='urn:trinh:" + name + ":1' oops=''/>"),
                    testing::Contains(testing::HasSubstr("no attribute 'oops'")));
    }
}

TEST(XsdCheck, LeavesToTheReadersWhatIsNoDefinition) {
    EXPECT_THAT(faults(""), IsEmpty());
    EXPECT_THAT(faults("<scxml"), IsEmpty());
    EXPECT_THAT(faults("<foo/>"), IsEmpty());
    EXPECT_THAT(faults(chart(std::string(100, 'x') + std::string(70, '<'))), IsEmpty());
}

TEST(XsdCheck, FindsPlacesBehindLongStartTagsAndManyLines) {
    std::string body = std::string(70'000, '\n') + "<state\n\n\nid='a'/>\n<state\n\n oops='1'/>";
    EXPECT_THAT(faults(chart(body)),
                ElementsAre("70008:8 <state> has no attribute 'oops'. Known here: id, initial."));
}

TEST(XsdCheck, ShippedDefinitionsHaveNoFault) {
    int count = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(TRINH_SOURCE_DIR "/workflows")) {
        const auto extension = entry.path().extension();
        if (extension != ".scxml" && extension != ".xml") continue;
        EXPECT_THAT(faults(file_text(entry.path())), IsEmpty()) << entry.path();
        ++count;
    }
    EXPECT_GE(count, 3);
}

/// The schema knows all of the Recommendation: its own tests have no fault but the one they mean.
TEST(XsdCheck, TheTestsOfTheRecommendationHaveNoFault) {
    const std::filesystem::path folder = TRINH_SOURCE_DIR "/../shared/w3c-scxml/tests";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "../shared/w3c-scxml is absent.";
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".scxml") continue;
        ++count;
        for (const auto& one : faults(file_text(entry.path())))
            EXPECT_THAT(one, testing::HasSubstr("attribute 'expr' is empty")) << entry.path();
    }
    EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace trinh::schema
