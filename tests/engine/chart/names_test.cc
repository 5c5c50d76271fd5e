#include "engine/chart/names.h"

#include <gtest/gtest.h>

namespace trinh::chart {
namespace {

TEST(EventNames, AnswerAsTheTokenRuleDoes) {
    const std::vector<std::string> descriptors = {"*",     "a",   "a.b", "a.b.c", "a-b",
                                                  "a.b.*", "ab.", "c.d", "error"};
    const std::vector<std::string> events = {
        "a",    "a.b", "a.bc", "a.b.c", "a.b.c.d",         "a.b.x",  "a-b",     "a-b.c",    "ab",
        "ab.c", "c",   "c.d",  "c.de",  "error.execution", "errors", "unknown", "a.unknown"};
    EventNames names;
    for (const std::string& one : descriptors) names.add(one);
    names.seal();

    for (const std::string& descriptor : descriptors)
        for (const std::string& event : events)
            EXPECT_EQ(names.range(descriptor).holds(names.number(event)),
                      descriptor_matches(descriptor, event))
                << descriptor << " and " << event;
}

TEST(EventNames, MatchWholeTokensOnly) {
    EXPECT_TRUE(descriptor_matches("error", "error.execution"));
    EXPECT_FALSE(descriptor_matches("error", "errors"));
    EXPECT_TRUE(descriptor_matches("error.*", "error"));
    EXPECT_TRUE(descriptor_matches("*", "anything.at.all"));
}

}  // namespace
}  // namespace trinh::chart
