// All deadlines of a department fall due at one moment: what officers wait meanwhile, beside what
// they wait when nothing is due, and how long the clocks take.
//   morning_bench [DEADLINES [OFFICERS [sqlite|postgres]]]
#include <atomic>
#include <fmt/format.h>
#include <iostream>
#include <mutex>
#include <poll.h>
#include <thread>

#include "engine/base/check.h"
#include "tests/bench/times.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_office.h"

namespace trinh::bench {
namespace {

using testing::StoreKind;
using testing::TestOffice;

constexpr const char* drafter = "lan-so-xd";
constexpr int cases_each = 4;
constexpr int batches_in_a_row = 20;
constexpr int rows_at_once = 1'000;
/// Between two acts of an officer: far busier than people are, yet not an endless loop.
constexpr auto thought = std::chrono::milliseconds(10);

/// The officer thinks, the clocks rest: the one thing here that is to take time.
void rest(std::chrono::nanoseconds time) {
    ::poll(nullptr, 0,
           static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(time).count()));
}

struct Size {
    int deadlines = 100'000, officers = 4;
};

void act(TestOffice& office, const service::Caller& caller, CaseId id, Date day) {
    const auto done =
        service::CaseDesk(office.office())
            .act(caller, {id, {"plan-meeting", {{"meeting_date", day.iso()}}, {}}, {}});
    CHECK(done.has_value());
}

CaseId open_case(TestOffice& office, const service::Caller& caller) {
    auto opened = service::CaseDesk(office.office())
                      .open(caller, {"appraisal-ppc-decision", "Quyết định về vỉa hè", ""});
    CHECK(opened.has_value());
    return CaseId{opened->at("id").as_int64()};
}

/// As many cases as wanted with the clocks of one, all to wake at the same moment, which it gives.
Instant make_due(TestOffice& office, const service::Caller& caller, int count) {
    const CaseId model = open_case(office, caller);
    act(office, caller, model, local_date(office.clock().now()) + 40);
    auto reading = office.store().begin_read();
    const auto row = reading->cases().load(model).value();
    const auto journal = reading->cases().journal(model);
    auto clocks = reading->deadlines().of_case(model);
    const auto waiting = reading->cases().waiting(model);
    std::erase_if(clocks, [](const auto& clock) { return !clock.wake_at; });
    CHECK(clocks.size() == 1);
    reading.reset();
    for (int made = 0; made < count; made += rows_at_once) {
        auto tx = office.store().begin();
        for (int i = 0; i < rows_at_once; ++i) {
            const CaseId id = tx->cases().insert(row);
            const auto own = [id](auto rows) {
                for (auto& one : rows) one.case_id = id;
                return rows;
            };
            tx->cases().append_journal(own(journal));
            tx->cases().replace_waiting(id, own(waiting));
            tx->deadlines().replace(id, own(clocks));
        }
        tx->commit();
    }
    return *clocks.front().wake_at;
}

/// What officers waited while nothing was due, and while the clocks were at it.
struct Waits {
    Times idle, morning;
};

enum class Phase { idle, morning, over };

/// Officers who act until it is over, each on cases of his own.
Waits officers(TestOffice& office, const service::Caller& caller,
               const std::vector<std::vector<CaseId>>& cases, const std::atomic<Phase>& phase) {
    Waits all;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (const auto& own : cases) {
        threads.emplace_back([&] {
            Waits waits;
            for (int i = 0; phase != Phase::over; ++i) {
                const CaseId id = own[static_cast<std::size_t>(i % cases_each)];
                const Date day = *Date::parse("2030-01-01") + i % 3'000;
                auto& times = phase == Phase::idle ? waits.idle : waits.morning;
                times.measure([&] { return act(office, caller, id, day), 0; });
                rest(thought);
            }
            const std::lock_guard lock(mutex);
            all.idle.add(waits.idle);
            all.morning.add(waits.morning);
        });
    }
    for (auto& thread : threads) thread.join();
    return all;
}

struct Pass {
    int woken = 0;
    double seconds = 0;
};

/// As `serve` does it, but with a rest as long as the work after every few batches: so both figures
/// are of the same minutes, whatever else the machine does.
Pass wake_all(TestOffice& office, std::atomic<Phase>& phase) {
    Pass pass;
    service::Dispatcher dispatcher(office.office());
    while (phase != Phase::over) {
        const auto begun = std::chrono::steady_clock::now();
        phase = Phase::morning;
        for (int batch = 0; batch < batches_in_a_row; ++batch) {
            const auto report = dispatcher.wake_clocks();
            CHECK(report.held + report.put_off == 0);
            pass.woken += report.woken;
            dispatcher.queue_digests();
            if (report.woken == 0) phase = Phase::over;
        }
        const auto took = std::chrono::steady_clock::now() - begun;
        pass.seconds += std::chrono::duration<double>(took).count();
        if (phase == Phase::over) break;
        phase = Phase::idle;
        rest(took);
    }
    return pass;
}

void show(const char* when, const Times& times) {
    std::cout << fmt::format("{:8} p50 {:7.2f} ms   p99 {:7.2f} ms   worst {:7.2f} ms   {} acts\n",
                             when, times.percentile(50), times.percentile(99),
                             times.percentile(100), times.count());
}

void morning(TestOffice& office, const Size& size) {
    office.clock().set(*Instant::parse("2024-02-22T01:00Z"));
    office.load_workflows();
    office.load_people();
    const auto caller = office.caller(drafter);
    const Instant due = make_due(office, caller, size.deadlines);
    std::vector<std::vector<CaseId>> cases(static_cast<std::size_t>(size.officers));
    for (auto& own : cases) {
        for (int i = 0; i < cases_each; ++i) own.push_back(open_case(office, caller));
    }
    office.clock().set(due);
    std::atomic<Phase> phase = Phase::idle;
    Pass pass;
    std::thread clocks([&] { pass = wake_all(office, phase); });
    const auto waits = officers(office, caller, cases, phase);
    clocks.join();
    CHECK(pass.woken >= size.deadlines);
    show("idle", waits.idle);
    show("morning", waits.morning);
    std::cout << fmt::format("p99 morning / idle {:.2f}   {} clocks in {:.1f} s, {:.0f} a second\n",
                             waits.morning.percentile(99) / waits.idle.percentile(99), pass.woken,
                             pass.seconds, pass.woken / pass.seconds);
}

int run(const Size& size, const std::string& store) {
    if (store != "postgres") {
        TestOffice office(StoreKind::sqlite_on_disk);
        morning(office, size);
        return 0;
    }
    if (const auto absence = testing::PostgresServer::absence(); !absence.empty()) {
        std::cout << absence << '\n';
        return 0;
    }
    testing::PostgresServer server(testing::PostgresServer::Disk::is_synced);
    TestOffice office(server.new_schema());
    morning(office, size);
    return 0;
}

}  // namespace
}  // namespace trinh::bench

int main(int argc, char** argv) {
    trinh::bench::Size size;
    if (argc > 1) size.deadlines = std::stoi(argv[1]);
    if (argc > 2) size.officers = std::stoi(argv[2]);
    return trinh::bench::run(size, argc > 3 ? argv[3] : "sqlite");
}
