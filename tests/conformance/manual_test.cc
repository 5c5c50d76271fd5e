// The W3C tests whose outcome a person reads in the log, read here.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "adapters/cli/scxml_run.h"

namespace trinh::cli {
namespace {

namespace fs = std::filesystem;

const fs::path suite = fs::path(TRINH_SOURCE_DIR) / ".." / "shared" / "w3c-scxml" / "tests";

class Manual : public testing::Test {
protected:
    void SetUp() override {
        if (!fs::exists(suite))
            GTEST_SKIP() << "The W3C suite is not beside this project (shared/w3c-scxml).";
    }
    /// What the test prints; exit code in `code`.
    std::string run(const std::string& id) {
        std::ifstream in(suite / ("test" + id + ".scxml"), std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        std::ostringstream out, err;
        code = run_scxml(text.str(), nullptr, out, err);
        return code == 1 ? err.str() : out.str();
    }
    int code = -1;
};

constexpr std::string_view head = "{\"active\":[\"final\"],\"final\":true,\"log\":[";

std::string line(std::string_view label, std::string_view text) {
    return "{\"label\":\"" + std::string(label) + "\",\"text\":\"" + std::string(text) + "\"}";
}

TEST_F(Manual, Test178KeepsBothValuesOfOneName) {
    EXPECT_EQ(run("178"), std::string(head) + line("_event ", "Var1=2&Var1=3") + "]}\n");
}

TEST_F(Manual, Test230ForwardsEveryFieldAsItWas) {
    const std::string out = run("230");

    // The parent prints the seven fields, then the child: twice the same text.
    const std::string log = out.substr(head.size(), out.size() - head.size() - 3);
    const std::string half = log.substr(0, log.size() / 2);
    EXPECT_EQ(log, half + ',' + half) << out;
    EXPECT_NE(half.find("childToParent"), std::string::npos);
}

TEST_F(Manual, Test250RunsTheExitHandlersOfACancelledChild) {
    EXPECT_EQ(run("250"), std::string(head) + line("", "Exiting sub01") + ',' +
                              line("", "Exiting sub0") + "]}\n");
}

TEST_F(Manual, Test301IsRefused) {
    EXPECT_NE(run("301").find("TR121"), std::string::npos);
    EXPECT_EQ(code, 1);
}

TEST_F(Manual, Test307SeesAnUnboundVariableAsItSeesAMissingMember) {
    EXPECT_EQ(run("307"), std::string(head) + line("entering s0 value of Var 1 is: ", "undefined") +
                              ',' + line("no error in s0", "") + ',' +
                              line("entering s1, value of non-existent substructure of Var 1 is: ",
                                   "undefined") +
                              ',' + line("No error in s1", "") + "]}\n");
}

TEST_F(Manual, Tests313And314FailWhereTheWrongExpressionRuns) {
    for (const char* id : {"313", "314"}) {
        EXPECT_NE(run(id).find("\"active\":[\"pass\"]"), std::string::npos) << id;
        EXPECT_EQ(code, 0);
    }
}

TEST_F(Manual, Test415StopsInTheFinalState) {
    EXPECT_EQ(run("415"), std::string(head) + "]}\n");
    EXPECT_EQ(code, 0);
}

}  // namespace
}  // namespace trinh::cli
