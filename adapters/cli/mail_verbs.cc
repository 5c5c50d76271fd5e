#include <boost/json/array.hpp>
#include <cstdlib>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/service/mail_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

int list(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const auto state = arguments.flag("dead") ? std::string("dead") : arguments.option("state");
    return answer(terminal, service::MailDesk(office).list(*caller, state),
                  [](std::ostream& out, const boost::json::object& view) {
                      Table table({"#", "letter", "to", "state", "tries", "last error"});
                      for (const auto& item : view.at("items").as_array()) {
                          const auto& row = item.as_object();
                          table.add({text_of(row, "id"), text_of(row, "letter"), text_of(row, "to"),
                                     text_of(row, "state"), text_of(row, "attempts"),
                                     text_of(row, "last_error")});
                      }
                      table.print(out);
                  });
}

int retry(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const auto word = arguments.word(0);
    if (arguments.flag("all") == !word.empty()) {
        terminal.err << "trinh: Name one letter, or say --all for every dead one.\n";
        return exit_usage;
    }
    if (arguments.flag("all")) {
        return answer(terminal, service::MailDesk(office).retry_all(*caller),
                      [](std::ostream& out, const boost::json::object& view) {
                          out << text_of(view, "count") << " dead letters are queued again.\n";
                      });
    }
    return answer(terminal,
                  service::MailDesk(office).retry(*caller, MailId{std::atoll(word.c_str())}),
                  [](std::ostream& out, const boost::json::object& view) {
                      out << "Letter " << text_of(view, "id") << " is queued again.\n";
                  });
}

}  // namespace

std::vector<Verb> mail_verbs() {
    const OptionSpec as{"as", "Who asks (person id)", OptionKind::required};
    return {{"mail",
             "list",
             "The outbox: what waits, went out or failed",
             {},
             {as,
              {"state", "pending, sent or dead"},
              {"dead", "Only what failed for good", OptionKind::flag}},
             list},
            {"mail",
             "retry",
             "Send a letter again",
             {{"letter", "Letter number", false, true}},
             {as, {"all", "Every dead letter", OptionKind::flag}},
             retry}};
}

}  // namespace trinh::cli
