#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "adapters/cli/case_print.h"
#include "adapters/cli/documents.h"
#include "adapters/cli/verb.h"
#include "engine/service/file_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

int add(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const std::filesystem::path path = arguments.word(2);
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return refuse(terminal, {Reason::not_found, "Cannot read '" + path.string() + "'."});
    }
    std::stringstream bytes;
    bytes << file.rdbuf();
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const auto id = case_of(arguments.word(0));
    if (!id) return refuse(terminal, id.error());
    const auto done = service::FileDesk(office).upload(
        *caller, *id, std::atoi(arguments.word(1).c_str()), path.filename().string(), bytes.str());
    return answer(terminal, done, [&](std::ostream& out, const boost::json::object& view) {
        print_result(out, view, terminal.is_vietnamese);
    });
}

int get(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const auto id = case_of(arguments.word(0));
    if (!id) return refuse(terminal, id.error());
    auto draft =
        service::FileDesk(office).download(*caller, *id, std::atoi(arguments.word(1).c_str()), {});
    if (!draft) return refuse(terminal, draft.error());
    const std::string target =
        arguments.option("to").empty() ? draft->file_name : arguments.option("to");
    std::ofstream file(target, std::ios::binary);
    file << draft->bytes;
    file.flush();
    if (!file) {
        terminal.err << "trinh: cannot write '" << target << "'.\n";
        return exit_broken;
    }
    terminal.out << target << "  " << draft->bytes.size() << " B  sha256 " << draft->sha256 << "\n";
    return exit_done;
}

}  // namespace

std::vector<Verb> draft_verbs() {
    const OptionSpec as{"as", "Who asks (person id)", OptionKind::required};
    const WordSpec number{"case", "Case number"};
    const WordSpec draft{"number", "Draft number, 1 to 5"};
    return {{"draft", "add", "Upload a draft", {number, draft, {"file", "The file"}}, {as}, add},
            {"draft",
             "get",
             "Download the newest version of a draft",
             {number, draft},
             {as, {"to", "Where to write it; default: its own name"}},
             get}};
}

}  // namespace trinh::cli
