// The shipped index asks for facts under the names that the shipped process writes them.
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

/// Every name="..." of a <t:fact> in the process.
std::set<std::string> facts_written() {
    std::ifstream file(TRINH_SOURCE_DIR "/workflows/law-2015/appraisal-ppc-decision.scxml");
    std::ostringstream whole;
    whole << file.rdbuf();
    const std::string text = whole.str();
    const std::string opening = "<t:fact name=\"";
    std::set<std::string> names;
    for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
        at += opening.size();
        names.insert(text.substr(at, text.find('"', at) - at));
    }
    return names;
}

TEST(ShippedIndex, IsFedByTheAppraisalProcess) {
    std::set<std::string> asked;
    for (const Measure& measure : institutional_reform().measures) asked.insert(measure.fact);

    const std::set<std::string> written = facts_written();

    EXPECT_TRUE(written.contains("appraisal-draft"));
    for (const std::string& name : written) EXPECT_TRUE(asked.contains(name)) << name;
}

}  // namespace
}  // namespace trinh::reform_index
