// Legal holds: orders that a case's history stays where it is.
#include <boost/json/array.hpp>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/base/instant.h"
#include "engine/service/hold_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

const OptionSpec as_option{"as", "Who asks (person id)", OptionKind::required};

Result<service::Caller> caller_of(const service::Office& office, const Arguments& arguments) {
    return service::PeopleDesk(office).caller(arguments.option("as"), "cli");
}

std::string moment(const json::object& row, const char* key) {
    const auto at = Instant::parse(text_of(row, key));
    return at ? at->spoken() : std::string();
}

int say(Terminal& terminal, const Result<json::object>& view) {
    return answer(terminal, view, [&](std::ostream& out, const json::object& shown) {
        out << text_of(shown, terminal.is_vietnamese ? "message_vi" : "message") << '\n';
    });
}

int place(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = caller_of(office, arguments);
    if (!caller) return refuse(terminal, caller.error());
    const auto id = case_of(arguments.word(0));
    if (!id) return refuse(terminal, id.error());
    return say(terminal, service::HoldDesk(office).place(*caller, *id, arguments.option("reason")));
}

int release(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = caller_of(office, arguments);
    if (!caller) return refuse(terminal, caller.error());
    const auto number = case_of(arguments.word(0));  // Digits and nothing else.
    if (!number) {
        return refuse(terminal, {Reason::invalid_input,
                                 "'" + arguments.word(0) +
                                     "' is no number of a hold: see \"trinh hold list\"."});
    }
    return say(terminal, service::HoldDesk(office).release(*caller, number->number,
                                                           arguments.option("reason")));
}

int list(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = caller_of(office, arguments);
    if (!caller) return refuse(terminal, caller.error());
    std::optional<CaseId> id;
    if (const auto number = arguments.option("case"); !number.empty()) {
        const auto read = case_of(number);
        if (!read) return refuse(terminal, read.error());
        id = *read;
    }
    return answer(
        terminal, service::HoldDesk(office).list(*caller, id),
        [](std::ostream& out, const json::object& view) {
            Table table({"hold", "case", "title", "since", "by", "reason", "ended", "why"});
            for (const auto& item : view.at("items").as_array()) {
                const auto& row = item.as_object();
                table.add({text_of(row, "hold"), text_of(row, "case_id"), text_of(row, "title"),
                           moment(row, "placed_at"), text_of(row, "placed_by"),
                           text_of(row, "reason"), moment(row, "released_at"),
                           text_of(row, "release_reason")});
            }
            table.print(out, 40);
        });
}

}  // namespace

std::vector<Verb> hold_verbs() {
    const OptionSpec reason{"reason", "Why, as it will stand in the trail", OptionKind::required};
    return {{"hold",
             "place",
             "Keep the history of a case out of archives",
             {{"case", "Case number"}},
             {as_option, reason},
             place},
            {"hold",
             "release",
             "End a hold",
             {{"hold", "Number of the hold"}},
             {as_option, reason},
             release},
            {"hold",
             "list",
             "Holds that stand; of one case those that ended too",
             {},
             {as_option, {"case", "Case number"}},
             list}};
}

}  // namespace trinh::cli
