// The W3C tests with random damage: whatever is read must be diagnosed or run, and always end.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "engine/chart/analysis.h"
#include "engine/chart/session.h"

namespace trinh::chart {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> definitions() {
    std::vector<fs::path> paths;
    const fs::path folder = fs::path(TRINH_SOURCE_DIR) / ".." / "shared" / "w3c-scxml" / "tests";
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".scxml") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const fs::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return texts;
}

std::string damaged(std::string text, const std::vector<std::string>& all, std::mt19937& random) {
    static const char* const words[] = {"state",         "parallel",     "target=\"s0\"",
                                        "event=\"*\"",   "cond=\"x.y\"", "delay=\"1ms\"",
                                        "initial=\"s1\""};
    for (auto rounds = 1 + random() % 3; rounds > 0; --rounds) {
        const std::size_t at = random() % text.size();
        const std::string& other = all[random() % all.size()];
        switch (random() % 4) {
            case 0:
                text[at] = static_cast<char>(random() % 128);
                break;
            case 1:
                text.erase(at, 1 + random() % 20);
                break;
            case 2:
                text.insert(at, other.substr(random() % other.size(), random() % 60));
                break;
            default:
                text.insert(at, words[random() % 7]);
        }
    }
    return text;
}

void run_for_a_while(const std::shared_ptr<const Chart>& chart) {
    const StepLimits limits{.microsteps_max = 50, .events_max = 50};
    Session session(chart, "damaged");
    Instant now;
    session.start(now, {}, limits);
    for (int i = 0; i < 6; ++i) {
        session.deliver({.name = i % 2 == 0 ? "event1" : "foo"}, now, {}, limits);
        now = now + Duration{700};
        for (int k = 0; k < 10 && session.next_due() && *session.next_due() <= now; ++k)
            session.deliver(*session.take_due(now), now, {}, limits);
        const auto restored = Session::restore(chart, session.snapshot());
        ASSERT_TRUE(restored.has_value()) << restored.error().message;
    }
}

TEST(Mutation, DamagedDefinitionsAreDiagnosedOrRun) {
    const std::vector<std::string> all = definitions();
    if (all.empty()) GTEST_SKIP() << "The W3C suite is not beside this project (shared/w3c-scxml).";
    int ran = 0;

    for (unsigned seed = 1; seed <= 1'500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        const ReadResult read = read_chart(damaged(all[random() % all.size()], all, random),
                                           {.faults_at_run_time = true});
        ASSERT_EQ(read.chart == nullptr, has_error(read.diagnostics));
        if (!read.chart) continue;
        analyse(*read.chart);
        run_for_a_while(read.chart);
        ++ran;
    }

    EXPECT_GT(ran, 100);
}

}  // namespace
}  // namespace trinh::chart
