// Targets that read definitions and run them.
#include "engine/base/check.h"
#include "engine/base/json_text.h"
#include "engine/chart/analysis.h"
#include "engine/chart/session.h"
#include "engine/workflow/diagram.h"
#include "engine/workflow/reader.h"
#include "tests/fuzz/targets.h"

namespace trinh::fuzz {
namespace {

namespace json = boost::json;
using chart::Session;

constexpr chart::StepLimits limits{.microsteps_max = 20,
                                   .queue_max = 10,
                                   .data_bytes_max = 20'000,
                                   .events_max = 20,
                                   .operations_max = 2'000,
                                   .invoke_depth_max = 2};

std::string kept(const Session& session) {
    return to_json_text(session.snapshot());
}

/// Law 5, for whatever session this is.
void check_durable(const Session& session, const std::shared_ptr<const chart::Chart>& chart) {
    const std::string text = kept(session);
    const auto stored = parse_json(text);
    CHECK(stored);
    const auto restored = Session::restore(chart, stored->get_object());
    CHECK(restored);
    CHECK(kept(*restored) == text);
}

void run_on(Session& session) {
    Instant now{1'000};
    std::vector<std::string> names = chart::enabled_events(session, {});
    names.resize(std::min<std::size_t>(names.size(), 4));
    names.emplace_back("unknown");
    for (const std::string& name : names) {
        chart::Event event;
        event.name = name;
        event.data = json::object{{"n", 0.1}};
        const std::string before = kept(session);
        const bool would = chart::explain(session, event, {}).would_be_taken;
        CHECK(kept(session) == before);
        const bool is_over = session.is_final();
        const chart::Outcome outcome = session.deliver(event, now, {}, limits);
        CHECK(is_over || outcome.was_handled == would);
        now = now + Duration{86'400'000};
        if (const auto due = session.take_due(now)) session.deliver(*due, now, {}, limits);
    }
}

}  // namespace

void try_chart(std::string_view text) {
    for (const bool is_lenient : {false, true}) {
        chart::ReadLimits reading{.bytes_max = 65'536, .depth_max = 24, .states_max = 300};
        reading.faults_at_run_time = is_lenient;
        const chart::ReadResult read = chart::read_chart(text, reading);
        CHECK((read.chart == nullptr) == has_error(read.diagnostics));
        if (!read.chart) continue;
        chart::analyse(*read.chart);
        Session session(read.chart, "one");
        session.start(Instant{0}, {}, limits);
        check_durable(session, read.chart);
        run_on(session);
        check_durable(session, read.chart);
    }
}

void try_process(std::string_view text) {
    const workflow::ReadResult read = workflow::read_process(text);
    CHECK((read.process == nullptr) == has_error(read.diagnostics));
    if (!read.process) return;
    workflow::diagram_svg(*read.process, {});
    workflow::diagram_dot(*read.process);
}

void try_snapshot(std::string_view text) {
    static const std::string definition = seeds_for("chart_fuzz").front();
    static const auto chart = chart::read_chart(definition).chart;
    const auto stored = parse_json(text);
    if (!stored || !stored->is_object()) return;
    auto restored = Session::restore(chart, stored->get_object());
    if (!restored) {
        CHECK(!restored.error().message.empty());
        return;
    }
    check_durable(*restored, chart);
    run_on(*restored);
    check_durable(*restored, chart);
}

}  // namespace trinh::fuzz
