#include "adapters/cli/scxml_run.h"

#include <boost/json/array.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/base/json_text.h"
#include "engine/chart/session.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

/// A chart that sends itself delayed events for ever is stopped after this many.
constexpr int sends_max = 100'000;

class VirtualRun {
public:
    VirtualRun(std::shared_ptr<const chart::Chart> chart, std::ostream& out, std::ostream& err)
        : session_(std::move(chart), "session"), out_(out), err_(err) {
        limits_.carries_sends = false;
    }

    void start() { keep(session_.start(now_, facts_, limits_)); }

    bool take_line(const std::string& line);
    /// Lets everything happen that is due up to then. False: it does not end.
    bool run_until(Instant end);
    bool run_to_rest();
    void print();
    [[nodiscard]] int exit_code() const { return session_.is_final() ? 0 : 3; }

private:
    void keep(chart::Outcome outcome) {
        for (chart::LogLine& line : outcome.log) log_.push_back(std::move(line));
    }
    bool refuse(const std::string& line, const std::string& reason) {
        err_ << "The line '" << line.substr(0, 80) << "' was not read: " << reason << '\n';
        return false;
    }
    bool fire_next();

    chart::Session session_;
    std::ostream& out_;
    std::ostream& err_;
    Instant now_;
    json::object facts_;
    chart::StepLimits limits_;
    std::vector<chart::LogLine> log_;
    int sent_ = 0;
};

bool VirtualRun::fire_next() {
    if (++sent_ > sends_max) {
        err_ << "More than " << sends_max
             << " delayed sends fired; the chart never comes to rest.\n";
        return false;
    }
    now_ = std::max(now_, *session_.next_due());
    keep(session_.deliver(*session_.take_due(now_), now_, facts_, limits_));
    return true;
}

bool VirtualRun::run_until(Instant end) {
    while (session_.next_due() && *session_.next_due() <= end)
        if (!fire_next()) return false;
    now_ = end;
    return true;
}

bool VirtualRun::run_to_rest() {
    while (session_.next_due())
        if (!fire_next()) return false;
    return true;
}

bool VirtualRun::take_line(const std::string& line) {
    constexpr std::size_t line_bytes_max = 1'048'576, line_depth_max = 32;
    constexpr std::int64_t wait_max_ms = 100'000'000'000'000;
    const std::string expected =
        "expected {\"event\":\"name\",\"data\":...} or {\"wait_ms\":1000}.";
    const auto read = parse_json(line, {.bytes_max = line_bytes_max, .depth_max = line_depth_max});
    if (!read) return refuse(line, expected + " " + read.error().message);
    if (!read->is_object()) return refuse(line, expected);
    const json::object& object = read->get_object();
    if (const json::value* wait = object.if_contains("wait_ms")) {
        json::error_code wrong;
        const std::int64_t ms = wait->to_number<std::int64_t>(wrong);
        if (wrong || ms < 0 || ms > wait_max_ms)
            return refuse(line, "'wait_ms' is a whole number of milliseconds, not negative.");
        return run_until(now_ + Duration{ms});
    }
    const json::value* name = object.if_contains("event");
    if (name == nullptr || !name->is_string() || name->get_string().empty())
        return refuse(line, expected);
    chart::Event event;
    event.name = name->get_string();
    if (const json::value* payload = object.if_contains("data")) event.data = *payload;
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
              const chart::Sources& sources) {
    chart::ReadLimits limits;
    limits.faults_at_run_time = true;
    chart::ReadResult read = chart::read_chart(xml, limits, sources);
    for (const Diagnostic& one : read.diagnostics)
        err << "line " << one.line << ':' << one.column << ": "
            << (one.severity == Severity::error ? "error " : "warning ") << one.code << ": "
            << one.message << ' ' << one.fix << '\n';
    if (!read.chart) return 1;
    VirtualRun run(std::move(read.chart), out, err);
    run.start();
    if (events == nullptr) {
        run.run_to_rest();
        run.print();
        return run.exit_code();
    }
    run.print();
    for (std::string line; std::getline(*events, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        if (!run.take_line(line)) return 1;
        run.print();
    }
    return run.exit_code();
}

chart::Sources read_neighbours(const std::filesystem::path& definition, std::string_view xml) {
    namespace fs = std::filesystem;
    constexpr std::uintmax_t file_bytes_max = 1'048'576, all_bytes_max = 33'554'432;
    chart::Sources found;
    if (xml.find("src") == std::string_view::npos) return found;
    const fs::path folder = definition.has_parent_path() ? definition.parent_path() : ".";
    std::error_code error;
    std::uintmax_t sum = 0;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string kind = entry.path().extension().string();
        if (kind != ".scxml" && kind != ".xml" && kind != ".json" && kind != ".txt" &&
            kind != ".js")
            continue;
        if (!fs::is_regular_file(entry.symlink_status(error)) ||
            entry.file_size(error) > file_bytes_max)
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        sum += text.size();
        if (!in || sum > all_bytes_max) continue;
        found.emplace(entry.path().filename().string(), std::move(text));
    }
    return found;
}

}  // namespace trinh::cli
