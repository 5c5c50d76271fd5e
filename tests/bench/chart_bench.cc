// The chart room beside a hand-written switch, on the charts that its peers were timed on.
#include <benchmark/benchmark.h>
#include <boost/json/object.hpp>
#include <fstream>
#include <iterator>
#include <malloc.h>
#include <sstream>

#include "engine/base/check.h"
#include "engine/base/json_text.h"
#include "engine/chart/session.h"
#include "engine/expression/program.h"
#include "tests/bench/hand_written.h"

namespace trinh::bench {
namespace {

namespace json = boost::json;
using chart::Event;
using chart::Session;
using chart::Stepper;

const std::string charts_folder = TRINH_SOURCE_DIR "/../shared/w3c-scxml/bench-charts/";

std::string content_of(const std::string& name) {
    std::ifstream in(charts_folder + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Null, and the benchmark says why, when the chart is not on this machine.
std::shared_ptr<const chart::Chart> chart_of(benchmark::State& state, const std::string& name) {
    auto read = chart::read_chart(content_of(name));
    if (!read.chart) state.SkipWithError("shared/w3c-scxml/bench-charts is not on this machine");
    return read.chart;
}

/// The 23 events of one round of chart b.
std::vector<Event> review_events() {
    std::vector<Event> events;
    std::istringstream in(content_of("b_events.txt"));
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        Event event;
        std::string key, type, value;
        words >> event.name;
        if (words >> key >> type >> value)
            event.data = json::object{
                {key, type == "n" ? json::value(std::stod(value)) : json::value(value)}};
        events.push_back(std::move(event));
    }
    return events;
}

void report_events(benchmark::State& state, std::size_t events_an_iteration = 1) {
    state.counters["events/s"] = benchmark::Counter(
        static_cast<double>(state.iterations() * events_an_iteration), benchmark::Counter::kIsRate);
}

template <class Machine>
void one_event_by_hand(benchmark::State& state) {
    Machine machine;
    for (auto _ : state) {
        machine.deliver(0);
        benchmark::DoNotOptimize(machine);
    }
    report_events(state);
}
BENCHMARK(one_event_by_hand<PingPong>)->Name("a_two_states/switch");

void one_event(benchmark::State& state, const std::string& name) {
    const auto chart = chart_of(state, name);
    if (!chart) return;
    Session session(chart, "s");
    const json::object facts;
    Stepper stepper;
    stepper.start(session, {}, facts);
    const Event event{"e"};
    for (auto _ : state) benchmark::DoNotOptimize(stepper.deliver(session, event, {}, facts));
    report_events(state);
}
BENCHMARK_CAPTURE(one_event, null, "a_null.scxml")->Name("a_two_states/chart_null");
BENCHMARK_CAPTURE(one_event, ecma, "a_ecmascript.scxml")->Name("a_two_states/chart");

void review_by_hand(benchmark::State& state) {
    using E = ReviewEvent;
    const E script[] = {E::submit,
                        E::legal_start,
                        E::privacy_start,
                        E::note,
                        E::note,
                        E::note,
                        E::note,
                        E::suspend,
                        E::resume,
                        E::legal_verdict,
                        E::legal_redo,
                        E::legal_verdict,
                        E::legal_second,
                        E::privacy_ask,
                        E::privacy_answer,
                        E::legal_opinion,
                        E::privacy_advice,
                        E::legal_finish,
                        E::privacy_approve,
                        E::sign,
                        E::publish,
                        E::close,
                        E::reopen};
    LegalReview review;
    for (auto _ : state) {
        int at = 0;
        for (const E event : script) review.deliver(event, ++at == 12, 7);
        benchmark::DoNotOptimize(review);
    }
    CHECK(review.rounds == static_cast<double>(state.iterations()));
    report_events(state, std::size(script));
}
BENCHMARK(review_by_hand)->Name("b_legal_review/switch");

void review(benchmark::State& state) {
    const auto chart = chart_of(state, "b_ecmascript.scxml");
    if (!chart) return;
    const std::vector<Event> events = review_events();
    Session session(chart, "s");
    const json::object facts;
    Stepper stepper;
    stepper.start(session, {}, facts);
    for (auto _ : state)
        for (const Event& event : events)
            benchmark::DoNotOptimize(stepper.deliver(session, event, {}, facts));
    CHECK(session.data().at("rounds").to_number<std::int64_t>() ==
          static_cast<std::int64_t>(state.iterations()));
    report_events(state, events.size());
}
BENCHMARK(review)->Name("b_legal_review/chart");

BENCHMARK(one_event_by_hand<Ring>)->Name("c_thousand_states/switch");
BENCHMARK_CAPTURE(one_event, c_null, "c_null.scxml")->Name("c_thousand_states/chart_null");
BENCHMARK_CAPTURE(one_event, c_ecma, "c_ecmascript.scxml")->Name("c_thousand_states/chart");

/// A chart of `regions` parallel regions of two states, `idle` states beside them.
std::shared_ptr<const chart::Chart> wide_chart(std::int64_t regions, std::int64_t idle) {
    std::string xml =
        R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" initial="p"><parallel id="p">)";
    for (std::int64_t i = 0; i < regions; ++i) {
        const std::string n = std::to_string(i);
        xml += "<state id='r" + n + "'><state id='a" + n + "'><transition event='e' target='b" + n +
               "'/></state><state id='b" + n + "'><transition event='e' target='a" + n +
               "'/></state></state>";
    }
    xml += "</parallel>";
    for (std::int64_t i = 0; i < idle; ++i) xml += "<state id='i" + std::to_string(i) + "'/>";
    return chart::read_chart(xml + "</scxml>").chart;
}

/// One event that moves every region: linear in them, and blind to the states beside.
void growth(benchmark::State& state) {
    const auto chart = wide_chart(state.range(0), state.range(1));
    CHECK(chart != nullptr);
    Session session(chart, "s");
    const json::object facts;
    Stepper stepper;
    stepper.start(session, {}, facts);
    const Event event{"e"};
    for (auto _ : state) benchmark::DoNotOptimize(stepper.deliver(session, event, {}, facts));
    state.counters["ns/region"] =
        benchmark::Counter(static_cast<double>(state.iterations() * state.range(0)) * 1e-9,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(growth)
    ->ArgNames({"regions", "idle"})
    ->Args({1, 0})
    ->Args({1, 10'000})
    ->Args({10, 0})
    ->Args({100, 0})
    ->Args({1'000, 0})
    ->Args({1'000, 10'000});

/// The guard of chart b, on an event's data.
void guard(benchmark::State& state) {
    const auto compiled =
        expression::Program::compile("_event.data.verdict == 'unlawful' && count > 3");
    auto program = std::get<expression::Program>(compiled);
    program.expect_order(std::vector<std::string>{"rounds", "count"});
    const json::object data{{"rounds", 1}, {"count", 4}};
    const json::value event_data = json::object{{"verdict", "unlawful"}};
    expression::EventFields event;
    event.name = "legal.verdict";
    event.data = &event_data;
    expression::Environment environment;
    environment.data = &data;
    environment.event = &event;
    for (auto _ : state) benchmark::DoNotOptimize(program.test(environment));
}
BENCHMARK(guard);

void load(benchmark::State& state, const std::string& name) {
    if (!chart_of(state, name)) return;
    const std::string text = content_of(name);
    for (auto _ : state) benchmark::DoNotOptimize(chart::read_chart(text));
}
BENCHMARK_CAPTURE(load, b, "b_ecmascript.scxml")
    ->Unit(benchmark::kMicrosecond)
    ->Name("load/26_states");
BENCHMARK_CAPTURE(load, c, "c_ecmascript.scxml")
    ->Unit(benchmark::kMicrosecond)
    ->Name("load/1000_states");

/// A session of chart b in the middle of its round, with `bytes` of data more.
Session half_way(const std::shared_ptr<const chart::Chart>& chart, std::size_t bytes) {
    const std::vector<Event> events = review_events();
    Session session(chart, "s");
    session.start({}, {});
    for (std::size_t i = 0; i < 12; ++i) session.deliver(events[i], {}, {});
    json::array notes;
    for (std::size_t sum = 0; sum < bytes; sum += 50)
        notes.push_back({{"by", "mai"}, {"page", sum}, {"text", "Ghi chú thử nghiệm"}});
    if (bytes > 0) session.data()["risk"] = std::move(notes);
    return session;
}

void snapshot(benchmark::State& state) {
    const auto chart = chart_of(state, "b_ecmascript.scxml");
    if (!chart) return;
    const Session session = half_way(chart, static_cast<std::size_t>(state.range(0)));
    std::size_t size = 0;
    for (auto _ : state) {
        const std::string text = session.snapshot_text();
        size = text.size();
        benchmark::DoNotOptimize(text.data());
    }
    state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK(snapshot)->Arg(0)->Arg(1'000)->Arg(10'000);

void restore(benchmark::State& state) {
    const auto chart = chart_of(state, "b_ecmascript.scxml");
    if (!chart) return;
    const std::string text =
        half_way(chart, static_cast<std::size_t>(state.range(0))).snapshot_text();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            Session::restore(chart, std::move(parse_json(text).value().as_object())));
    state.counters["bytes"] = static_cast<double>(text.size());
}
BENCHMARK(restore)->Arg(0)->Arg(1'000)->Arg(10'000);

/// What ten thousand live cases hold, each in the middle of its round.
void live_cases(benchmark::State& state) {
    const auto chart = chart_of(state, "b_ecmascript.scxml");
    if (!chart) return;
    constexpr std::size_t count = 10'000;
    const Session model = half_way(chart, 0);
    double bytes = 0;
    for (auto _ : state) {
        const std::size_t before = mallinfo2().uordblks;
        const std::vector<Session> cases(count, model);
        bytes = static_cast<double>(mallinfo2().uordblks - before) / count;
        benchmark::DoNotOptimize(cases.data());
    }
    state.counters["bytes/case"] = bytes;
}
BENCHMARK(live_cases)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trinh::bench

BENCHMARK_MAIN();
