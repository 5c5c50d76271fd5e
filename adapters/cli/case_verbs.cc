#include <boost/json/array.hpp>
#include <cstdlib>
#include <optional>
#include <ostream>

#include "adapters/cli/case_print.h"
#include "adapters/cli/csv_rows.h"
#include "adapters/cli/documents.h"
#include "adapters/cli/verb.h"
#include "engine/base/json_text.h"
#include "engine/service/case_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

/// The desks, the person who asks and the case he means.
struct Question {
    service::Office office;
    service::Caller caller;
    CaseId id;
};

Result<Question> question(Workplace& workplace, const Arguments& arguments) {
    auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return caller.error();
    if (arguments.word(0).empty()) return Question{office, std::move(*caller), CaseId{}};
    const auto id = case_of(arguments.word(0));
    if (!id) return id.error();
    return Question{office, std::move(*caller), *id};
}

/// What the form of this action says about an input; null when it has no such input.
const json::object* input_of(const json::object& shown, const std::string& event,
                             const std::string& field) {
    for (const auto& action : shown.at("actions").as_array()) {
        if (action.at("event").as_string() != event) continue;
        for (const auto& input : action.at("inputs").as_array()) {
            if (input.at("field").as_string() == field) return &input.as_object();
        }
    }
    return nullptr;
}

json::value typed(const std::string& text, const std::string& type) {
    if (type == "boolean" && (text == "true" || text == "yes")) return true;
    if (type == "boolean" && (text == "false" || text == "no")) return false;
    if (type != "text" && type != "long-text" && type != "person" && type != "date") {
        auto value = parse_json(text);
        if (value) return std::move(*value);
    }
    return json::value(text);
}

/// --data as a whole, then every --set name=value on top, typed as the form wants it.
Result<json::object> inputs_of(Question& asked, const Arguments& arguments) {
    json::object inputs;
    if (const auto text = arguments.option("data"); !text.empty()) {
        auto value = parse_json(text, {.subject = "--data"});
        if (!value) return value.error();
        if (!value->is_object()) {
            return Refusal{Reason::invalid_input, "--data is not a JSON object: " + text};
        }
        inputs = value->as_object();
    }
    auto sets = pairs_of(arguments, "set");
    if (!sets) return sets.error();
    auto files = pairs_of(arguments, "rows");
    if (!files) return files.error();
    if (sets->empty() && files->empty()) return inputs;
    auto shown = service::CaseDesk(asked.office).show(asked.caller, asked.id);
    if (!shown) return shown.error();
    for (const auto& [field, text] : *sets) {
        const auto* input = input_of(*shown, arguments.word(1), field);
        inputs[field] = typed(text, input == nullptr ? "" : text_of(*input, "type"));
    }
    for (const auto& [field, path] : *files) {
        const auto* input = input_of(*shown, arguments.word(1), field);
        const auto* columns = input == nullptr ? nullptr : input->if_contains("columns");
        if (columns == nullptr) {
            return Refusal{Reason::invalid_input,
                           "--rows: '" + arguments.word(1) + "' has no input '" + field +
                               "' that takes rows; see 'case allowed'.",
                           "--rows: việc này không có mục “" + field + "” nhận danh sách dòng."};
        }
        auto rows = rows_of_file(path, columns->as_array());
        if (!rows) return rows.error();
        inputs[field] = std::move(*rows);
    }
    return inputs;
}

int open(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    service::OpenRequest request{arguments.option("process"), arguments.option("title"),
                                 arguments.option("agency"), std::nullopt};
    if (const auto text = arguments.option("triggered-on"); !text.empty()) {
        request.triggered_on = Date::parse_typed(text);
        if (!request.triggered_on) {
            return refuse(terminal, {Reason::invalid_input,
                                     "'" + text + "' is no day; write 2025-03-31 or 31/03/2025.",
                                     "“" + text + "” không phải là ngày; ví dụ: 31/03/2025."});
        }
    }
    const auto opened = service::CaseDesk(asked->office).open(asked->caller, request);
    return answer(terminal, opened, [&](std::ostream& out, const json::object& view) {
        print_case(out, view, terminal.is_vietnamese);
    });
}

int act(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    auto inputs = inputs_of(*asked, arguments);
    if (!inputs) return refuse(terminal, inputs.error());
    const auto done =
        service::CaseDesk(asked->office)
            .act(asked->caller,
                 {asked->id, {arguments.word(1), *inputs, arguments.option("note")}, {}});
    return answer(terminal, done, [&](std::ostream& out, const json::object& view) {
        print_result(out, view, terminal.is_vietnamese);
    });
}

int show(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    return answer(terminal, service::CaseDesk(asked->office).show(asked->caller, asked->id),
                  [&](std::ostream& out, const json::object& view) {
                      print_case(out, view, terminal.is_vietnamese);
                  });
}

int allowed(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    auto shown = service::CaseDesk(asked->office).show(asked->caller, asked->id);
    if (!shown) return refuse(terminal, shown.error());
    const json::object view{{"items", shown->at("actions")}};
    return answer(terminal, view, [&](std::ostream& out, const json::object& rows) {
        print_actions(out, rows.at("items").as_array(), terminal.is_vietnamese);
    });
}

int explain(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    auto inputs = inputs_of(*asked, arguments);
    if (!inputs) return refuse(terminal, inputs.error());
    return answer(terminal,
                  service::CaseDesk(asked->office)
                      .explain(asked->caller, asked->id, {arguments.word(1), *inputs, {}}),
                  [&](std::ostream& out, const json::object& view) {
                      print_why(out, view, terminal.is_vietnamese);
                  });
}

int history(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    return answer(terminal, service::CaseDesk(asked->office).history(asked->caller, asked->id),
                  [&](std::ostream& out, const json::object& view) {
                      print_history(out, view, terminal.is_vietnamese);
                  });
}

int list(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    ports::CaseFilter filter;
    filter.folded_text = arguments.option("text");
    filter.drafting_agency = arguments.option("agency");
    if (arguments.flag("closed")) filter.is_closed = true;
    if (arguments.flag("open")) filter.is_closed = false;
    if (const auto below = arguments.option("below"); !below.empty()) {
        const auto id = case_of(below);
        if (!id) return refuse(terminal, id.error());
        filter.below_id = *id;
    }
    return answer(terminal, service::CaseDesk(asked->office).list(asked->caller, filter),
                  [&](std::ostream& out, const json::object& view) {
                      print_summaries(out, view, terminal.is_vietnamese);
                  });
}

int work(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto asked = question(workplace, arguments);
    if (!asked) return refuse(terminal, asked.error());
    return answer(terminal, service::CaseDesk(asked->office).work(asked->caller),
                  [&](std::ostream& out, const json::object& view) {
                      print_work(out, view, terminal.is_vietnamese);
                  });
}

}  // namespace

std::vector<Verb> case_verbs() {
    const OptionSpec as{"as", "Who asks (person id)", OptionKind::required};
    const OptionSpec data{"data", "Inputs as one JSON object"};
    const OptionSpec set{"set", "One input: name=value; may come again", OptionKind::list};
    const WordSpec number{"case", "Case number"};
    const WordSpec event{"event", "Event of the action, as 'case allowed' lists it"};
    return {
        {"case",
         "open",
         "Open a new case",
         {},
         {as,
          {"process", "Process id", OptionKind::required},
          {"title", "Title of the draft", OptionKind::required},
          {"agency", "Drafting agency; default: your own"},
          {"triggered-on", "The day whose law applies: 31/03/2025; default: today"}},
         open},
        {"case",
         "act",
         "Do an action on a case",
         {number, event},
         {as, data, set, rows_option(), {"note", "Reason or remark"}},
         act},
        {"case", "show", "A case: stage, dossier, clocks, actions", {number}, {as}, show},
        {"case", "allowed", "What you can do on a case, and why not", {number}, {as}, allowed},
        {"case",
         "explain",
         "Why an event is or is not possible",
         {number, event},
         {as, data, set},
         explain},
        {"case", "history", "Everything that happened to a case", {number}, {as}, history},
        {"case",
         "list",
         "Cases, newest first",
         {},
         {as,
          {"text", "Words of the title"},
          {"agency", "Drafting agency"},
          {"open", "Only open ones", OptionKind::flag},
          {"closed", "Only closed ones", OptionKind::flag},
          {"below", "Only cases below this number (next page)"}},
         list},
        {"case", "work", "What waits for you, by remaining working days", {}, {as}, work},
    };
}

}  // namespace trinh::cli
