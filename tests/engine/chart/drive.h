/// What the tests of the chart room share: a chart from a body, and a session that is driven by
/// short calls.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/session.h"

namespace trinh::chart {

inline std::string document(std::string_view body, std::string_view attributes = "") {
    return "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" "
           "datamodel=\"ecmascript\" " +
           std::string(attributes) + ">" + std::string(body) + "</scxml>";
}

/// Fails the test when the chart is refused.
inline std::shared_ptr<const Chart> chart_of(std::string_view body,
                                             std::string_view attributes = "") {
    ReadResult read = read_chart(document(body, attributes));
    for (const Diagnostic& one : read.diagnostics)
        EXPECT_EQ(one.severity, Severity::warning) << one.code << ' ' << one.message;
    return read.chart;
}

/// A session under a clock of its own.
class Drive {
public:
    explicit Drive(std::shared_ptr<const Chart> chart) : session(std::move(chart), "test") {
        last = session.start(now, facts, limits);
    }
    explicit Drive(std::string_view body, std::string_view attributes = "")
        : Drive(chart_of(body, attributes)) {}

    Drive& send(std::string name, json::value payload = nullptr) {
        Event event;
        event.name = std::move(name);
        event.data = std::move(payload);
        last = session.deliver(event, now, facts, limits);
        return *this;
    }
    Drive& wait(std::int64_t ms) {
        const Instant end = now + Duration{ms};
        while (session.next_due() && *session.next_due() <= end) {
            now = *session.next_due();
            last = session.deliver(*session.take_due(now), now, facts, limits);
        }
        now = end;
        return *this;
    }
    /// "a b": the active atomic states.
    [[nodiscard]] std::string at() const {
        std::string names;
        for (const std::string& id : session.active_atomic())
            names += (names.empty() ? "" : " ") + id;
        return names;
    }
    [[nodiscard]] json::value datum(std::string_view name) const {
        const json::value* found = session.data().if_contains(name);
        return found == nullptr ? json::value("(absent)") : *found;
    }

    Instant now;
    json::object facts;
    StepLimits limits;
    Session session;
    Outcome last;
};

}  // namespace trinh::chart
