#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/cli/scxml_run.h"
#include "adapters/cli/verb.h"
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
