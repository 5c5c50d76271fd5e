#include <boost/json/array.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/cli/scxml_run.h"
#include "adapters/cli/verb.h"
#include "engine/base/json_text.h"
#include "engine/calendar/calendar.h"
#include "engine/chart/analysis.h"
#include "engine/reform_index/criteria.h"
#include "engine/workflow/diagram.h"
#include "engine/workflow/reader.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

Result<std::string> read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (file.good() || file.eof()) {
        if (!bytes.str().empty()) return bytes.str();
    }
    return Refusal{Reason::not_found, "Cannot read '" + path + "': no such file, or it is empty."};
}

bool mentions(const std::string& text, const char* word) {
    return text.find(word) != std::string::npos;
}

/// The kind of a definition file is told by its root element.
std::vector<Diagnostic> diagnose(const std::string& text) {
    if (mentions(text, "<calendar")) return calendar::read_calendar(text).diagnostics;
    if (mentions(text, "<index")) return reform_index::read_index(text).diagnostics;
    std::vector<Diagnostic> found;
    std::shared_ptr<const chart::Chart> chart;
    if (mentions(text, "urn:trinh:workflow:1")) {
        auto read = workflow::read_process(text);
        found = std::move(read.diagnostics);
        if (read.process) chart = read.process->chart;
    } else {
        auto read = chart::read_chart(text);
        found = std::move(read.diagnostics);
        chart = read.chart;
    }
    if (chart) {
        for (auto& fault : chart::analyse(*chart)) found.push_back(std::move(fault));
    }
    return found;
}

json::object fault_view(const std::string& file, const Diagnostic& fault) {
    return {{"file", file},
            {"line", fault.line},
            {"column", fault.column},
            {"code", fault.code},
            {"severity", fault.severity == Severity::error ? "error" : "warning"},
            {"message", fault.message},
            {"fix", fault.fix}};
}

int check(Workplace&, Terminal& terminal, const Arguments& arguments) {
    json::array rows;
    bool is_bad = false;
    for (const auto& file : arguments.words) {
        auto text = read_text(file);
        if (!text) return refuse(terminal, text.error());
        const auto faults = diagnose(*text);
        is_bad = is_bad || has_error(faults);
        for (const auto& fault : faults) {
            rows.push_back(fault_view(file, fault));
            if (terminal.wants_json) continue;
            terminal.out << file << ':' << fault.line << ':' << fault.column << ": "
                         << (fault.severity == Severity::error ? "error " : "warning ")
                         << fault.code << ": " << fault.message << ' ' << fault.fix << '\n';
        }
        if (faults.empty() && !terminal.wants_json) terminal.out << file << ": no findings.\n";
    }
    if (terminal.wants_json) {
        terminal.out << to_json_text(json::object{{"ok", !is_bad}, {"items", rows}}) << '\n';
    }
    return is_bad ? exit_refused : exit_done;
}

int scxml(Workplace&, Terminal& terminal, const Arguments& arguments) {
    auto text = read_text(arguments.word(0));
    if (!text) return refuse(terminal, text.error());
    const std::string events = arguments.option("events");
    const chart::Sources beside = read_neighbours(arguments.word(0), *text);
    if (events.empty()) return run_scxml(*text, nullptr, terminal.out, terminal.err, beside);
    if (events == "-") return run_scxml(*text, &terminal.in, terminal.out, terminal.err, beside);
    std::ifstream file(events);
    if (!file) {
        return refuse(terminal, {Reason::not_found, "Cannot read the events '" + events + "'."});
    }
    return run_scxml(*text, &file, terminal.out, terminal.err, beside);
}

int diagram(Workplace&, Terminal& terminal, const Arguments& arguments) {
    auto text = read_text(arguments.word(0));
    if (!text) return refuse(terminal, text.error());
    auto read = workflow::read_process(*text);
    if (!read.process) {
        return refuse(terminal, {Reason::invalid_input,
                                 "'" + arguments.word(0) +
                                     "' is not a sound process; see: trinh check FILE."});
    }
    const std::string format = arguments.option("format");
    if (format == "dot") {
        terminal.out << workflow::diagram_dot(*read.process);
    } else if (format.empty() || format == "svg") {
        terminal.out << workflow::diagram_svg(*read.process, {});
    } else {
        terminal.err << "trinh: '" << format << "' is not a format: expected svg or dot.\n";
        return exit_usage;
    }
    return exit_done;
}

}  // namespace

std::vector<Verb> definition_verbs() {
    return {{"",
             "check",
             "What is wrong with process, calendar and index files",
             {{"files", "XML files", true}},
             {},
             check},
            {"",
             "scxml",
             "Run one chart under a virtual clock: JSON lines in, JSON lines out",
             {{"file", "SCXML file"}},
             {{"events", "A file of JSON lines, or - for standard input"}},
             scxml},
            {"",
             "diagram",
             "Draw a process",
             {{"file", "Process file"}},
             {{"format", "svg (default) or dot"}},
             diagram}};
}

}  // namespace trinh::cli
