// trinh index what-if, ranking, forecast.
#include <boost/json/array.hpp>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/index_words.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/service/index_outlook_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

Result<Done> add_cases(const std::vector<std::string>& words, std::set<std::int64_t>& into) {
    for (const auto& word : words) {
        const auto id = case_of(word);
        if (!id) return id.error();
        into.insert(id->number);
    }
    return Done{};
}

int what_if(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    reform_index::Supposition supposed;
    auto by = day_option(workplace, arguments, "by");
    if (!by) return refuse(terminal, by.error());
    supposed.by = *by;
    if (auto read = add_cases(arguments.words, supposed.cases); !read) {
        return refuse(terminal, read.error());
    }
    const auto late = arguments.lists.find("had-been-on-time");
    if (late != arguments.lists.end()) {
        if (auto read = add_cases(late->second, supposed.had_been_on_time); !read) {
            return refuse(terminal, read.error());
        }
    }
    return answer(terminal, service::IndexOutlookDesk(workplace.office()).what_if(supposed),
                  [&](std::ostream& out, const json::object& view) {
                      const bool vi = terminal.is_vietnamese;
                      for (const auto& item : view.at("sentences").as_array()) {
                          out << text_of(item.as_object(), vi ? "text" : "text_en") << '\n';
                      }
                      for (const auto& item : view.at("criteria").as_array()) {
                          const auto& row = item.as_object();
                          out << "  " << text_of(row, "code") << "  " << title_of(row, vi) << ": "
                              << text_of(row, "before") << " -> " << text_of(row, "after") << '\n';
                      }
                  });
}

int ranking(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto on = day_option(workplace, arguments, "on");
    if (!on) return refuse(terminal, on.error());
    constexpr int most = 50;
    return answer(
        terminal, service::IndexOutlookDesk(workplace.office()).ranking(*on, most),
        [&](std::ostream& out, const json::object& view) {
            const bool vi = terminal.is_vietnamese;
            Table table(vi ? std::vector<std::string>{"Điểm mất", "Hồ sơ", "Tên", "Tình trạng",
                                                      "Hạn", "Nếu xong ngay"}
                           : std::vector<std::string>{"Cost", "Case", "Title", "State", "Due",
                                                      "If done now"});
            for (const auto& item : view.at("items").as_array()) {
                const auto& row = item.as_object();
                const bool is_open = row.at("is_open").as_bool();
                const char* written = vi ? "đã chậm" : "was late";
                table.add({text_of(row, "points"), "#" + text_of(row, "case_id"),
                           text_of(row, "title"),
                           is_open ? text_of(row, vi ? "deadline" : "deadline_en") : written,
                           text_of(row, "due"), is_open ? text_of(row, "gain_if_done") : ""});
            }
            table.print(out, 48);
        });
}

void print_scenario(std::ostream& out, const json::object& view, const char* id, const char* title,
                    bool vi) {
    const auto& scenario = view.at(id).as_object();
    out << title << ": " << text_of(scenario, "points") << " / " << text_of(view, "max") << "  (";
    bool is_first = true;
    for (const auto& item : scenario.at("components").as_array()) {
        out << (is_first ? "" : ", ") << text_of(item.as_object(), "code") << ": "
            << text_of(item.as_object(), "points");
        is_first = false;
    }
    out << ")\n";
    for (const auto& item : scenario.at("rows").as_array()) {
        const auto& row = item.as_object();
        out << (row.at("counts").as_bool() ? "  + #" : "  - #") << text_of(row, "case_id") << "  "
            << text_of(row, "date") << "  " << title_of(row, vi) << "  "
            << text_of(row, "case_title") << '\n';
    }
}

int forecast(Workplace& workplace, Terminal& terminal, const Arguments&) {
    return answer(terminal, service::IndexOutlookDesk(workplace.office()).forecast(),
                  [&](std::ostream& out, const json::object& view) {
                      const bool vi = terminal.is_vietnamese;
                      print_scenario(out, view, "now", vi ? "Hiện tại" : "Now", vi);
                      print_scenario(out, view, "best", vi ? "Tốt nhất" : "Best", vi);
                      print_scenario(out, view, "planned", vi ? "Theo kế hoạch" : "As planned", vi);
                      print_scenario(out, view, "worst", vi ? "Xấu nhất" : "Worst", vi);
                  });
}

}  // namespace

std::vector<Verb> index_outlook_verbs() {
    return {{"index",
             "what-if",
             "What the score would be at the year's end if these open cases are done by a day",
             {{"cases", "Numbers of open cases", true, true}},
             {{"by", "The day they are done; default: today"},
              {"had-been-on-time", "A closed case: if it had been in time; may come again",
               OptionKind::list}},
             what_if},
            {"index",
             "ranking",
             "The cases that cost most points, overdue open ones included",
             {},
             {{"on", "Reporting date; default: today"}},
             ranking},
            {"index",
             "forecast",
             "The score at the end of the year: best, as planned, worst, each with its rows",
             {},
             {},
             forecast}};
}

}  // namespace trinh::cli
