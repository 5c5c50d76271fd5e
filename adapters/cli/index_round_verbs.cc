// trinh index rounds, open, round, act: rounds of scoring.
#include <boost/json/array.hpp>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/index_words.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/service/index_round_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

void print_round(Terminal& terminal, const json::object& view) {
    const bool vi = terminal.is_vietnamese;
    terminal.out << (vi ? "Đợt " : "Round ") << text_of(view, "number") << ", "
                 << text_of(view, "on") << ": "
                 << text_of(view, vi ? "state_title" : "state_title_en") << '\n';
    Table table(vi ? std::vector<std::string>{"Mã", "Tiêu chí", "Tối đa", "Tự chấm", "Thẩm định",
                                              "Cuối cùng", "Giải trình"}
                   : std::vector<std::string>{"Code", "Criterion", "Max", "Self", "Reviewed",
                                              "Last", "Explanation"});
    for (const auto& item : view.at("criteria").as_array()) {
        const auto& row = item.as_object();
        std::string said = text_of(row, "self_explanation");
        for (const char* more : {"review_note", "explanation", "second_note"}) {
            const auto text = text_of(row, more);
            if (!text.empty()) said += (said.empty() ? "" : " | ") + text;
        }
        table.add({text_of(row, "code"), title_of(row, vi), text_of(row, "max"),
                   text_of(row, "self"), text_of(row, "reviewed"), text_of(row, "last"), said});
    }
    table.add({"", vi ? "Tổng" : "Total", text_of(view, "max"), text_of(view, "self"),
               text_of(view, "reviewed"), text_of(view, "last"), ""});
    table.print(terminal.out);
    for (const auto& item : view.at("acts").as_array()) {
        const auto& act = item.as_object();
        terminal.out << (act.at("permitted").as_bool() ? "  > " : "  - ") << text_of(act, "act")
                     << "  " << title_of(act, vi) << '\n';
    }
}

int print_round_answer(Terminal& terminal, const Result<json::object>& view) {
    return answer(terminal, view, [&](std::ostream&, const json::object& document) {
        print_round(terminal, document);
    });
}

int rounds(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = index_caller(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    return answer(terminal, service::IndexRoundDesk(workplace.office()).rounds(*caller),
                  [&](std::ostream& out, const json::object& view) {
                      const bool vi = terminal.is_vietnamese;
                      for (const auto& item : view.at("items").as_array()) {
                          const auto& row = item.as_object();
                          out << text_of(row, "number") << "  " << text_of(row, "on") << "  "
                              << text_of(row, vi ? "state_title" : "state_title_en") << "  "
                              << text_of(row, "self") << " / " << text_of(row, "reviewed") << " / "
                              << text_of(row, "last") << '\n';
                      }
                  });
}

int open(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = index_caller(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    auto on = day_option(workplace, arguments, "on");
    if (!on) return refuse(terminal, on.error());
    return print_round_answer(terminal,
                              service::IndexRoundDesk(workplace.office()).open(*caller, *on));
}

int round(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = index_caller(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    const auto number = case_of(arguments.word(0));
    if (!number) return refuse(terminal, number.error());
    return print_round_answer(
        terminal, service::IndexRoundDesk(workplace.office()).show(*caller, number->number));
}

int act(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = index_caller(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    const auto number = case_of(arguments.word(0));
    if (!number) return refuse(terminal, number.error());
    const auto wanted = reform_index::find_act(arguments.word(1));
    if (!wanted) {
        return refuse(terminal, {Reason::invalid_input, "'" + arguments.word(1) +
                                                            "' is no act of a round; there are: " +
                                                            reform_index::act_list() + "."});
    }
    reform_index::RoundStep step;
    step.act = *wanted;
    step.code = arguments.option("code");
    step.text = arguments.option("text");
    const std::string points = arguments.option("points");
    if (!points.empty()) {
        step.points = reform_index::Decimal::parse(points);
        if (!step.points) {
            return refuse(terminal, {Reason::invalid_input, "--points is a number such as 1.75."});
        }
    }
    auto evidence = evidence_option(office, *caller, arguments);
    if (!evidence) return refuse(terminal, evidence.error());
    auto documents = reform_index::read_documents(*evidence);
    if (!documents) return refuse(terminal, documents.error());
    step.evidence = std::move(*documents);
    return print_round_answer(
        terminal, service::IndexRoundDesk(office).act(*caller, number->number, std::move(step)));
}

}  // namespace

std::vector<Verb> index_round_verbs() {
    const OptionSpec as{"as", "Who asks (person id)", OptionKind::required};
    const OptionSpec on{"on", "The day; default: today"};
    const OptionSpec evidence = evidence_spec();
    const WordSpec number{"number", "Number of the round"};
    return {
        {"index", "rounds", "The rounds of scoring: self / reviewed / last", {}, {as}, rounds},
        {"index", "open", "Open a round of scoring for a reporting date", {}, {as, on}, open},
        {"index",
         "round",
         "A round: self and reviewed score, explanations, what may be done",
         {number},
         {as},
         round},
        {"index",
         "act",
         "Act on a round: self-explain, lock, review, close-review, explain, send, second-review, "
         "finish",
         {number, {"act", "As 'index round' lists it"}},
         {as,
          {"code", "The criterion"},
          {"points", "Of a review: 1.75"},
          {"text", "Why, or the explanation"},
          evidence},
         act}};
}

}  // namespace trinh::cli
