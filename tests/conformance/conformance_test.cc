// The W3C's own tests of SCXML, under a virtual clock, through the code that runs cases.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/app/loopback_events.h"
#include "adapters/cli/neighbours.h"
#include "adapters/cli/scxml_run.h"
#include "tests/conformance/known_gaps.h"

namespace trinh::chart {
namespace {

namespace fs = std::filesystem;

const fs::path suite = fs::path(TRINH_SOURCE_DIR) / ".." / "shared" / "w3c-scxml";

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

struct Case {
    std::string id, conformance, run, needs, file;
};

std::vector<Case> manifest() {
    std::vector<Case> found;
    std::istringstream lines(read_file(suite / "manifest.csv"));
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        Case one;
        std::string section, files;
        std::getline(fields, one.id, ',');
        std::getline(fields, section, ',');
        std::getline(fields, one.conformance, ',');
        std::getline(fields, one.run, ',');
        std::getline(fields, one.needs, ',');
        std::getline(fields, files, ',');
        one.file = files.substr(0, files.find(' '));
        if (one.file.ends_with(".scxml")) found.push_back(std::move(one));
    }
    return found;
}

TEST(Conformance, EveryAutomaticTestOfTheW3cSuitePasses) {
    if (!fs::exists(suite / "manifest.csv"))
        GTEST_SKIP() << "The W3C suite is not beside this project (shared/w3c-scxml).";
    int passed = 0, http_passed = 0, mandatory = 0, mandatory_passed = 0;

    for (const Case& one : manifest()) {
        if (one.run != "automatic") continue;
        std::ostringstream out, err;
        const fs::path file = suite / "tests" / one.file;
        const std::string xml = read_file(file);
        const int code = cli::run_scxml(xml, nullptr, out, err, cli::read_neighbours(file, xml),
                                        app::open_loopback_events);
        const bool passes = code == 0 && out.str().find("\"active\":[\"pass\"]") == 1;
        const bool is_gap = known_gaps.contains(one.id);
        passed += passes ? 1 : 0;
        mandatory += one.conformance == "mandatory" ? 1 : 0;
        http_passed += passes && one.needs == "basichttp" ? 1 : 0;
        mandatory_passed += passes && one.conformance == "mandatory" ? 1 : 0;
        EXPECT_EQ(passes, !is_gap) << one.id << " (" << one.conformance << ")\n"
                                   << out.str() << err.str();
    }

    std::cout << passed << " tests passed; " << mandatory_passed << " of " << mandatory
              << " mandatory ones.\n";
    EXPECT_EQ(mandatory_passed, mandatory);
    EXPECT_EQ(http_passed, 12);  // The thirteenth, 513, is a manual one: http_test.cc.
}

/// The charts of this folder, one a clause of the Recommendation; each ends in "pass".
TEST(Conformance, EveryChartOfOurOwnPasses) {
    const fs::path folder = fs::path(TRINH_SOURCE_DIR) / "tests" / "conformance" / "charts";
    int count = 0;

    for (const auto& entry : fs::directory_iterator(folder)) {
        std::ostringstream out, err;
        const std::string xml = read_file(entry.path());
        const int code = cli::run_scxml(xml, nullptr, out, err);
        EXPECT_TRUE(code == 0 && out.str().find("\"active\":[\"pass\"]") == 1)
            << entry.path().filename() << '\n'
            << out.str() << err.str();
        ++count;
    }

    EXPECT_GT(count, 30);
}

}  // namespace
}  // namespace trinh::chart
