// One stage completion, durably committed: the disk alone, bare SQLite, the desk, and over HTTP.
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <stdlib.h>
#include <string>
#include <unistd.h>

#include "engine/base/check.h"
#include "tests/bench/line.h"
#include "tests/bench/raw_store.h"
#include "tests/bench/ready_cases.h"
#include "tests/bench/times.h"

namespace trinh::bench {
namespace {

namespace json = boost::json;
using testing::StoreKind;

constexpr int acts = 400;
double raw_p50_ms = 0;  // Set by raw_sqlite, which runs before the others.

/// What one act on a dossier that waits writes.
ActRows rows_of_one_act() {
    ReadyCases cases(StoreKind::sqlite_on_disk, 1);
    auto& office = cases.office();
    const auto request = cases.next();
    return rows_of(office, request.id, [&] {
        CHECK(service::CaseDesk(office.office()).act(office.caller(clerk), request).has_value());
        return request.id;
    });
}

/// Appends and syncs as many bytes as a commit of a dozen pages does.
void disk(benchmark::State& state) {
    std::string path = (std::filesystem::temp_directory_path() / "trinh-disk-XXXXXX").string();
    const int file = mkstemp(path.data());
    CHECK(file >= 0);
    const std::string pages(static_cast<std::size_t>(state.range(0)) * 4'120, 'x');
    Times times;
    for (auto _ : state) {
        times.measure([&] {
            CHECK(::write(file, pages.data(), pages.size()) > 0);
            return ::fdatasync(file);
        });
    }
    ::close(file);
    std::filesystem::remove(path);
    times.show_with_cpu(state);
}

void raw_sqlite(benchmark::State& state) {
    const auto rows = rows_of_one_act();
    RawStore store;
    store.begin();
    for (int i = 0; i < acts; ++i) store.insert(rows.before);
    store.commit();
    Times times;
    std::int64_t id = 0;
    for (auto _ : state) {
        times.measure([&] {
            store.begin();
            store.write(rows, ++id);
            return store.commit(), 0;
        });
    }
    times.show_with_cpu(state);
    raw_p50_ms = times.percentile(50);
    state.counters["rows"] = static_cast<double>(rows.count());
    state.counters["case_bytes"] = static_cast<double>(rows.change.after.snapshot.size());
}

void show_with_ratio(benchmark::State& state, const Times& times) {
    times.show_with_cpu(state);
    if (raw_p50_ms > 0) state.counters["over_raw"] = times.percentile(50) / raw_p50_ms;
}

/// Only what the program itself computes: the store is in memory.
void act_in_memory(benchmark::State& state) {
    ReadyCases cases(StoreKind::memory, 50);
    const auto caller = cases.office().caller(clerk);
    service::CaseDesk desk(cases.office().office());
    Times times;
    for (auto _ : state) {
        const auto request = cases.next();
        CHECK(times.measure([&] { return desk.act(caller, request); }).has_value());
    }
    times.show_with_cpu(state);
}

void act(benchmark::State& state) {
    ReadyCases cases(StoreKind::sqlite_on_disk, acts / 2);
    const auto caller = cases.office().caller(clerk);
    service::CaseDesk desk(cases.office().office());
    Times times;
    for (auto _ : state) {
        const auto request = cases.next();
        CHECK(times.measure([&] { return desk.act(caller, request); }).has_value());
    }
    show_with_ratio(state, times);
}

void over_http(benchmark::State& state, bool has_key) {
    ReadyCases cases(StoreKind::sqlite_on_disk, acts / 2);
    Server server(cases.office());
    Line line(server.port(), clerk);
    Times times;
    int turn = 0;
    for (auto _ : state) {
        const auto request = cases.next();
        const auto target = "/api/cases/" + std::to_string(request.id.number) + "/actions";
        const auto body = json::serialize(
            json::object{{"event", request.act.event}, {"data", request.act.inputs}});
        const std::string more =
            has_key ? "Idempotency-Key: stage-" + std::to_string(++turn) + "\r\n" : std::string();
        const auto reply = times.measure([&] { return line.post(target, body, more); });
        CHECK(reply.status == 200);
        state.counters["answer_bytes"] = static_cast<double>(reply.body.size());
    }
    show_with_ratio(state, times);
}

void health_over_http(benchmark::State& state) {
    ReadyCases cases(StoreKind::sqlite_on_disk, 1);
    Server server(cases.office());
    Line line(server.port(), clerk);
    Times times;
    for (auto _ : state) {
        CHECK(times.measure([&] { return line.get("/api/health"); }).status == 200);
    }
    times.show_with_cpu(state);
}

BENCHMARK(disk)->Arg(1)->Arg(12)->Iterations(acts)->Unit(benchmark::kMillisecond);
BENCHMARK(raw_sqlite)->Iterations(acts)->Unit(benchmark::kMillisecond);
BENCHMARK(act_in_memory)->Iterations(100)->Unit(benchmark::kMillisecond);
BENCHMARK(act)->Iterations(acts)->Unit(benchmark::kMillisecond);
BENCHMARK(health_over_http)->Iterations(acts)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(over_http, plain, false)->Iterations(acts)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(over_http, with_idempotency_key, true)
    ->Iterations(acts)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trinh::bench

BENCHMARK_MAIN();
