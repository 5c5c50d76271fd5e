// Session against the literal Appendix D, on random charts and random events. A difference is
// printed with its seed, its chart made small, and the events that lead to it.
#include <algorithm>
#include <gtest/gtest.h>
#include <optional>

#include "engine/chart/session.h"
#include "tests/engine/chart/random_chart.h"
#include "tests/engine/chart/reference_interpreter.h"
#include "tests/engine/chart/shrink.h"

namespace trinh::chart {
namespace {

constexpr RandomChart::Taste taste{.content = Content::plain, .depth = 4, .states_max = 14};

struct Sent {
    std::string name;
    long data;  ///< Below 0: null.
};

/// Everything an observer can compare, as lines.
std::string seen(const reference::Interpreter& reference, const reference::Step& step) {
    std::string text = step.was_handled ? "handled" : "not handled";
    for (const std::string& id : step.exited) text += " -" + id;
    for (const std::string& t : step.taken) text += " " + t;
    for (const std::string& id : step.entered) text += " +" + id;
    for (const std::string& line : step.log) text += " [" + line + "]";
    for (const std::string& event : step.raised) text += " !" + event;
    text += "\n  active:";
    if (!reference.is_running()) text += " (final) " + reference.last();
    std::vector<std::string> active(reference.configuration().begin(),
                                    reference.configuration().end());
    std::sort(active.begin(), active.end());
    if (reference.is_running())
        for (const std::string& id : active)
            if (!id.empty()) text += " " + id;
    text += "\n  data:";
    for (const auto& [name, value] : reference.data())
        if (!name.starts_with("_event")) text += " " + name + "=" + reference::shown(value);
    return text;
}

std::string transition_name(const Chart& chart, std::uint32_t index) {
    const StateIndex source = chart.transition(index).source;
    int ordinal = 0;
    for (std::uint32_t t = 0; t < index; ++t) ordinal += chart.transition(t).source == source;
    return std::string(chart.state(source).id) + '#' + std::to_string(ordinal);
}

std::string seen(const Session& session, const Outcome& outcome) {
    std::string text = outcome.was_handled ? "handled" : "not handled";
    for (const std::string_view id : outcome.exited) text += " -" + std::string(id);
    for (const std::uint32_t t : outcome.taken) text += " " + transition_name(session.chart(), t);
    for (const std::string_view id : outcome.entered) text += " +" + std::string(id);
    for (const LogLine& line : outcome.log) text += " [" + line.label + ':' + line.text + ']';
    for (const Event& event : outcome.raised) text += " !" + event.name;
    text += "\n  active:";
    if (session.is_final()) text += " (final)";
    std::vector<std::string> active = session.active_all();
    std::sort(active.begin(), active.end());
    for (const std::string& id : active) text += " " + id;
    text += "\n  data:";
    std::map<std::string, std::string> data;
    for (const auto& member : session.data())
        data[member.key()] = member.value().is_null()
                                 ? "null"
                                 : std::to_string(member.value().to_number<std::int64_t>());
    for (const auto& [name, value] : data) text += " " + name + "=" + value;
    return text;
}

struct Verdict {
    std::string difference;  ///< Empty: none.
    const unsigned count = chart_count(500);
    std::size_t events = 0, transitions = 0;
    bool was_endless = false;
};

/// Runs both; nothing when the chart is refused.
std::optional<Verdict> compare(const std::string& xml, const std::vector<Sent>& sent) {
    const ReadResult read = read_chart(xml);
    if (read.chart == nullptr) return std::nullopt;
    Verdict verdict;
    reference::Interpreter reference(xml);
    Session session(read.chart, "one");
    reference::Step expected = reference.interpret();
    for (std::size_t i = 0; !expected.was_endless; ++i) {
        Event event;
        if (i > 0) {
            event.name = sent[i - 1].name;
            if (sent[i - 1].data >= 0) event.data = sent[i - 1].data;
        }
        const Outcome outcome = i == 0 ? session.start({}, {}) : session.deliver(event, {}, {});
        const std::string want = seen(reference, expected), have = seen(session, outcome);
        verdict.transitions += expected.taken.size();
        if (want != have) {
            verdict.difference = "after " + (i == 0 ? "the start" : event.name) +
                                 "\nreference: " + want + "\nSession:   " + have;
            return verdict;
        }
        if (i == sent.size() || !reference.is_running()) return verdict;
        verdict.events = i + 1;
        expected = reference.external_event(sent[i].name, sent[i].data);
    }
    verdict.was_endless = true;
    return verdict;
}

bool differs(const std::string& xml, const std::vector<Sent>& sent) {
    try {
        const auto verdict = compare(xml, sent);
        return verdict && !verdict->difference.empty();
    } catch (const std::exception&) {
        return false;  // The reference cannot read it.
    }
}

std::string story(const std::string& xml, std::vector<Sent> sent) {
    sent.resize(compare(xml, sent)->events);
    for (std::size_t i = sent.size(); i-- > 0;) {
        std::vector<Sent> fewer = sent;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        if (differs(xml, fewer)) sent = fewer;
    }
    const std::string small =
        shrunk(xml, [&](const std::string& candidate) { return differs(candidate, sent); });
    std::string text = "\n" + small + "\nevents:";
    for (const Sent& one : sent) text += " " + one.name + "(" + std::to_string(one.data) + ")";
    return text + "\n" + compare(small, sent)->difference + "\n";
}

TEST(Reference, SessionDoesWhatAppendixDSays) {
    const unsigned count = chart_count(500);
    std::size_t events = 0, transitions = 0, endless = 0, faults = 0;
    for (unsigned seed = 1; seed <= count && faults < 3; ++seed) {
        const std::string xml = RandomChart(seed, taste).xml();
        std::mt19937 random(seed);
        std::vector<Sent> sent(20);
        for (Sent& one : sent)
            one = {RandomChart::event_name(static_cast<unsigned>(random())),
                   static_cast<long>(random() % 6) - 1};
        const auto verdict = compare(xml, sent);
        ASSERT_TRUE(verdict) << "seed " << seed << ": " << read_chart(xml).diagnostics[0].message
                             << '\n'
                             << xml;
        events += verdict->events;
        transitions += verdict->transitions;
        endless += verdict->was_endless ? 1 : 0;
        if (verdict->difference.empty()) continue;
        ++faults;
        ADD_FAILURE() << "seed " << seed << story(xml, sent);
    }

    EXPECT_GT(events, count * 10);
    EXPECT_GT(transitions, count * 10);
    EXPECT_LT(endless, count / 4);
    RecordProperty("events", static_cast<int>(events));
}

}  // namespace
}  // namespace trinh::chart
