#include <cstdlib>
#include <ostream>

#include "adapters/cli/verb.h"

namespace trinh::cli {
namespace {

int serve(Workplace& workplace, Terminal&, const Arguments& arguments) {
    return workplace.serve({arguments.flag("demo"), arguments.option("address"),
                            arguments.option("port"), arguments.option("role")});
}

int migrate(Workplace& workplace, Terminal& terminal, const Arguments&) {
    const auto applied = workplace.migrate_store();
    for (const std::string& name : applied) terminal.out << "Applied " << name << ".\n";
    terminal.out << (applied.empty() ? "The store was up to date already.\n"
                                     : "The store is up to date.\n");
    return exit_done;
}

int forward(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto now = workplace.forward_demo(std::atoi(arguments.word(0).c_str()));
    if (!now) return refuse(terminal, now.error());
    terminal.out << "In the demo it is now " << now->spoken()
                 << ". A running server follows within a second.\n";
    return exit_done;
}

}  // namespace

std::vector<Verb> server_verbs() {
    return {{"",
             "serve",
             "Run the server: page, JSON API, clocks and mail",
             {},
             {{"demo", "With the sample department and its clock", OptionKind::flag},
              {"address", "Address to listen on"},
              {"port", "Port to listen on; 0 = any free one"},
              {"role", "What this server does: web, clock, mail (with commas), or all"}},
             serve},
            {"demo",
             "forward",
             "Let days pass in the demo: clocks run out, letters go, drafts take effect",
             {{"days", "1 to 366"}},
             {},
             forward},
            {"", "migrate-store", "Bring the store's tables up to date", {}, {}, migrate}};
}

}  // namespace trinh::cli
