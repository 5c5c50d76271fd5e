// Law 5: snapshot, restore, continue equals the uninterrupted run; over random charts and events.
#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "engine/base/json_text.h"
#include "engine/chart/session.h"
#include "tests/engine/chart/random_chart.h"
#include "tests/engine/chart/shrink.h"

namespace trinh::chart {
namespace {

/// One thing that happens to a session.
struct Happening {
    std::int64_t wait_ms = 0;
    bool is_wake = false;  ///< A pending send fires, if one is due; else the event comes.
    Event event;
};

constexpr StepLimits limits{.microsteps_max = 30, .queue_max = 15, .events_max = 12};

std::string described(const Outcome& outcome) {
    std::string text = outcome.was_handled ? "taken" : "not taken";
    for (const std::string_view id : outcome.exited) text += " -" + std::string(id);
    for (const std::string_view id : outcome.entered) text += " +" + std::string(id);
    for (const std::uint32_t t : outcome.taken) text += " t" + std::to_string(t);
    for (const LogLine& line : outcome.log) text += " [" + line.label + ':' + line.text + ']';
    for (const Event& event : outcome.raised)
        text += " !" + event.name + to_json_text(event.data) + event.send_id;
    for (const OutgoingSend& send : outcome.outgoing) text += " >" + send.target;
    return text;
}

Outcome step(Session& session, const Happening& what, Instant now) {
    if (!what.is_wake) return session.deliver(what.event, now, {}, limits);
    if (!session.next_due() || now < *session.next_due()) return {};
    return session.deliver(*session.take_due(now), now, {}, limits);
}

/// Through text and back, under a chart that was read anew, as after a restart.
std::string reborn(Session& session, const std::string& xml) {
    const auto stored = parse_json(session.snapshot_text());
    if (stored && *stored != json::value(session.snapshot())) return "the text is another snapshot";
    if (!stored) return stored.error().message;
    auto restored = Session::restore(read_chart(xml).chart, stored->get_object());
    if (!restored) return restored.error().message;
    if (restored->data() != session.data())
        return "data was " + to_json_text(session.data()) + "\ndata is " +
               to_json_text(restored->data());
    session = std::move(restored.value());
    return "";
}

/// Runs the chart twice, once with a rebirth before every happening. Empty: they did the same.
std::string difference(const std::string& xml, const std::vector<Happening>& story) {
    const ReadResult read = read_chart(xml);
    if (!read.chart) return "";
    Session whole(read.chart, "one");
    Instant now{1'600'000'000'000};
    whole.start(now, {}, limits);
    Session broken = whole;
    for (const Happening& one : story) {
        now = now + Duration{one.wait_ms};
        if (std::string fault = reborn(broken, xml); !fault.empty()) return fault;
        const std::string want = described(step(whole, one, now));
        const std::string have = described(step(broken, one, now));
        if (want != have) return "uninterrupted: " + want + "\nrestored:      " + have;
        const std::string kept = to_json_text(whole.snapshot());
        if (std::string found = to_json_text(broken.snapshot()); found != kept)
            return "uninterrupted: " + kept + "\nrestored:      " + found;
    }
    return reborn(broken, xml);
}

json::value random_data(std::mt19937_64& random, int depth) {
    switch (random() % (depth > 0 ? 7 : 5)) {
        case 0:
            return nullptr;
        case 1:
            return static_cast<std::int64_t>(random() % 5);
        case 2: {
            const auto number = std::bit_cast<double>(random());
            return std::isfinite(number) ? json::value(number) : json::value(-0.0);
        }
        case 3:
            return static_cast<double>(random() % 100'000) / 1'000;
        case 4:
            return "Điều 130, khoản 2 \"a\"\n";
        case 5:
            return json::array{random_data(random, depth - 1), random_data(random, depth - 1)};
        default:
            return json::object{{"n", random_data(random, depth - 1)},
                                {"đ", random_data(random, depth - 1)}};
    }
}

std::vector<Happening> random_story(unsigned seed) {
    std::mt19937_64 random(seed);
    std::vector<Happening> story(25);
    for (Happening& one : story) {
        one.wait_ms = static_cast<std::int64_t>(random() % 1'000);
        one.is_wake = random() % 4 == 0;
        one.event.name = RandomChart::event_name(static_cast<unsigned>(random()));
        one.event.data = random_data(random, 8);
        if (random() % 8 == 0) one.event.invoke_id = "i3";
    }
    return story;
}

std::string small(const std::string& xml, const std::vector<Happening>& story) {
    const std::string least =
        shrunk(xml, [&](const std::string& text) { return !difference(text, story).empty(); });
    return least + "\n" + difference(least, story);
}

TEST(Durable, ASnapshotBetweenAnyTwoEventsChangesNothing) {
    std::size_t faults = 0;
    for (unsigned seed = 1; seed <= chart_count(120) && faults < 3; ++seed) {
        const RandomChart::Taste taste{.depth = 3, .states_max = 12, .invoke_depth = 2};
        const std::string xml = RandomChart(seed, taste).xml();
        const ReadResult read = read_chart(xml);
        ASSERT_NE(read.chart, nullptr)
            << "seed " << seed << ": " << read.diagnostics[0].message << '\n'
            << xml;
        const auto story = random_story(seed);
        if (difference(xml, story).empty()) continue;
        ++faults;
        ADD_FAILURE() << "seed " << seed << '\n' << small(xml, story);
    }
}

}  // namespace
}  // namespace trinh::chart
