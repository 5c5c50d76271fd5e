/// Random lives of a department over five simulated years; the store fails in the middle of deeds.
///
/// TRINH_SIMULATE=N: as many crash points (default 10,000). TRINH_SEED=N: that one life only.
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

#include "tests/simulation/world.h"

namespace trinh::testing {
namespace {

long long asked(const char* name, long long otherwise) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
    return text == nullptr ? otherwise : std::atoll(text);
}

struct Totals {
    long long crash_points = 0, power_cuts = 0, unanswered = 0, acts = 0, refusals = 0, wakes = 0,
              lives = 0;
};

void live_once(TestOffice& model, std::uint64_t seed, Kind kind, Totals& totals) {
    SCOPED_TRACE("repeat this life with TRINH_SEED=" + std::to_string(seed));
    World world(model, seed, kind);
    const auto last_day = *Instant::parse("2027-01-04T08:00+07:00");
    while (world.now() < last_day && !::testing::Test::HasFailure()) world.live();
    if (!::testing::Test::HasFailure()) world.end();
    totals.crash_points += world.crash_points();
    totals.power_cuts += world.power_cuts();
    totals.unanswered += world.unanswered();
    totals.acts += world.acts();
    totals.refusals += world.refusals();
    totals.wakes += world.wakes();
    ++totals.lives;
}

Totals live_until(Kind kind, long long crash_points) {
    TestOffice model;
    model.load_workflows();
    model.load_people();
    Totals totals;
    if (const auto seed = asked("TRINH_SEED", 0); seed != 0) {
        live_once(model, static_cast<std::uint64_t>(seed), kind, totals);
        return totals;
    }
    for (std::uint64_t next = 1;
         totals.crash_points < crash_points && !::testing::Test::HasFailure(); ++next) {
        live_once(model, next, kind, totals);
    }
    std::cout << totals.lives << " lives of five years, " << totals.crash_points
              << " crash points, " << totals.power_cuts << " power cuts, " << totals.unanswered
              << " deeds kept without an answer, " << totals.acts << " acts, " << totals.refusals
              << " refusals, " << totals.wakes << " clocks woken\n";
    EXPECT_GT(totals.acts, totals.lives * 10);
    EXPECT_GT(totals.wakes, totals.lives * 2);
    return totals;
}

TEST(Simulation, NoLifeBreaksALawOfTheCase) {
    live_until(Kind::memory, asked("TRINH_SIMULATE", 10'000) * 19 / 20);
}

TEST(Simulation, NoLifeOnADiskThatFailsLosesWhatWasAnswered) {
    const auto totals = live_until(Kind::sqlite, asked("TRINH_SIMULATE", 10'000) / 20);
    EXPECT_GT(totals.power_cuts, 0);
}

}  // namespace
}  // namespace trinh::testing
