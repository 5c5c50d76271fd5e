// The trail on SQLite: every question to it alone, verified, proved and exported, with what it
// weighs.
//
//     audit_bench [ENTRIES [FOLDER]]     1,200,000 in a folder of its own that goes away again
//
// A folder that is named is kept, and used again as far as it is filled.
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_export.h"
#include "engine/service/audit_log_desk.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/bench/long_trail.h"
#include "tests/bench/times.h"
#include "tests/support/test_office.h"

namespace trinh::bench {
namespace {

constexpr int times_asked = 300;
constexpr int rare_times_asked = 20;
constexpr double slow_ms = 100;

class TrailBench {
public:
    TrailBench(const std::string& file, std::int64_t entries)
        : trail_(long_trail(file, entries)),
          office_{*trail_.store, clock_, vault_, passwords_, shelf_} {
        auditor_.person.id = "kiem-toan";
        auditor_.person.roles = {"auditor"};
        clock_.set(nth_entry(entries).at);
    }

    void weigh() const {
        sqlite3* file = nullptr;
        CHECK(sqlite3_open(trail_.file.c_str(), &file) == SQLITE_OK);
        const auto show = [](void* per, int, char** cells, char**) {
            const double bytes = std::strtod(cells[1], nullptr);
            fmt::print("{:<40}{:>10.1f} MB {:>8.1f} a entry\n", cells[0], bytes / 1e6,
                       bytes / *static_cast<double*>(per));
            return 0;
        };
        auto per = static_cast<double>(trail_.entries);
        CHECK(sqlite3_exec(file,
                           "select name, sum(pgsize) from dbstat where name like '%audit%' or "
                           "name like '%trail%' group by name having sum(pgsize) > 100000 "
                           "union all select 'the whole file', sum(pgsize) from dbstat",
                           show, &per, nullptr) == SQLITE_OK);
        sqlite3_close(file);
    }

    /// The first page and one behind it, asked as the page of the auditor asks.
    void ask(const char* what, const ports::AuditFilter& filter) {
        std::int64_t next = 0;
        page(what, filter, next);
        ports::AuditFilter later = filter;
        // Far behind, or where the first page ends.
        later.below_index = next > 0 ? next - next / 3 : trail_.entries / 2;
        page("  a later page", later, next);
    }

    void ask_all() {
        using F = ports::AuditFilter;
        const auto day = [](const char* text) { return *Instant::parse(text); };
        fmt::print("\n{:<40}{:>9} {:>9} {:>6}\n", "question", "p50 ms", "p99 ms", "rows");
        ask("everything", {});
        ask("a case", F{.case_id = CaseId{trail_.cases() / 2}});
        ask("a case that is not there", F{.case_id = CaseId{999'999'999}});
        ask("officer, busy", F{.actor = busy_officer});
        ask("officer, rare", F{.actor = rare_officer});
        ask("officer, unknown", F{.actor = "khong-co"});
        ask("agency, busy", F{.agency = busy_agency});
        ask("agency, rare", F{.agency = rare_agency});
        ask("action, common", F{.action = common_action});
        ask("action, rare", F{.action = rare_action});
        ask("action, unknown", F{.action = "khong-co"});
        ask("period, open beginning", F{.before = day("2015-02-01T00:00Z")});
        ask("period, open end", F{.from = day("2015-01-10T00:00Z")});
        ask("period, a day long ago",
            F{.from = day("2015-03-02T00:00Z"), .before = day("2015-03-03T00:00Z")});
        ask("period, before everything", F{.before = day("2014-01-01T00:00Z")});
        ask("period, after everything", F{.from = day("2045-01-01T00:00Z")});
        ask("text, in every title", F{.folded_text = "trên địa bàn"});
        ask("text, in a tenth", F{.folded_text = "chợ nổi"});
        ask("text, begins many words", F{.folded_text = "qu"});
        ask("text, a rare title", F{.folded_text = "Cù Lao Ông Tư"});
        ask("text, a rare note", F{.folded_text = "ấp Giồng Sao"});
        ask("text, absent word", F{.folded_text = "khôngcó"});
        ask("text, known words, absent phrase", F{.folded_text = "nguyên bàn địa"});
        ask("officer and action", F{.actor = busy_officer, .action = common_action});
        ask("agency and text", F{.agency = busy_agency, .folded_text = "Cù Lao"});
    }

    void prove() {
        service::AuditLogDesk desk(office_);
        const auto once = [&](const char* what, std::int64_t entry, std::int64_t size) {
            Times times;
            for (int i = 0; i < times_asked && (i < 3 || times.last_ms() < slow_ms); ++i) {
                CHECK(times.measure([&] { return desk.prove_inclusion(auditor_, entry, size); })
                          ->at("ok")
                          .as_bool());
            }
            print(what, times, 1);
        };
        once("proof of an old entry", 777, 0);
        once("proof of a new entry", trail_.entries - 3, 0);
        once("proof in an older trail", trail_.entries / 3, trail_.entries / 2 + 77);
        Times times;
        for (int i = 0; i < times_asked && (i < 3 || times.last_ms() < slow_ms); ++i) {
            CHECK(times
                      .measure([&] {
                          return desk.prove_consistency(auditor_, trail_.entries / 2 + 77, 0);
                      })
                      ->at("ok")
                      .as_bool());
        }
        print("proof of an older trail", times, 1);
    }

    void walk() {
        stream("verify", [&] { CHECK(service::AuditDesk(office_).verify().at("ok").as_bool()); });
        for (const char* format : {"csv", "json", "xes"}) {
            std::size_t bytes = 0;
            stream(fmt::format("export {}", format).c_str(), [&] {
                CHECK(service::export_audit(office_, auditor_, format, [&](std::string_view piece) {
                          bytes += piece.size();
                      }).has_value());
            });
            fmt::print("  {:.0f} MB\n", static_cast<double>(bytes) / 1e6);
        }
    }

private:
    void page(const char* what, const ports::AuditFilter& filter, std::int64_t& next) {
        Times times;
        std::size_t found = 0;
        const int wanted = times_asked;
        for (int i = 0; i < wanted; ++i) {
            const auto answer =
                times.measure([&] { return service::AuditDesk(office_).query(auditor_, filter); });
            found = answer->at("items").as_array().size();
            next = answer->at("next").is_null() ? 0 : answer->at("next").as_int64();
            if (times.last_ms() > slow_ms && i >= rare_times_asked) break;
            if (times.last_ms() > 10 * slow_ms && i >= 2) break;
        }
        print(what, times, found);
    }

    static void print(const char* what, const Times& times, std::size_t found) {
        fmt::print("{:<40}{:>9.2f} {:>9.2f} {:>6}\n", what, times.percentile(50),
                   times.percentile(99), found);
        std::fflush(stdout);
    }

    template <class Work>
    void stream(const char* what, Work work) {
        Times times;
        rusage before{}, after{};
        CHECK(getrusage(RUSAGE_SELF, &before) == 0);
        times.measure([&] {
            work();
            return 0;
        });
        CHECK(getrusage(RUSAGE_SELF, &after) == 0);
        const double cpu = static_cast<double>(after.ru_utime.tv_sec - before.ru_utime.tv_sec +
                                               after.ru_stime.tv_sec - before.ru_stime.tv_sec);
        fmt::print("{:<40}{:>9.1f} s wall {:>7.0f} s cpu, at most {} MiB ever held\n", what,
                   times.last_ms() / 1e3, cpu, after.ru_maxrss / 1024);
        std::fflush(stdout);
    }

    LongTrail trail_;
    testing::ManualClock clock_;
    testing::MemoryVault vault_;
    testing::PlainPasswords passwords_;
    service::ProcessShelf shelf_;
    service::Office office_;
    service::Caller auditor_;
};

}  // namespace
}  // namespace trinh::bench

int main(int argc, char** argv) {
    const std::int64_t entries = argc > 1 ? std::atoll(argv[1]) : 1'200'000;
    trinh::testing::TemporaryFolder folder;
    const std::string file =
        argc > 2 ? std::string(argv[2]) + "/trail.db" : folder.file("trail.db");
    trinh::bench::TrailBench trail(file, entries);
    trail.weigh();
    trail.ask_all();
    trail.prove();
    trail.walk();
}
