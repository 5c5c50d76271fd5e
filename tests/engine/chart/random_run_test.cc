// What the analyses of a chart claim, against every run of small random charts.
#include <gtest/gtest.h>
#include <set>

#include "engine/base/json_text.h"
#include "engine/chart/analysis.h"
#include "engine/chart/session.h"
#include "tests/engine/chart/random_chart.h"

namespace trinh::chart {
namespace {

/// Every configuration that some sequence of events leads to, as sets of active states.
void explore(Session session, std::set<std::string>& seen, std::set<std::string>& active,
             std::set<std::string>& left) {
    if (!seen.insert(to_json_text(session.snapshot())).second || seen.size() > 3'000) return;
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
