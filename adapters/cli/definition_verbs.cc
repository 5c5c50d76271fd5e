#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/cli/documents.h"
#include "adapters/cli/neighbours.h"
#include "adapters/cli/scxml_run.h"
#include "adapters/cli/verb.h"
#include "engine/service/case_desk.h"
#include "engine/service/people_desk.h"
#include "engine/workflow/diagram.h"
#include "engine/workflow/reader.h"

namespace trinh::cli {
namespace {

Result<std::string> read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (file.good() || file.eof()) {
        if (!bytes.str().empty()) return bytes.str();
    }
    return Refusal{Reason::not_found, "Cannot read '" + path + "': no such file, or it is empty."};
}

int scxml(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto text = read_text(arguments.word(0));
    if (!text) return refuse(terminal, text.error());
    const std::string events = arguments.option("events");
    const chart::Sources beside = read_neighbours(arguments.word(0), *text);
    const auto run = [&](std::istream* lines) {
        return run_scxml(*text, lines, terminal.out, terminal.err, beside,
                         [&](const std::string& id) { return workplace.open_web_events(id); });
    };
    if (events.empty()) return run(nullptr);
    if (events == "-") return run(&terminal.in);
    std::ifstream file(events);
    if (!file) {
        return refuse(terminal, {Reason::not_found, "Cannot read the events '" + events + "'."});
    }
    return run(&file);
}

/// A process with its titles; any other chart by its ids, even where its code does not compile.
Result<workflow::Process> drawable(const std::string& path, const std::string& text) {
    std::vector<Diagnostic> faults;
    const auto beside = read_neighbours(path, text);
    if (text.find("urn:trinh:workflow:") != std::string::npos) {
        auto read = workflow::read_process(text, beside);
        if (read.process) return *read.process;
        faults = std::move(read.diagnostics);
    } else {
        auto read = chart::read_chart(text, {.faults_at_run_time = true}, beside);
        if (read.chart) return workflow::bare_process(read.chart);
        faults = std::move(read.diagnostics);
    }
    for (const auto& fault : faults) {
        if (fault.severity != Severity::error) continue;
        return Refusal{Reason::invalid_input, fmt::format("{}:{}: {} All findings: trinh check {}",
                                                          path, fault.line, fault.message, path)};
    }
    return Refusal{Reason::invalid_input, "'" + path + "' cannot be drawn."};
}

/// The picture of a case, as the page shows it.
int case_diagram(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const auto id = case_of(arguments.option("case"));
    if (!id) return refuse(terminal, id.error());
    const auto picture = service::CaseDesk(office).diagram(
        *caller, *id, {arguments.option("format") == "dot", arguments.option("titles") == "en"});
    if (!picture) return refuse(terminal, picture.error());
    terminal.out << *picture;
    return exit_done;
}

int diagram(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const std::string format = arguments.option("format");
    if (!format.empty() && format != "svg" && format != "dot") {
        terminal.err << "trinh: '" << format << "' is not a format: expected svg or dot.\n";
        return exit_usage;
    }
    const std::string titles = arguments.option("titles");
    if (!titles.empty() && titles != "vi" && titles != "en") {
        terminal.err << "trinh: '" << titles << "' is no language of titles: expected vi or en.\n";
        return exit_usage;
    }
    const bool has_case = !arguments.option("case").empty();
    if (has_case == !arguments.word(0).empty()) {
        terminal.err << "trinh: expected a process file, or --case NUMBER --as PERSON.\n";
        return exit_usage;
    }
    if (has_case && arguments.option("as").empty()) {
        terminal.err << "trinh: expected --as PERSON: who may see the case.\n";
        return exit_usage;
    }
    if (has_case) return case_diagram(workplace, terminal, arguments);
    auto text = read_text(arguments.word(0));
    if (!text) return refuse(terminal, text.error());
    const auto process = drawable(arguments.word(0), *text);
    if (!process) return refuse(terminal, process.error());
    workflow::DiagramMarks marks;
    marks.in_english = arguments.option("titles") == "en";
    terminal.out << (format == "dot" ? workflow::diagram_dot(*process, marks)
                                     : workflow::diagram_svg(*process, marks));
    return exit_done;
}

}  // namespace

std::vector<Verb> definition_verbs() {
    return {{"",
             "scxml",
             "Run one chart under a virtual clock: JSON lines in, JSON lines out",
             {{"file", "SCXML file"}},
             {{"events", "A file of JSON lines, or - for standard input"}},
             scxml},
            {"",
             "diagram",
             "Draw a process, or where a case stands in it",
             {{"file", "SCXML file", false, true}},
             {{"format", "svg (default) or dot"},
              {"titles", "vi (default) or en"},
              {"case", "Case number: its place, and the time at each stage as a heat map"},
              {"as", "Who asks for the case (person id)"}},
             diagram}};
}

}  // namespace trinh::cli
