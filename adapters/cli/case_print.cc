#include "adapters/cli/case_print.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <vector>

#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "engine/base/date.h"
#include "engine/base/instant.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

std::string moment(const json::object& row, const char* key) {
    const auto at = Instant::parse(text_of(row, key));
    return at ? at->spoken() : std::string();
}

std::string triggered_text(const json::object& view) {
    const auto day = Date::parse(text_of(view, "triggered_on"));
    return day ? day->spoken() : std::string();
}

std::string waiting_text(const json::object& row, bool is_vietnamese) {
    std::string text;
    for (const auto& item : row.at("waiting_for").as_array()) {
        const auto& waiting = item.as_object();
        const auto person = text_of(waiting, "person");
        text += (text.empty() ? "" : "; ") +
                (person.empty() ? title_of(waiting, is_vietnamese) : person);
    }
    return text;
}

/// "3 days", "today", "2 days late", "-".
std::string remaining(const json::value& clock, bool is_vietnamese) {
    if (!clock.is_object()) return "-";
    const auto* days = clock.as_object().if_contains("remaining_working_days");
    if (days == nullptr || !days->is_int64()) return "-";
    const auto count = days->as_int64();
    if (count == 0) return is_vietnamese ? "hôm nay" : "today";
    const auto number = std::to_string(count < 0 ? -count : count);
    if (count < 0) return is_vietnamese ? "quá " + number + " ngày" : number + " days late";
    return is_vietnamese ? "còn " + number + " ngày" : number + " days";
}

/// The date; a star beside it when its period was not read in the law.
std::string due_text(const json::value& clock) {
    if (!clock.is_object()) return "-";
    const auto& row = clock.as_object();
    return text_of(row, "due_spoken") + (text_of(row, "caveat_en").empty() ? "" : " *");
}

void print_clocks(std::ostream& out, const json::object& view, bool is_vietnamese) {
    for (const auto& item : view.at("clocks").as_array()) {
        const auto& clock = item.as_object();
        out << "  " << title_of(clock, is_vietnamese) << ": ";
        const auto due = text_of(clock, "due_spoken");
        out << (due.empty() ? (is_vietnamese ? "chưa bắt đầu" : "not started") : due) << " ["
            << (text_of(clock, "state") == "paused" ? "paused" : text_of(clock, "phase")) << "]";
        const auto caveat = text_of(clock, is_vietnamese ? "caveat" : "caveat_en");
        out << (caveat.empty() ? "" : " – " + caveat) << "\n";
        const auto reason = text_of(clock, is_vietnamese ? "reason" : "reason_en");
        if (!reason.empty()) out << "    " << reason << "\n";
        out << "    " << text_of(clock, "basis") << "\n";
        if (const auto note = text_of(clock, "note"); !note.empty()) out << "    " << note << "\n";
    }
}

void print_dossier(std::ostream& out, const json::object& view, bool is_vietnamese) {
    const auto& dossier = view.at("dossier").as_object();
    if (!dossier.at("items").as_array().empty()) {
        out << (is_vietnamese ? "Hồ sơ" : "Dossier") << " (" << text_of(dossier, "basis") << ")\n";
    }
    for (const auto& item : dossier.at("items").as_array()) {
        const auto& row = item.as_object();
        out << (row.at("received").as_bool() ? "  [x] " : "  [ ] ") << text_of(row, "id") << "  "
            << title_of(row, is_vietnamese) << " (" << text_of(row, "form") << ")\n";
    }
    for (const auto& item : view.at("drafts").as_array()) {
        for (const auto& version : item.at("versions").as_array()) {
            out << "  " << title_of(item.as_object(), is_vietnamese) << ": "
                << text_of(version.as_object(), "file_name") << " ("
                << text_of(version.as_object(), "bytes") << " B)\n";
        }
    }
}

void print_tables(std::ostream& out, const json::object& view, bool is_vietnamese) {
    for (const auto& item : view.at("tables").as_array()) {
        const auto& shown = item.as_object();
        const auto& rows = shown.at("rows").as_array();
        if (rows.empty()) continue;
        out << title_of(shown, is_vietnamese) << " (" << rows.size() << ")\n";
        std::vector<std::string> heads{"#"};
        const auto& columns = shown.at("columns").as_array();
        for (const auto& column : columns) {
            heads.push_back(title_of(column.as_object(), is_vietnamese));
        }
        Table table(std::move(heads));
        for (const auto& row : rows) {
            std::vector<std::string> cells{text_of(row.as_object(), "number")};
            const auto& texts = row.at("shown").as_object();
            for (const auto& column : columns) {
                cells.push_back(text_of(texts, column.at("field").as_string().c_str()));
            }
            table.add(std::move(cells));
        }
        table.print(out, 40);
    }
}

/// Rows of a list; true when one of them has a period that was not read in the law.
bool print_rows(std::ostream& out, const std::vector<const json::object*>& rows,
                bool is_vietnamese) {
    Table table(
        is_vietnamese
            ? std::vector<std::string>{"#", "Hạn", "Còn", "Dự thảo", "Bước", "Đang chờ"}
            : std::vector<std::string>{"#", "Due", "Left", "Draft", "Stage", "Waiting for"});
    bool has_doubt = false;
    for (const auto* row : rows) {
        const auto& clock = row->at("clock");
        const auto due = due_text(clock);
        has_doubt = has_doubt || due.back() == '*';
        table.add({text_of(*row, "case_id"), due, remaining(clock, is_vietnamese),
                   text_of(*row, "title"), titles_of(*row, "stages", is_vietnamese),
                   waiting_text(*row, is_vietnamese)});
    }
    table.print(out, 48);
    return has_doubt;
}

void print_doubt(std::ostream& out, bool is_vietnamese) {
    out << (is_vietnamese ? "* Thời hạn do cơ quan ấn định hoặc chưa kiểm chứng; xem từng hồ sơ.\n"
                          : "* Period set by an agency, or not verified; see the case.\n");
}

/// The rows of one campaign; those of no campaign, or alone in theirs, have the number 0.
struct WorkGroup {
    std::int64_t parent = 0;
    std::string title;
    std::vector<const json::object*> rows;
};

/// Rows that stand alone first, then the campaigns, the one with the nearest deadline first.
std::vector<WorkGroup> grouped(const json::array& items) {
    std::map<std::int64_t, int> counts;
    const auto parent_of = [](const json::object& row) {
        const auto* parent = row.if_contains("parent");
        return parent != nullptr && parent->is_int64() ? parent->as_int64() : 0;
    };
    for (const auto& item : items) ++counts[parent_of(item.as_object())];
    std::vector<WorkGroup> groups(1);
    for (const auto& item : items) {
        const auto& row = item.as_object();
        const auto parent = counts[parent_of(row)] > 1 ? parent_of(row) : 0;
        auto group = std::ranges::find(groups, parent, &WorkGroup::parent);
        if (group == groups.end()) {
            groups.push_back({parent, text_of(row, "parent_title"), {}});
            group = groups.end() - 1;
        }
        group->rows.push_back(&row);
    }
    return groups;
}

}  // namespace

void print_case(std::ostream& out, const json::object& view, bool is_vietnamese) {
    out << "#" << text_of(view, "id") << "  " << text_of(view, "title") << "\n"
        << title_of(view.at("process").as_object(), is_vietnamese) << "\n"
        << (is_vietnamese ? "Chế độ pháp luật: " : "Regime: ")
        << text_of(view.at("process").as_object(), "regime") << " ("
        << text_of(view.at("process").as_object(), is_vietnamese ? "validity" : "validity_en")
        << (is_vietnamese ? "); phát sinh ngày " : "); triggered on ") << triggered_text(view)
        << "\n"
        << (is_vietnamese ? "Bước: " : "Stage: ") << titles_of(view, "stages", is_vietnamese)
        << "\n"
        << (is_vietnamese ? "Cơ quan soạn thảo: " : "Drafting agency: ")
        << text_of(view, "drafting_agency") << "\n"
        << (is_vietnamese ? "Đang chờ: " : "Waiting for: ") << waiting_text(view, is_vietnamese)
        << "\n";
    const auto* archive = view.if_contains("archive");
    if (archive != nullptr && archive->is_object()) {
        out << text_of(archive->as_object(), is_vietnamese ? "text" : "text_en") << "\n";
    }
    out << (is_vietnamese ? "Thời hạn\n" : "Clocks\n");
    print_clocks(out, view, is_vietnamese);
    print_dossier(out, view, is_vietnamese);
    print_tables(out, view, is_vietnamese);
    out << (is_vietnamese ? "Việc được làm\n" : "Actions\n");
    print_actions(out, view.at("actions").as_array(), is_vietnamese);
}

void print_result(std::ostream& out, const json::object& view, bool is_vietnamese) {
    const auto& result = view.at("result").as_object();
    out << text_of(result, is_vietnamese ? "message" : "message_en") << "\n";
    const auto opened = text_of(result, "opened_case");
    if (!opened.empty()) out << (is_vietnamese ? "Mở hồ sơ #" : "Opened case #") << opened << "\n";
}

void print_actions(std::ostream& out, const json::array& actions, bool is_vietnamese) {
    if (actions.empty()) out << (is_vietnamese ? "  không có\n" : "  none\n");
    for (const auto& item : actions) {
        const auto& action = item.as_object();
        const bool is_open = action.at("permitted").as_bool();
        out << (is_open ? "  + " : "  - ") << text_of(action, "event") << "  "
            << title_of(action, is_vietnamese);
        for (const auto& entry : action.at("inputs").as_array()) {
            const auto& input = entry.as_object();
            const bool is_required = input.at("required").as_bool();
            out << (is_required ? " " : " [") << text_of(input, "field") << ":"
                << text_of(input, "type") << (is_required ? "" : "]");
        }
        if (text_of(action, "note") == "required") out << " --note";
        out << "\n";
        if (!is_open) {
            out << "      " << text_of(action, is_vietnamese ? "refusal" : "refusal_en") << "\n";
        }
    }
}

void print_why(std::ostream& out, const json::object& view, bool is_vietnamese) {
    out << text_of(view, is_vietnamese ? "answer" : "answer_en") << "\n";
    for (const auto& item : view.at("tried").as_array()) {
        const auto& row = item.as_object();
        const auto condition = text_of(row, "condition");
        out << "  " << text_of(row, "source") << " (line " << text_of(row, "line")
            << "): " << (condition.empty() ? "no condition" : condition) << " = "
            << (row.at("condition_holds").as_bool() ? "true" : "false");
        if (const auto fault = text_of(row, "fault"); !fault.empty()) out << " (" << fault << ")";
        out << "\n";
        if (const auto values = text_of(row, "values"); values != "{}") {
            out << "    " << values << "\n";
        }
    }
}

void print_history(std::ostream& out, const json::object& view, bool is_vietnamese) {
    for (const auto& item : view.at("items").as_array()) {
        const auto& row = item.as_object();
        out << moment(row, "at") << "  " << text_of(row, is_vietnamese ? "text" : "text_en");
        if (const auto actor = text_of(row, "actor"); !actor.empty()) out << "  — " << actor;
        const auto note = text_of(row.at("details").as_object(), "note");
        if (!note.empty()) out << "  “" << note << "”";
        out << "\n";
        const auto* changes = row.at("details").as_object().if_contains("changes");
        if (changes == nullptr || !changes->is_array()) continue;
        for (const auto& change : changes->as_array()) {
            const auto text = text_of(change.as_object(), is_vietnamese ? "text" : "text_en");
            out << "    " << text << "\n";
        }
    }
}

void print_summaries(std::ostream& out, const json::object& view, bool is_vietnamese) {
    std::vector<const json::object*> rows;
    for (const auto& item : view.at("items").as_array()) rows.push_back(&item.as_object());
    if (rows.empty()) {
        out << (is_vietnamese ? "Không có hồ sơ.\n" : "No cases.\n");
    } else if (print_rows(out, rows, is_vietnamese)) {
        print_doubt(out, is_vietnamese);
    }
}

void print_work(std::ostream& out, const json::object& view, bool is_vietnamese) {
    const auto& items = view.at("items").as_array();
    if (items.empty()) {
        out << (is_vietnamese ? "Không có hồ sơ.\n" : "No cases.\n");
        return;
    }
    bool has_doubt = false;
    for (const auto& group : grouped(items)) {
        if (group.rows.empty()) continue;
        if (group.parent != 0) {
            out << '\n'
                << (is_vietnamese ? "Đợt, hồ sơ số " : "Campaign, case ") << group.parent << ": "
                << group.title << " (" << group.rows.size() << ")\n";
        }
        has_doubt = print_rows(out, group.rows, is_vietnamese) || has_doubt;
    }
    if (has_doubt) print_doubt(out, is_vietnamese);
}

}  // namespace trinh::cli
