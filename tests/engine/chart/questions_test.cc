// Questions have no effect and tell the truth, on random charts in random configurations.
#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "engine/base/json_text.h"
#include "engine/chart/session.h"
#include "tests/engine/chart/random_chart.h"

namespace trinh::chart {
namespace {

constexpr StepLimits limits{.microsteps_max = 30, .queue_max = 15, .events_max = 12};

Event event_named(std::string name) {
    Event event;
    event.name = std::move(name);
    return event;
}

/// Asks everything of this session; answers how many events were promised.
std::size_t ask(const Session& session, const std::string& seed) {
    const std::string before = to_json_text(session.snapshot());
    const std::vector<std::string> promised = enabled_events(session, {});
    for (const std::string& name : promised) {
        EXPECT_TRUE(explain(session, event_named(name), {}).would_be_taken) << seed << name;
        Session trial = session;
        EXPECT_TRUE(trial.deliver(event_named(name), {}, {}, limits).was_handled) << seed << name;
    }
    for (unsigned number = 0; number < 10; ++number) {
        const Event event = event_named(RandomChart::event_name(number));
        const Explanation answer = explain(session, event, {});
        Session trial = session;
        const Outcome outcome = trial.deliver(event, {}, {}, limits);
        EXPECT_EQ(answer.would_be_taken, outcome.was_handled) << seed << event.name;
        // What is taken first was told as chosen, unless another region's transition beat it.
        if (!outcome.was_handled) continue;
        EXPECT_TRUE(std::any_of(answer.tried.begin(), answer.tried.end(),
                                [&](const auto& tried) {
                                    return tried.is_chosen &&
                                           tried.transition == outcome.taken.front();
                                }))
            << seed << event.name;
    }
    EXPECT_EQ(to_json_text(session.snapshot()), before) << seed;
    return promised.size();
}

TEST(Questions, PromiseWhatDeliverTakesAndChangeNothing) {
    std::size_t promised = 0;
    for (unsigned seed = 1; seed <= chart_count(60); ++seed) {
        const RandomChart::Taste taste{.depth = 3, .states_max = 12, .invoke_depth = 1};
        const ReadResult read = read_chart(RandomChart(seed, taste).xml());
        ASSERT_NE(read.chart, nullptr) << "seed " << seed;
        Session session(read.chart, "one");
        session.start({}, {}, limits);
        std::mt19937 random(seed);
        for (int i = 0; i < 10; ++i) {
            promised += ask(session, "seed " + std::to_string(seed) + ", event ");
            session.deliver(event_named(RandomChart::event_name(static_cast<unsigned>(random()))),
                            {}, {}, limits);
        }
    }

    EXPECT_GT(promised, 300U);
}

}  // namespace
}  // namespace trinh::chart
