// The shipped index asks for facts under the names that the shipped processes write them.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

/// Every name="..." of a <t:fact> in the text.
void add_names(const std::string& text, std::set<std::string>& names) {
    const std::string opening = "<t:fact name=\"";
    for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
        at += opening.size();
        names.insert(text.substr(at, text.find('"', at) - at));
    }
}

std::set<std::string> facts_written() {
    std::set<std::string> names;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(TRINH_SOURCE_DIR "/workflows")) {
        if (entry.path().extension() != ".scxml") continue;
        std::ifstream file(entry.path());
        std::ostringstream whole;
        whole << file.rdbuf();
        add_names(whole.str(), names);
    }
    return names;
}

TEST(ShippedIndex, IsFedByEveryProcess) {
    std::set<std::string> asked;
    for (const Measure& measure : institutional_reform().measures) asked.insert(measure.fact);

    const std::set<std::string> written = facts_written();

    EXPECT_TRUE(written.contains("appraisal-draft"));
    for (const std::string& name : written) {
        // The index is the province's; what a district does on its own is told, not scored.
        if (name.starts_with("district-")) continue;
        EXPECT_TRUE(asked.contains(name)) << name;
    }
}

}  // namespace
}  // namespace trinh::reform_index
