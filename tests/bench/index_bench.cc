// The index: one event into a score that is kept up to date, and a score made anew from a million
// facts.
#include <benchmark/benchmark.h>
#include <fstream>
#include <sstream>

#include "engine/base/check.h"
#include "engine/reform_index/live_score.h"

namespace trinh::reform_index {
namespace {

const IndexTree& shipped() {
    static const IndexTree index = [] {
        std::ifstream file(TRINH_SOURCE_DIR "/workflows/indices/par-index-2023.xml");
        std::ostringstream text;
        text << file.rdbuf();
        auto reading = read_index(text.str());
        CHECK(reading.index.has_value());
        return *reading.index;
    }();
    return index;
}

const ReportingPeriod whole_year = year_up_to(*Date::from_ymd(2023, 12, 31));

/// Facts of all measures in turn, four of a case, spread over the year.
std::vector<Fact> facts_of(std::size_t count) {
    const auto& measures = shipped().measures;
    std::vector<Fact> facts;
    facts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<std::int64_t>(i);
        facts.push_back({measures[i % measures.size()].fact, number / 4,
                         "Quyết định của Ủy ban nhân dân tỉnh",
                         whole_year.from + static_cast<std::int32_t>(i % 365), i % 7 != 0, ""});
    }
    return facts;
}

void score_anew(benchmark::State& state) {
    const auto facts = facts_of(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(score(shipped(), facts, {}, whole_year));
    }
}
BENCHMARK(score_anew)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void reconcile_anew(benchmark::State& state) {
    const auto facts = facts_of(static_cast<std::size_t>(state.range(0)));
    const auto tree = score(shipped(), facts, {}, whole_year);
    for (auto _ : state) benchmark::DoNotOptimize(reconcile(shipped(), tree, facts));
}
BENCHMARK(reconcile_anew)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

/// One fact more on top of so many.
void one_event(benchmark::State& state) {
    const auto facts = facts_of(static_cast<std::size_t>(state.range(0)));
    LiveScore live(shipped(), whole_year);
    for (const Fact& fact : facts) live.add(fact);
    Fact next = facts.back();
    std::size_t at = 0;
    for (auto _ : state) {
        next.name = shipped().measures[++at % shipped().measures.size()].fact;
        next.case_id = static_cast<std::int64_t>(at);
        next.counts = at % 3 == 0;
        live.add(next);
        benchmark::DoNotOptimize(live.tree().points);
    }
}
BENCHMARK(one_event)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace trinh::reform_index

BENCHMARK_MAIN();
