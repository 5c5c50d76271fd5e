// What the analyses claim of a chart, against every run of it: all configurations, all events, all
// values of the conditions. A claim that one run refutes is a false one.
#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "engine/base/json_text.h"
#include "engine/chart/analysis.h"
#include "engine/chart/names.h"
#include "engine/chart/session.h"
#include "tests/engine/chart/random_chart.h"

namespace trinh::chart {
namespace {

using Names = std::set<std::string, std::less<>>;

/// Everything that ever happened in any run.
struct Everything {
    Names active, left, rested, ending;  ///< State ids.
    std::set<std::uint32_t> taken;
    Names raised;
    bool is_complete = true;
};

void note(const Session& session, const Outcome& outcome, Everything& into) {
    into.taken.insert(outcome.taken.begin(), outcome.taken.end());
    for (const std::string_view id : outcome.entered) into.active.emplace(id);
    for (const Event& event : outcome.raised) into.raised.insert(event.name);
    const bool is_endless = std::any_of(
        outcome.log.begin(), outcome.log.end(),
        [](const LogLine& line) { return line.text.find("did not end") != std::string::npos; });
    if (is_endless) return;
    for (const std::string& id : session.active_all()) into.rested.insert(id);
}

constexpr StepLimits limits{.microsteps_max = 60, .events_max = 60};
constexpr const char* event_names[] = {"a", "a.b", "a.b.c", "b", "b.c", "c", "c.a", "d"};

/// Walks a chart without data: a configuration is its active states and what its histories recall.
class Explorer {
public:
    explicit Explorer(std::shared_ptr<const Chart> chart) : chart_(std::move(chart)) {}

    Everything run() {
        for (const json::object& facts : worlds()) {
            Session session(chart_, "one");
            const Outcome outcome = session.start({}, facts, limits);
            arrive(session, outcome);
        }
        while (!waiting_.empty()) {
            const std::size_t from = waiting_.front();
            waiting_.pop_front();
            if (nodes_.size() > 400) {
                found_.is_complete = false;
                break;
            }
            for (const json::object& facts : worlds())
                for (const char* name : event_names) step(from, name, facts);
        }
        find_ending();
        return std::move(found_);
    }

private:
    struct Node {
        Session session;
        std::set<std::size_t> before;
        bool may_end = false;
    };

    static std::vector<json::object> worlds() {
        std::vector<json::object> all;
        for (const bool g0 : {false, true})
            for (const bool g1 : {false, true}) all.push_back({{"g0", g0}, {"g1", g1}});
        return all;
    }

    void step(std::size_t from, const char* name, const json::object& facts) {
        Session next = nodes_[from].session;
        const auto before = next.active_all();
        Event event;
        event.name = name;
        const Outcome outcome = next.deliver(event, {}, facts, limits);
        for (const std::string& id : before)
            if (!next.is_active(id)) found_.left.insert(id);
        nodes_[arrive(next, outcome)].before.insert(from);
    }

    std::size_t arrive(const Session& session, const Outcome& outcome) {
        note(session, outcome, found_);
        const json::object snapshot = session.snapshot();
        std::string key = to_json_text(snapshot.at("active"));
        if (const auto* history = snapshot.if_contains("history")) key += to_json_text(*history);
        const auto [place, is_new] = known_.emplace(std::move(key), nodes_.size());
        if (is_new) {
            waiting_.push_back(nodes_.size());
            nodes_.push_back({session, {}, session.is_final()});
        }
        return place->second;
    }

    /// Backwards from the configurations in which the chart has ended.
    void find_ending() {
        std::deque<std::size_t> next;
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if (nodes_[i].may_end) next.push_back(i);
        for (; !next.empty(); next.pop_front()) {
            const Node& node = nodes_[next.front()];
            for (const std::string& id : node.session.active_all()) found_.ending.insert(id);
            for (const std::size_t before : node.before)
                if (!std::exchange(nodes_[before].may_end, true)) next.push_back(before);
        }
    }

    std::shared_ptr<const Chart> chart_;
    std::vector<Node> nodes_;
    std::map<std::string, std::size_t> known_;
    std::deque<std::size_t> waiting_;
    Everything found_;
};

/// One run of a chart with data, as long as it goes.
void walk(const std::shared_ptr<const Chart>& chart, unsigned seed, Everything& into) {
    std::mt19937 random(seed);
    Session session(chart, "one");
    note(session, session.start({}, {}, limits), into);
    Names visited;
    for (int i = 0; i < 40 && !session.is_final(); ++i) {
        const auto before = session.active_all();
        visited.insert(before.begin(), before.end());
        Event event;
        event.name = event_names[random() % std::size(event_names)];
        event.data = static_cast<std::int64_t>(random() % 4);
        note(session, session.deliver(event, {}, {}, limits), into);
        for (const std::string& id : before)
            if (!session.is_active(id)) into.left.insert(id);
    }
    if (session.is_final()) into.ending.insert(visited.begin(), visited.end());
}

std::string quoted(const std::string& message) {
    const auto open = message.find('\'');
    return message.substr(open + 1, message.find('\'', open + 1) - open - 1);
}

/// Whether what happened refutes the claim.
bool is_refuted(const Chart& chart, const Diagnostic& claim, const Everything& all) {
    const std::string name = quoted(claim.message);
    if (claim.code == "TR131") return all.active.contains(name);
    if (claim.code == "TR132") return all.left.contains(name);
    if (claim.code == "TR133") return all.ending.contains(name);
    if (claim.code == "TR134" || claim.code == "TR137")
        return std::any_of(all.taken.begin(), all.taken.end(),
                           [&](std::uint32_t t) { return chart.transition(t).line == claim.line; });
    if (claim.code == "TR135") return all.rested.contains(name);
    if (claim.code == "TR136")
        return std::any_of(all.raised.begin(), all.raised.end(), [&](const std::string& event) {
            return descriptor_matches(name, event);
        });
    return false;
}

/// How often each finding is true of a chart, said or not.
void count_truths(const Chart& chart, const Everything& all, std::map<std::string, int>& count) {
    for (StateIndex i = 1; i < chart.state_count(); ++i) {
        const StateView state = chart.state(i);
        const bool is_history =
            state.kind == StateKind::history_shallow || state.kind == StateKind::history_deep;
        if (is_history) continue;
        const bool is_reached = all.active.contains(state.id);
        const bool is_parent_reached =
            state.parent == 0 || all.active.contains(chart.state(state.parent).id);
        count["TR131"] += !is_reached && is_parent_reached;
        if (state.kind != StateKind::atomic || !is_reached) continue;
        count["TR132"] += !all.left.contains(state.id);
    }
    for (std::uint32_t t = 0; t < chart.transition_count(); ++t)
        count["TR134"] += !all.taken.contains(t) &&
                          all.active.contains(chart.state(chart.transition(t).source).id);
}

TEST(Soundness, NoRunRefutesWhatTheAnalysesClaim) {
    std::map<std::string, int> claims, truths;
    std::size_t faults = 0;
    for (unsigned seed = 1; seed <= chart_count(200) && faults < 3; ++seed) {
        const RandomChart::Taste taste{
            .content = Content::guarded, .depth = 2 + static_cast<int>(seed % 2), .states_max = 8};
        const std::string xml = RandomChart(seed, taste).xml();
        const ReadResult read = read_chart(xml);
        ASSERT_NE(read.chart, nullptr) << "seed " << seed << xml;
        const Everything all = Explorer(read.chart).run();
        for (const Diagnostic& claim : analyse(*read.chart)) {
            if (all.is_complete) ++claims[claim.code];
            if (!is_refuted(*read.chart, claim, all)) continue;
            ++faults;
            ADD_FAILURE() << "seed " << seed << ", line " << claim.line << ": " << claim.code << ' '
                          << claim.message << '\n'
                          << xml;
        }
        if (all.is_complete) count_truths(*read.chart, all, truths);
    }

    for (const auto& [code, count] : claims)
        RecordProperty(code, std::to_string(count) + " said, " + std::to_string(truths[code]) +
                                 " true in all");
    for (const char* code : {"TR131", "TR132", "TR133", "TR134", "TR135", "TR136", "TR137"})
        EXPECT_GT(claims[code], 0) << code;
}

// The same with counters in the conditions: no run of many refutes a claim.
TEST(Soundness, NoWalkRefutesWhatTheAnalysesClaim) {
    int claims = 0;
    for (unsigned seed = 1; seed <= chart_count(100); ++seed) {
        const RandomChart::Taste taste{.content = Content::plain, .depth = 3, .states_max = 10};
        const std::string xml = RandomChart(seed, taste).xml();
        const ReadResult read = read_chart(xml);
        ASSERT_NE(read.chart, nullptr) << "seed " << seed << xml;
        Everything all;
        for (unsigned run = 0; run < 5; ++run) walk(read.chart, seed + run, all);
        for (const Diagnostic& claim : analyse(*read.chart)) {
            ++claims;
            EXPECT_FALSE(is_refuted(*read.chart, claim, all))
                << "seed " << seed << ": " << claim.code << ' ' << claim.message << '\n'
                << xml;
        }
    }

    EXPECT_GT(claims, 100);
}

}  // namespace
}  // namespace trinh::chart
