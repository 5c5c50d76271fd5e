// A case of six stages, opened and completed stage by stage, each act durably committed: bare
// SQLite and bare libpq with the same rows, the desk, and over HTTP; one client and sixteen.
#include <benchmark/benchmark.h>
#include <boost/json/parse.hpp>
#include <map>
#include <mutex>
#include <thread>

#include "engine/base/check.h"
#include "tests/bench/line.h"
#include "tests/bench/raw_postgres.h"
#include "tests/bench/raw_store.h"
#include "tests/bench/stage_rows.h"
#include "tests/bench/times.h"
#include "tests/support/postgres_server.h"

namespace trinh::bench {
namespace {

using testing::PostgresServer;
using testing::StoreKind;
using testing::TestOffice;

constexpr int cases_all = 320;  ///< Of all clients together.
/// Stages a second of the raw stores, by the number of clients.
using Speeds = std::map<std::int64_t, double>;
Speeds sqlite_speeds, postgres_speeds;

/// What one run did: how long each completion took, and all of them with the openings.
struct Run {
    Times times;
    double seconds = 0;
};

void show(benchmark::State& state, const Run& run, const Speeds& raw_speeds, std::int64_t bytes) {
    const double done = double{cases_all} * stages;
    run.times.show_with_cpu(state);
    state.counters["stages/s"] = done / run.seconds;
    if (bytes > 0) state.counters["bytes/stage"] = static_cast<double>(bytes) / done;
    const auto raw = raw_speeds.find(state.range(0));
    if (raw != raw_speeds.end()) state.counters["of_raw"] = done / run.seconds / raw->second;
}

double seconds_of(const std::function<void()>& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// As many cases side by side as there are clients, an act of each in one transaction: with one
/// client a transaction of its own, with more a group that shares a commit.
void raw_sqlite(benchmark::State& state) {
    const auto acts = rows_of_one_case();
    const auto clients = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        RawStore store;
        const auto empty = store.bytes();
        Run run;
        run.seconds = seconds_of([&] {
            for (std::size_t done = 0; done < cases_all; done += clients) {
                std::vector<std::int64_t> ids(clients);
                for (const auto& act : acts) {
                    run.times.measure([&] {
                        store.begin();
                        for (auto& id : ids) id = store.write(act, id);
                        return store.commit(), 0;
                    });
                }
            }
        });
        show(state, run, {}, store.bytes() - empty);
        sqlite_speeds[state.range(0)] = double{cases_all} * stages / run.seconds;
    }
    std::size_t rows = 0;
    for (const auto& act : acts) rows += act.count();
    state.counters["rows/act"] = static_cast<double>(rows) / static_cast<double>(acts.size());
}

/// Every client has cases of his own, one after the other. `open` makes one, `complete` does its
/// next stage; both are called by the client's thread with its number.
Run crowd(std::size_t clients, const std::function<CaseId(std::size_t)>& open,
          const std::function<void(std::size_t, CaseId)>& complete) {
    Run run;
    std::mutex mutex;
    const auto work = [&](std::size_t client) {
        Times own;
        for (std::size_t done = 0; done < cases_all / clients; ++done) {
            const CaseId id = open(client);
            for (int i = 0; i < stages; ++i) {
                own.measure([&] { return complete(client, id), 0; });
            }
        }
        const std::lock_guard lock(mutex);
        run.times.add(own);
    };
    run.seconds = seconds_of([&] {
        std::vector<std::thread> threads;
        for (std::size_t client = 0; client < clients; ++client) threads.emplace_back(work, client);
        for (auto& thread : threads) thread.join();
    });
    return run;
}

void desk(benchmark::State& state, StoreKind kind) {
    for (auto _ : state) {
        TestOffice office(kind);
        furnish(office);
        const auto caller = office.caller(six_stage_clerk);
        const bool is_kept = kind != StoreKind::memory;
        const auto empty = is_kept ? office.database_bytes() : 0;
        const auto run = crowd(
            static_cast<std::size_t>(state.range(0)),
            [&](std::size_t) { return open_six_stages(office, caller); },
            [&](std::size_t, CaseId id) { complete_stage(office, caller, id); });
        show(state, run, sqlite_speeds, is_kept ? office.database_bytes() - empty : 0);
    }
}

void over_http(benchmark::State& state) {
    const auto clients = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        TestOffice office(StoreKind::sqlite_on_disk);
        furnish(office);
        Server server(office);
        std::vector<std::unique_ptr<Line>> lines;
        for (std::size_t i = 0; i < clients; ++i) {
            lines.push_back(std::make_unique<Line>(server.port(), six_stage_clerk));
        }
        const auto run = crowd(
            clients,
            [&](std::size_t client) {
                const auto reply = lines[client]->post(
                    "/api/cases", R"({"process":"six-stages","title":"Quyết định về vỉa hè"})");
                CHECK(reply.status == 201);
                return CaseId{boost::json::parse(reply.body).at("id").as_int64()};
            },
            [&](std::size_t client, CaseId id) {
                const auto target = "/api/cases/" + std::to_string(id.number) + "/actions";
                CHECK(lines[client]->post(target, R"({"event":"complete"})").status == 200);
            });
        show(state, run, sqlite_speeds, 0);
    }
}

/// A synced server of its own for one run, or nothing, which the benchmark is told.
std::unique_ptr<PostgresServer> synced_server(benchmark::State& state) {
    const auto absence = PostgresServer::absence();
    if (absence.empty()) return std::make_unique<PostgresServer>(PostgresServer::Disk::is_synced);
    state.SkipWithError(absence.c_str());
    return nullptr;
}

/// A connection a client, an act in a transaction of its own, all its statements sent at once.
void raw_postgres(benchmark::State& state) {
    const auto acts = rows_of_one_case();
    const auto clients = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        const auto server = synced_server(state);
        if (!server) return;
        const auto schema = server->new_schema();
        (void)sql::open_postgres(schema);
        std::vector<std::unique_ptr<RawPostgres>> connections;
        std::vector<std::size_t> next(clients);
        for (std::size_t i = 0; i < clients; ++i) {
            connections.push_back(std::make_unique<RawPostgres>(schema, i));
        }
        const auto run = crowd(
            clients,
            [&](std::size_t client) {
                next[client] = 0;
                return CaseId{connections[client]->write(acts[0], 0)};
            },
            [&](std::size_t client, CaseId id) {
                connections[client]->write(acts.at(++next[client]), id.number);
            });
        show(state, run, {}, 0);
        postgres_speeds[state.range(0)] = double{cases_all} * stages / run.seconds;
    }
}

void desk_on_postgres(benchmark::State& state) {
    for (auto _ : state) {
        const auto server = synced_server(state);
        if (!server) return;
        TestOffice office(server->new_schema());
        furnish(office);
        const auto caller = office.caller(six_stage_clerk);
        const auto run = crowd(
            static_cast<std::size_t>(state.range(0)),
            [&](std::size_t) { return open_six_stages(office, caller); },
            [&](std::size_t, CaseId id) { complete_stage(office, caller, id); });
        show(state, run, postgres_speeds, 0);
    }
}

#define TRINH_CROWD ->Arg(1)->Arg(16)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond)
BENCHMARK(raw_sqlite) TRINH_CROWD;
BENCHMARK_CAPTURE(desk, memory, StoreKind::memory)
    ->Arg(1)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(desk, sqlite, StoreKind::sqlite_on_disk) TRINH_CROWD;
BENCHMARK(over_http) TRINH_CROWD;
BENCHMARK(raw_postgres) TRINH_CROWD;
BENCHMARK(desk_on_postgres) TRINH_CROWD;

}  // namespace
}  // namespace trinh::bench

BENCHMARK_MAIN();
