/// Every *.scenario file of this folder and below, played in memory and on SQLite, some on
/// PostgreSQL.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/scenarios/coverage.h"
#include "tests/support/postgres_server.h"

namespace trinh::testing {
namespace {

std::vector<std::string> stories() {
    std::vector<std::string> found;
    const auto folder = std::filesystem::path(TRINH_SOURCE_DIR) / "tests/scenarios";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".scenario") found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string story_name(const ::testing::TestParamInfo<std::string>& story) {
    const std::filesystem::path file = story.param;
    std::string name = file.parent_path().filename().string() + "_" + file.stem().string();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

class Story : public ::testing::TestWithParam<std::string> {
public:
    /// What the stories tell is only complete when none was left out by a filter.
    static void TearDownTestSuite() {
        if (played_ == stories().size()) expect_all_told();
    }

protected:
    static inline std::size_t played_ = 0;  ///< In memory.
};

TEST_P(Story, HoldsInMemory) {
    TestOffice office(StoreKind::memory);
    play_scenario(GetParam(), office, hear);
    ++played_;
}

TEST_P(Story, HoldsOnSqlite) {
    play_scenario(GetParam(), StoreKind::sqlite);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Story, ::testing::ValuesIn(stories()), story_name);

/// There a story takes ten times as long, and the store's contract is the same: every twelfth.
std::vector<std::string> some_stories() {
    const auto all = stories();
    std::vector<std::string> found;
    for (std::size_t i = 0; i < all.size(); i += 12) found.push_back(all[i]);
    return found;
}

class SomeStory : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override { require_postgres(); }
};

TEST_P(SomeStory, HoldsOnPostgres) {
    play_scenario(GetParam(), StoreKind::postgres);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, SomeStory, ::testing::ValuesIn(some_stories()), story_name);

}  // namespace
}  // namespace trinh::testing
