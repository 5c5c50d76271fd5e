#include <boost/json/array.hpp>
#include <istream>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

constexpr std::size_t password_bytes_min = 10;

int list(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto view = service::PeopleDesk(workplace.office())
                          .people(arguments.option("role"), arguments.option("agency"));
    return answer(terminal, view, [](std::ostream& out, const boost::json::object& shown) {
        Table table({"id", "name", "position", "agency", "open cases"});
        for (const auto& item : shown.at("items").as_array()) {
            const auto& row = item.as_object();
            table.add({text_of(row, "id"), text_of(row, "name"), text_of(row, "position"),
                       text_of(row, "agency"), text_of(row, "open_cases")});
        }
        table.print(out);
    });
}

/// Reads the password from standard input, so that it stands in no process list.
int set_password(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    std::string password;
    std::getline(terminal.in, password);
    auto changed = service::PeopleDesk(workplace.office())
                       .set_password(arguments.word(0), password, password_bytes_min);
    if (!changed) return refuse(terminal, changed.error());
    terminal.out << "Password of " << arguments.word(0) << " changed.\n";
    return exit_done;
}

int load(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto count = workplace.load_people(arguments.word(0));
    if (!count) return refuse(terminal, count.error());
    terminal.out << *count << " people loaded; set each one's password with "
                 << "'trinh person password ID'.\n";
    return exit_done;
}

}  // namespace

std::vector<Verb> people_verbs() {
    return {{"person",
             "list",
             "Officers and how much waits for each",
             {},
             {{"role", "Only this role"}, {"agency", "Only this agency"}},
             list},
            {"person",
             "password",
             "Set a password, read from standard input",
             {{"person", "Person id"}},
             {},
             set_password},
            {"person",
             "load",
             "Add or change agencies and officers from a JSON file (see samples/department.json)",
             {{"file", "JSON file"}},
             {},
             load}};
}

}  // namespace trinh::cli
