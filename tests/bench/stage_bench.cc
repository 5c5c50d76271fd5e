// One stage completion, durably committed: the disk alone, bare SQLite, the desk, and over HTTP.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <optional>
#include <stdlib.h>
#include <string>
#include <unistd.h>

#include "adapters/http/api.h"
#include "adapters/http/server.h"
#include "engine/base/check.h"
#include "tests/adapters/http/loopback.h"
#include "tests/bench/raw_store.h"
#include "tests/bench/ready_cases.h"
#include "tests/bench/times.h"

namespace trinh::bench {
namespace {

namespace json = boost::json;
using testing::StoreKind;

constexpr int acts = 400;
double raw_p50_ms = 0;  // Set by raw_sqlite, which runs before the others.

/// Does one act and collects from the store what it wrote.
ActRows rows_of_one_act() {
    ReadyCases cases(StoreKind::sqlite, 1);
    auto& office = cases.office();
    const auto request = cases.next();
    const auto mails = [&](ports::Transaction& tx) {
        return tx.outbox().list(ports::MailState::pending, 1'000);
    };
    ActRows rows;
    std::size_t sequence = 0, mail_before = 0;
    {
        auto tx = office.store().begin_read();
        rows.before = tx->cases().load(request.id).value();
        sequence = tx->cases().journal(request.id).size();
        mail_before = mails(*tx).size();
    }
    CHECK(service::CaseDesk(office.office()).act(office.caller(clerk), request).has_value());
    auto tx = office.store().begin_read();
    rows.after = tx->cases().load(request.id).value();
    rows.waiting = tx->cases().waiting(request.id);
    rows.deadlines = tx->deadlines().of_case(request.id);
    rows.journal = tx->cases().journal(request.id);
    rows.journal.erase(rows.journal.begin(),
                       rows.journal.begin() + static_cast<std::ptrdiff_t>(sequence));
    rows.mail = mails(*tx);
    rows.mail.resize(rows.mail.size() - mail_before);
    rows.audit = tx->audit().query({}).front();
    rows.tree = tx->audit().tree();
    return rows;
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
    RawStore store(rows, acts);
    Times times;
    for (auto _ : state) {
        times.measure([&] { return store.write_next(), 0; });
    }
    times.show_with_cpu(state);
    raw_p50_ms = times.percentile(50);
    state.counters["rows"] = static_cast<double>(rows.count());
    state.counters["case_bytes"] = static_cast<double>(rows.after.snapshot.size());
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
    ReadyCases cases(StoreKind::sqlite, acts / 2);
    const auto caller = cases.office().caller(clerk);
    service::CaseDesk desk(cases.office().office());
    Times times;
    for (auto _ : state) {
        const auto request = cases.next();
        CHECK(times.measure([&] { return desk.act(caller, request); }).has_value());
    }
    show_with_ratio(state, times);
}

/// The API on a loopback socket and the clerk's connection to it, kept alive.
class Line {
public:
    explicit Line(testing::TestOffice& office) : api_(office.office(), {}) {
        api_.add_routes(router_);
        server_.start();
        client_.emplace(server_.port());
        const json::object who{{"user", clerk}, {"password", std::string("mat-khau-") + clerk}};
        const auto reply = post("/api/session", json::serialize(who), {});
        CHECK(reply.status == 200);
        const auto cookie = reply.header("set-cookie");
        headers_ = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\nX-CSRF-Token: " +
                   std::string(json::parse(reply.body).at("csrf").as_string()) + "\r\n";
    }

    http::testing::Reply post(const std::string& target, const std::string& body,
                              const std::string& more) {
        client_->send(http::testing::with_body("POST", target, body, headers_ + more));
        return client_->read();
    }
    http::testing::Reply get(const std::string& target) {
        client_->send(http::testing::get(target, headers_));
        return client_->read();
    }

private:
    static http::ServerOptions any_port() {
        http::ServerOptions options;
        options.port = 0;
        return options;
    }

    http::Router router_;
    http::Api api_;
    http::Site site_{router_, nullptr, {}};
    http::Server server_{site_, any_port()};
    std::optional<http::testing::RawClient> client_;
    std::string headers_;
};

void over_http(benchmark::State& state, bool has_key) {
    ReadyCases cases(StoreKind::sqlite, acts / 2);
    Line line(cases.office());
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
    ReadyCases cases(StoreKind::sqlite, 1);
    Line line(cases.office());
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
