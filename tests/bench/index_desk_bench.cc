// The index through the desk that the page asks: one look after one new fact in a store that holds
// a million of them, beside the score made anew from the same store.
#include <benchmark/benchmark.h>

#include "engine/base/check.h"
#include "engine/base/json_text.h"
#include "engine/service/index_book.h"
#include "engine/service/index_desk.h"
#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

constexpr int facts_before = 1'000'000;
const Date year_end = *Date::parse("2023-12-31");

ports::FactRow nth_fact(const reform_index::IndexTree& index, std::int64_t number) {
    const auto at = static_cast<std::size_t>(number);
    ports::FactRow row;
    row.name = index.measures[at % index.measures.size()].fact;
    row.case_id = CaseId{number / 4 + 1};
    row.title = "Quyết định của Ủy ban nhân dân tỉnh";
    row.date = year_end + -static_cast<std::int32_t>(number % 365);
    row.counts = number % 7 != 0;
    return row;
}

/// A department with a million facts on SQLite; made once.
TestOffice& busy_office() {
    static TestOffice office(StoreKind::sqlite);
    static const bool is_filled = [] {
        office.load_workflows();
        auto tx = office.store().begin();
        for (int i = 0; i < facts_before; ++i) {
            tx->facts().add(nth_fact(*office.shelf().index(), i));
        }
        tx->commit();
        return true;
    }();
    CHECK(is_filled);
    return office;
}

void add_fact(TestOffice& office, std::int64_t number) {
    auto tx = office.store().begin();
    tx->facts().add(nth_fact(*office.shelf().index(), number));
    tx->commit();
}

/// From the question to the text that leaves, after one fact that was written since.
void look_after_one_fact(benchmark::State& state) {
    auto& office = busy_office();
    service::IndexDesk desk(office.office());
    CHECK(desk.score(year_end).has_value());
    std::int64_t number = facts_before;
    for (auto _ : state) {
        state.PauseTiming();
        add_fact(office, ++number);
        state.ResumeTiming();
        benchmark::DoNotOptimize(to_json_text(*desk.score(year_end)));
    }
}
BENCHMARK(look_after_one_fact)->Unit(benchmark::kMicrosecond);

/// Of that the score alone: what was written is read and taken in.
void score_after_one_fact(benchmark::State& state) {
    auto& office = busy_office();
    const auto surroundings = office.office();
    std::int64_t number = 2 * facts_before;
    for (auto _ : state) {
        state.PauseTiming();
        add_fact(office, ++number);
        state.ResumeTiming();
        benchmark::DoNotOptimize(service::current_score(surroundings, year_end)->points);
    }
}
BENCHMARK(score_after_one_fact)->Unit(benchmark::kMicrosecond);

void score_anew(benchmark::State& state) {
    auto& office = busy_office();
    const auto surroundings = office.office();
    for (auto _ : state) {
        auto tx = office.store().begin_read();
        benchmark::DoNotOptimize(service::score_on(surroundings, *tx, year_end)->tree.points);
    }
}
BENCHMARK(score_anew)->Unit(benchmark::kMillisecond);

/// The first look after a start: the same facts, once, without their rows.
void first_look(benchmark::State& state) {
    auto& office = busy_office();
    auto surroundings = office.office();
    surroundings.index_watch = nullptr;
    for (auto _ : state) {
        benchmark::DoNotOptimize(service::current_score(surroundings, year_end)->points);
    }
}
BENCHMARK(first_look)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trinh::testing

BENCHMARK_MAIN();
