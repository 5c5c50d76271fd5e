// Properties over random charts and random events: the seed is printed and replays the run.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "engine/chart/analysis.h"
#include "engine/chart/session.h"
#include "tests/engine/chart/random_chart.h"

namespace trinh::chart {
namespace {

std::string described(const Outcome& outcome) {
    std::string text = outcome.was_handled ? "taken" : "not taken";
    for (const std::string_view id : outcome.exited) text += " -" + std::string(id);
    for (const std::string_view id : outcome.entered) text += " +" + std::string(id);
    for (const std::uint32_t t : outcome.taken) text += " t" + std::to_string(t);
    for (const LogLine& line : outcome.log) text += " [" + line.label + ':' + line.text + ']';
    for (const Event& event : outcome.raised) text += " !" + event.name;
    return text;
}

/// Through text and back, as a store would.
Session reborn(const Session& session, unsigned seed) {
    const json::value stored = json::parse(json::serialize(session.snapshot()));
    auto restored =
        Session::restore(std::make_shared<const Chart>(session.chart()), stored.get_object());
    EXPECT_TRUE(restored.has_value()) << "seed " << seed << ": " << restored.error().message;
    return restored.value();
}

class Driver {
public:
    explicit Driver(unsigned seed) : random_(seed ^ 0x5EEDU) {}

    Outcome step(Session& session) {
        if (kind_ == 0) {
            if (session.next_due() && *session.next_due() <= now_)
                return session.deliver(*session.take_due(now_), now_, {}, limits_);
            return {};
        }
        Event event;
        event.name = RandomChart::event_name(static_cast<unsigned>(number_));
        event.data = number_;
        return session.deliver(event, now_, {}, limits_);
    }
    void next() {
        kind_ = static_cast<int>(random_() % 4);
        number_ = static_cast<int>(random_() % 10);
        now_ = now_ + Duration{static_cast<std::int64_t>(random_() % 1'000)};
    }
    [[nodiscard]] Instant now() const { return now_; }

    StepLimits limits_{.microsteps_max = 20, .queue_max = 15, .events_max = 8};

private:
    std::mt19937 random_;
    Instant now_;
    int kind_ = 1, number_ = 0;
};

TEST(RandomRun, ASnapshotBetweenAnyTwoEventsChangesNothing) {
    for (unsigned seed = 1; seed <= 120; ++seed) {
        ReadResult read = read_chart(RandomChart(seed, {}).xml());
        ASSERT_NE(read.chart, nullptr)
            << "seed " << seed << ": " << read.diagnostics[0].message << '\n'
            << RandomChart(seed, {}).xml();
        Driver driver(seed);
        Session whole(read.chart, "one");
        whole.start(driver.now(), {}, driver.limits_);
        Session broken = reborn(whole, seed);

        for (int i = 0; i < 25; ++i) {
            driver.next();
            const std::string expected = described(driver.step(whole));
            const std::string found = described(driver.step(broken));
            ASSERT_EQ(found, expected) << "seed " << seed << ", event " << i;
            broken = reborn(broken, seed);
            ASSERT_EQ(json::serialize(broken.snapshot()), json::serialize(whole.snapshot()))
                << "seed " << seed << ", event " << i;
        }
    }
}

/// Every configuration that some sequence of events leads to, as sets of active states.
void explore(Session session, std::set<std::string>& seen, std::set<std::string>& active,
             std::set<std::string>& left) {
    if (!seen.insert(json::serialize(session.snapshot())).second || seen.size() > 3'000) return;
    for (const std::string& id : session.active_all()) active.insert(id);
    for (unsigned number = 0; number < 10; ++number) {
        Session next = session;
        Event event;
        event.name = RandomChart::event_name(number);
        next.deliver(event, {}, {}, {});
        for (const std::string& id : session.active_all())
            if (!next.is_active(id)) left.insert(id);
        explore(std::move(next), seen, active, left);
    }
}

TEST(RandomRun, WhatTheAnalysisReportsIsTrueOfEveryRun) {
    int unreachable = 0, traps = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const std::string xml = RandomChart(seed, {.content = Content::none, .depth = 2}).xml();
        ReadResult read = read_chart(xml);
        ASSERT_NE(read.chart, nullptr) << "seed " << seed << ": " << read.diagnostics[0].message;
        std::set<std::string> seen, active, left;
        Session session(read.chart, "one");
        session.start({}, {}, {});
        explore(session, seen, active, left);

        for (const Diagnostic& one : analyse(*read.chart)) {
            const auto open = one.message.find('\'');
            const std::string id =
                one.message.substr(open + 1, one.message.find('\'', open + 1) - open - 1);
            if (one.code == "TR131") {
                EXPECT_FALSE(active.contains(id)) << "seed " << seed << ": " << one.message << xml;
                ++unreachable;
            }
            if (one.code == "TR132") {
                EXPECT_FALSE(left.contains(id)) << "seed " << seed << ": " << one.message << xml;
                ++traps;
            }
        }
    }

    EXPECT_GT(unreachable, 30);
    EXPECT_GT(traps, 30);
}

}  // namespace
}  // namespace trinh::chart
