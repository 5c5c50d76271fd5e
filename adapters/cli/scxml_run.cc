#include "adapters/cli/scxml_run.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <limits>
#include <string>
#include <utility>

#include "engine/base/json_text.h"
#include "engine/base/text.h"
#include "engine/chart/names.h"
#include "engine/chart/session.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

/// A chart that sends itself delayed events for ever is stopped after this many in one wait.
constexpr int sends_max = 300'000;
constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max()};
constexpr const char* session_name = "session";

/// "basichttp" or "...#BasicHTTPEventProcessor", in whatever letters.
bool mentions_http(std::string_view xml) {
    constexpr std::string_view word = "basichttp";
    const auto found = std::search(xml.begin(), xml.end(), word.begin(), word.end(),
                                   [](char a, char b) { return (a | 0x20) == b; });
    return found != xml.end();
}

/// The start of a line as one may show it on a terminal: whole characters, no control bytes.
std::string printable(std::string line) {
    constexpr std::size_t bytes_max = 80;
    if (line.size() > bytes_max) {
        line.resize(bytes_max + 1);
        while (line.size() > 1 && (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U)
            line.pop_back();
        line.pop_back();
    }
    const bool is_readable = is_text(line);
    for (char& byte : line) {
        const auto code = static_cast<unsigned char>(byte);
        if (code < 0x20 || code == 0x7F || (code >= 0x80 && !is_readable)) byte = '?';
    }
    return line;
}

class VirtualRun {
public:
    VirtualRun(std::shared_ptr<const chart::Chart> chart, std::unique_ptr<WebEvents> web,
               std::ostream& out, std::ostream& err)
        : session_(std::move(chart), session_name), web_(std::move(web)), out_(out), err_(err) {
        limits_.http = web_.get();
    }

    void start() { keep(session_.start(now_, facts_, limits_)); }

    bool take_line(const std::string& line);
    /// Lets everything happen that is due up to then. False: it does not end.
    bool run_until(Instant end);
    /// What came in over HTTP behind the last line still counts.
    void catch_up() { static_cast<void>(receive()); }
    bool run_to_rest() { return run_until(end_of_time); }
    void print();
    [[nodiscard]] int exit_code() const { return session_.is_final() ? 0 : 3; }

private:
    void keep(chart::Outcome outcome) {
        for (chart::LogLine& line : outcome.log) log_.push_back(std::move(line));
    }
    bool refuse(const std::string& line, const std::string& reason) {
        err_ << "trinh: the line '" << printable(line) << "' was not read: " << reason << '\n';
        return false;
    }
    bool take_wait(const std::string& line, const json::value& wait);
    bool fire_next();
    bool receive();

    chart::Session session_;
    std::unique_ptr<WebEvents> web_;  ///< Null: this chart does not speak HTTP.
    std::ostream& out_;
    std::ostream& err_;
    Instant now_;
    json::object facts_;
    chart::StepLimits limits_;
    std::vector<chart::LogLine> log_;
    int sent_ = 0;
};

/// Delivers what came in over HTTP. The virtual clock stands still as long as an answer to a
/// message of ours may still come.
bool VirtualRun::receive() {
    if (!web_) return true;
    constexpr std::chrono::milliseconds reply_time(1'000);
    web_->await_reply(reply_time);
    for (auto arrived = web_->take(); !arrived.empty(); arrived = web_->take()) {
        for (chart::Arrival& one : arrived) {
            chart::PendingSend letter;
            letter.owner = std::move(one.session_id);
            letter.event = std::move(one.event);
            keep(session_.deliver(letter, now_, facts_, limits_));
            if (++sent_ > sends_max) return fire_next();
        }
    }
    return true;
}

bool VirtualRun::fire_next() {
    if (++sent_ > sends_max) {
        err_ << "trinh: more than " << sends_max
             << " delayed sends fired; the chart never comes to rest.\n";
        return false;
    }
    now_ = std::max(now_, *session_.next_due());
    keep(session_.deliver(*session_.take_due(now_), now_, facts_, limits_));
    return true;
}

bool VirtualRun::run_until(Instant end) {
    if (!receive()) return false;
    while (session_.next_due() && *session_.next_due() <= end)
        if (!fire_next() || !receive()) return false;
    if (end != end_of_time) now_ = end;
    return true;
}

bool VirtualRun::take_wait(const std::string& line, const json::value& wait) {
    constexpr std::int64_t wait_max_ms = 100'000'000'000'000;
    json::error_code wrong;
    const std::int64_t ms = wait.to_number<std::int64_t>(wrong);
    if (wrong || ms < 0 || ms > wait_max_ms)
        return refuse(line, "'wait_ms' is a whole number of milliseconds, not negative.");
    return run_until(now_ + Duration{ms});
}

bool VirtualRun::take_line(const std::string& line) {
    constexpr std::size_t line_bytes_max = 1'048'576, line_depth_max = 32;
    sent_ = 0;
    const std::string expected =
        "expected {\"event\":\"name\",\"data\":...} or {\"wait_ms\":1000}.";
    const auto read = parse_json(line, {.bytes_max = line_bytes_max, .depth_max = line_depth_max});
    if (!read) return refuse(line, expected + " " + read.error().message);
    const json::object* object = read->if_object();
    if (object == nullptr) return refuse(line, expected);
    for (const auto& member : *object)
        if (member.key() != "event" && member.key() != "data" && member.key() != "wait_ms")
            return refuse(line, "'" + std::string(member.key()) + "' is not known; " + expected);
    if (const json::value* wait = object->if_contains("wait_ms")) {
        if (object->size() > 1) return refuse(line, "'wait_ms' stands alone; " + expected);
        return take_wait(line, *wait);
    }
    const json::value* name = object->if_contains("event");
    if (name == nullptr || !name->is_string()) return refuse(line, expected);
    chart::Event event;
    event.name = name->get_string();
    if (!chart::is_event_name(event.name))
        return refuse(line, "'" + event.name + "' is not the name of an event.");
    if (const json::value* payload = object->if_contains("data")) event.data = *payload;
    if (!receive()) return false;
    keep(session_.deliver(event, now_, facts_, limits_));
    return run_until(now_);
}

void VirtualRun::print() {
    json::array active, log;
    for (const std::string& id : session_.active_atomic()) active.emplace_back(id);
    for (const chart::LogLine& line : log_)
        log.push_back(json::object{{"label", line.label}, {"text", line.text}});
    log_.clear();
    out_ << to_json_text(json::object{{"active", std::move(active)},
                                      {"final", session_.is_final()},
                                      {"log", std::move(log)}})
         << std::endl;
}

}  // namespace

int run_scxml(std::string_view xml, std::istream* events, std::ostream& out, std::ostream& err,
              const chart::Sources& sources, const OpenWebEvents& open_web) {
    chart::ReadLimits limits;
    limits.faults_at_run_time = true;
    chart::ReadResult read = chart::read_chart(xml, limits, sources);
    for (const Diagnostic& one : read.diagnostics)
        err << "line " << one.line << ':' << one.column << ": "
            << (one.severity == Severity::error ? "error " : "warning ") << one.code << ": "
            << one.message << ' ' << one.fix << '\n';
    if (!read.chart) return 1;
    std::unique_ptr<WebEvents> web;
    const bool speaks_http =
        mentions_http(xml) || std::any_of(sources.begin(), sources.end(), [](const auto& source) {
            return mentions_http(source.second);
        });
    if (open_web && speaks_http) web = open_web(session_name);
    VirtualRun run(std::move(read.chart), std::move(web), out, err);
    run.start();
    if (events == nullptr) {
        const bool has_rested = run.run_to_rest();
        run.print();
        return has_rested ? run.exit_code() : 3;
    }
    if (!run.run_until(Instant{})) return 3;
    run.print();
    bool is_first = true;
    for (std::string line; std::getline(*events, line);) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (std::exchange(is_first, false) && line.rfind(byte_order_mark, 0) == 0)
            line.erase(0, byte_order_mark.size());
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        if (!run.take_line(line)) return 1;
        run.print();
    }
    run.catch_up();
    return run.exit_code();
}

}  // namespace trinh::cli
