// Many officers at once, each with cases of his own: how many acts a second become durable.
#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <mutex>
#include <thread>

#include "engine/base/check.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_office.h"

namespace trinh::bench {
namespace {

using testing::StoreKind;
using testing::TestOffice;

constexpr const char* drafter = "lan-so-xd";
constexpr int acts_each = 100;
constexpr int cases_each = 4;

CaseId open_case(TestOffice& office, const service::Caller& caller) {
    auto opened = service::CaseDesk(office.office())
                      .open(caller, {"appraisal-ppc-decision", "Quyết định về vỉa hè", ""});
    CHECK(opened.has_value());
    return CaseId{opened->at("id").as_int64()};
}

/// One officer's acts, one after the other: a new day for the meeting each time.
std::vector<double> work(TestOffice& office, const service::Caller& caller,
                         const std::vector<CaseId>& cases) {
    service::CaseDesk desk(office.office());
    std::vector<double> times_ms;
    for (int i = 0; i < acts_each; ++i) {
        const auto day = (*Date::parse("2030-01-01") + i).iso();
        const CaseId id = cases[static_cast<std::size_t>(i % cases_each)];
        const auto began = std::chrono::steady_clock::now();
        CHECK(
            desk.act(caller, {id, {"plan-meeting", {{"meeting_date", day}}, {}}, {}}).has_value());
        times_ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
                .count());
    }
    return times_ms;
}

void crowd(benchmark::State& state, TestOffice& office) {
    office.clock().set(*Instant::parse("2024-02-22T01:00Z"));
    office.load_workflows();
    office.load_people();
    const auto caller = office.caller(drafter);
    const auto clients = static_cast<std::size_t>(state.range(0));
    std::vector<std::vector<CaseId>> cases(clients);
    for (auto& own : cases) {
        for (int i = 0; i < cases_each; ++i) own.push_back(open_case(office, caller));
    }
    std::vector<double> all;
    std::mutex mutex;
    for (auto _ : state) {
        std::vector<std::thread> threads;
        for (const auto& own : cases) {
            threads.emplace_back([&] {
                const auto times = work(office, caller, own);
                const std::lock_guard lock(mutex);
                all.insert(all.end(), times.begin(), times.end());
            });
        }
        for (auto& thread : threads) thread.join();
    }
    std::ranges::sort(all);
    state.counters["acts/s"] =
        benchmark::Counter(static_cast<double>(all.size()), benchmark::Counter::kIsRate);
    state.counters["p50_ms"] = all[all.size() / 2];
    state.counters["p99_ms"] = all[all.size() * 99 / 100];
}

void on_sqlite(benchmark::State& state) {
    TestOffice office(StoreKind::sqlite_on_disk);
    crowd(state, office);
}

void on_postgres(benchmark::State& state) {
    if (const auto absence = testing::PostgresServer::absence(); !absence.empty()) {
        return state.SkipWithError(absence.c_str());
    }
    testing::PostgresServer server(testing::PostgresServer::Disk::is_synced);
    TestOffice office(server.new_schema());
    crowd(state, office);
}

BENCHMARK(on_sqlite)->Arg(1)->Arg(4)->Arg(16)->Iterations(2)->UseRealTime();
BENCHMARK(on_postgres)->Arg(1)->Arg(4)->Arg(16)->Iterations(2)->UseRealTime();

}  // namespace
}  // namespace trinh::bench

BENCHMARK_MAIN();
