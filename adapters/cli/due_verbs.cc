#include <ostream>

#include "adapters/cli/verb.h"
#include "engine/service/due_desk.h"

namespace trinh::cli {
namespace {

int due(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto answered =
        service::count_due(workplace.shelf(), {arguments.option("from"), arguments.option("before"),
                                               arguments.option("period"), arguments.option("roll"),
                                               arguments.option("on")});
    return answer(terminal, answered, [&](std::ostream& out, const boost::json::object& view) {
        const char* reason = terminal.is_vietnamese ? "reason" : "reason_en";
        out << view.at("due").as_string().c_str() << '\n'
            << view.at(reason).as_string().c_str() << '\n';
    });
}

}  // namespace

std::vector<Verb> due_verbs() {
    return {{"",
             "due",
             "The last day of a statutory period, and why it is that day",
             {},
             {{"from", "The day of the event: 2023-04-14 or 14/04/2023"},
              {"before", "Count back from this day instead"},
              {"on", "A day that the law itself names: where it goes when it is a day of rest"},
              {"period", "\"15 days\", \"2 working-days\", \"1 month\"; not with --on"},
              {"roll", "none, next-working or previous-working"}},
             due}};
}

}  // namespace trinh::cli
