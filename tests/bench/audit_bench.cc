// The trail of a million entries on SQLite: verified, proved and exported, with the memory it took.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "engine/audit/entry.h"
#include "engine/base/check.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_export.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/trail.h"
#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

constexpr int entries = 1'000'000;
constexpr int entries_a_commit = 10'000;

audit::Entry nth_entry(int number) {
    audit::Entry entry;
    entry.at = *Instant::parse("2023-01-02T01:00Z") + seconds(number);
    entry.actor = "mai";
    entry.agency = "stp";
    entry.case_id = CaseId{number / 12 + 1};
    entry.action = "accept";
    entry.rule = {"appraisal-ppc-decision@52647ae309d36923", "Luật 80/2015/QH13, Điều 130"};
    entry.before = "intake";
    entry.after = "appraising";
    entry.inputs = R"({"received_complete_on":"2023-04-14"})";
    entry.via = "web";
    return entry;
}

TestOffice& long_office() {
    static TestOffice office(StoreKind::sqlite);
    static const bool is_filled = [] {
        for (int i = 0; i < entries; i += entries_a_commit) {
            auto tx = office.store().begin();
            for (int j = i; j < i + entries_a_commit; ++j) {
                service::append_entry(*tx, nth_entry(j));
            }
            tx->commit();
        }
        return true;
    }();
    CHECK(is_filled);
    return office;
}

service::Caller auditor() {
    service::Caller caller;
    caller.person.roles = {"auditor"};
    return caller;
}

/// The most the process ever held, in MiB: a page of the log, not the log.
void note_memory(benchmark::State& state) {
    rusage usage{};
    CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
    state.counters["MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
    state.SetItemsProcessed(state.iterations() * entries);
}

void verify(benchmark::State& state) {
    auto& office = long_office();
    for (auto _ : state) CHECK(service::AuditDesk(office.office()).verify().at("ok").as_bool());
    note_memory(state);
}
BENCHMARK(verify)->Unit(benchmark::kMillisecond)->Iterations(1);

void prove(benchmark::State& state) {
    auto& office = long_office();
    service::AuditLogDesk desk(office.office());
    for (auto _ : state) CHECK(desk.prove_inclusion(auditor(), 777, 0)->at("ok").as_bool());
    note_memory(state);
}
BENCHMARK(prove)->Unit(benchmark::kMillisecond)->Iterations(1);

void export_csv(benchmark::State& state) {
    auto& office = long_office();
    std::size_t bytes = 0;
    for (auto _ : state) {
        CHECK(service::export_audit(office.office(), auditor(), "csv", [&](std::string_view piece) {
                  bytes += piece.size();
              }).has_value());
    }
    state.counters["file_MiB"] = static_cast<double>(bytes) / 1024 / 1024;
    note_memory(state);
}
BENCHMARK(export_csv)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace trinh::testing

BENCHMARK_MAIN();
