// trinh case migrate: the report first, and only with --apply the act.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <ostream>
#include <sstream>

#include "adapters/cli/documents.h"
#include "adapters/cli/neighbours.h"
#include "adapters/cli/verb.h"
#include "engine/service/migration_desk.h"
#include "engine/service/people_desk.h"
#include "engine/workflow/bundle.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

Result<std::string> read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (file && !bytes.str().empty()) return bytes.str();
    return Refusal{Reason::not_found, "Cannot read '" + path + "': no such file, or it is empty."};
}

/// A word of the command line as a case: "17", or "17:4" for version 4 of it.
std::optional<service::CaseAt> case_at(const std::string& word) {
    service::CaseAt wanted;
    const char* end = word.data() + word.size();
    auto read = std::from_chars(word.data(), end, wanted.id.number);
    if (read.ec != std::errc() || wanted.id.number <= 0) return std::nullopt;
    if (read.ptr == end) return wanted;
    std::int64_t version = 0;
    const bool has_version = *read.ptr == ':';
    if (has_version) read = std::from_chars(read.ptr + 1, end, version);
    if (!has_version || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    wanted.version = version;
    return wanted;
}

Result<service::MigrationRequest> request_of(const Arguments& arguments) {
    service::MigrationRequest request;
    for (const auto& word : arguments.words) {
        const auto wanted = case_at(word);
        if (!wanted) {
            return Refusal{Reason::invalid_input,
                           "'" + word +
                               "' is not a case number such as 17, or 17:4 with the "
                               "version the report told."};
        }
        request.cases.push_back(*wanted);
    }
    request.to = arguments.option("to");
    // A hash is digits and a process a word; anything else is meant as a file.
    const bool is_path = request.to.find_first_of("./\\") != std::string::npos;
    if (is_path || std::filesystem::is_regular_file(request.to)) {
        auto text = read_text(request.to);
        if (!text) return text.error();
        request.definition = workflow::bundled(*text, read_neighbours(request.to, *text));
    }
    if (const auto path = arguments.option("map"); !path.empty()) {
        auto text = read_text(path);
        if (!text) return text.error();
        request.map = std::move(*text);
    }
    request.process = arguments.option("process");
    request.from_hash = arguments.option("from");
    request.state = arguments.option("state");
    request.is_everything = arguments.flag("all");
    request.is_applied = arguments.flag("apply");
    request.is_full = !request.cases.empty() || arguments.flag("full");
    request.reason = arguments.option("reason");
    if (request.is_applied && arguments.flag("dry-run")) {
        return Refusal{Reason::invalid_input, "--dry-run and --apply exclude each other."};
    }
    return request;
}

struct Words {
    const char *vi, *en;
};

std::string_view in_words(const std::pair<const char*, Words> (&rows)[11], std::string_view id,
                          bool is_vietnamese) {
    for (const auto& [key, words] : rows) {
        if (id == key) return is_vietnamese ? words.vi : words.en;
    }
    return id;
}

constexpr std::pair<const char*, Words> subjects[11] = {
    {"validity", {"Hiệu lực", "Validity"}},
    {"state", {"Bước", "Stages"}},
    {"deadline", {"Thời hạn", "Deadlines"}},
    {"action", {"Việc thực hiện được", "Actions"}},
    {"role", {"Phân công", "Appointments"}},
    {"item", {"Thành phần hồ sơ", "Dossier"}},
    {"draft", {"Dự thảo", "Drafts"}},
    {"data", {"Dữ liệu", "Data"}},
    {"history", {"Bước đã ghi nhớ", "History"}},
    {"send", {"Sự kiện hẹn giờ", "Delayed events"}},
    {"invoke", {"Quy trình con", "Invoked charts"}},
};

std::string outcome_word(const std::string& outcome, bool is_vietnamese) {
    if (!is_vietnamese) return outcome;
    if (outcome == "ready") return "có thể chuyển";
    if (outcome == "migrated") return "đã chuyển";
    if (outcome == "refused") return "từ chối";
    return outcome == "skipped" ? "bỏ qua" : "lỗi";
}

char mark_of(const std::string& change) {
    if (change == "kept") return '=';
    if (change == "moved") return '>';
    if (change == "created") return '+';
    return change == "dropped" ? '-' : '!';
}

/// Dozens of values nobody has given yet say no more than their number.
bool is_blank(const json::object& line) {
    return text_of(line, "subject") == "data" && text_of(line, "change") == "kept" &&
           text_of(line, "after") == "null";
}

void print_row(std::ostream& out, const json::object& row, bool is_vietnamese) {
    out << "#" << text_of(row, "case_id") << "  " << text_of(row, "title") << "  ["
        << outcome_word(text_of(row, "outcome"), is_vietnamese) << "]\n";
    if (const auto from = text_of(row, "from"); !from.empty()) {
        out << (is_vietnamese ? "  từ " : "  from ") << from
            << (is_vietnamese ? "; lần cập nhật của hồ sơ: " : "; the case's version: ")
            << text_of(row, "version") << "\n";
    }
    const auto vi = text_of(row, "message_vi");
    const auto message = is_vietnamese && !vi.empty() ? vi : text_of(row, "message");
    if (!message.empty()) out << "  " << message << "\n";
    for (const auto& [subject, words] : subjects) {
        bool is_first = true;
        int blanks = 0;
        for (const auto& item : row.at("changes").as_array()) {
            const auto& line = item.as_object();
            if (text_of(line, "subject") != subject) continue;
            if (is_first) out << "  " << in_words(subjects, subject, is_vietnamese) << "\n";
            is_first = false;
            if (is_blank(line)) {
                ++blanks;
                continue;
            }
            out << "    " << mark_of(text_of(line, "change")) << " "
                << text_of(line, is_vietnamese ? "text" : "text_en") << "\n";
        }
        if (blanks > 0) {
            out << "    = " << blanks
                << (is_vietnamese ? " dữ liệu chưa có giá trị được giữ nguyên\n"
                                  : " values that hold nothing yet stay so\n");
        }
    }
}

void print_run(std::ostream& out, const json::object& view, bool is_vietnamese) {
    const auto& target = view.at("target").as_object();
    out << (is_vietnamese ? "Chuyển sang: " : "Target: ") << title_of(target, is_vietnamese) << " ("
        << text_of(target, "process") << "@" << text_of(target, "hash") << ")\n";
    for (const auto& row : view.at("items").as_array()) {
        print_row(out, row.as_object(), is_vietnamese);
    }
    const auto& counts = view.at("counts").as_object();
    std::string text;
    for (const auto& [outcome, count] : counts) {
        if (count == 0) continue;
        text += fmt::format("{}{}: {}", text.empty() ? "" : ", ",
                            outcome_word(std::string(outcome), is_vietnamese), text_of(&count));
    }
    if (text.empty()) text = is_vietnamese ? "không có hồ sơ nào" : "no cases";
    out << (is_vietnamese ? "Kết quả: " : "Result: ") << text << ".\n";
    if (!view.at("applied").as_bool()) {
        out << (is_vietnamese
                    ? "Đây chỉ là báo cáo, chưa có thay đổi nào. Thêm --apply --reason "
                      "\"…\" để thực hiện.\n"
                    : "This is a report; nothing was changed. Do it with --apply --reason "
                      "\"…\".\n");
    }
}

int migrate(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto request = request_of(arguments);
    if (!request) return refuse(terminal, request.error());
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const bool is_bulk = request->cases.empty();
    const auto view = service::MigrationDesk(office).run(
        *caller, *request, [&](const json::object& row, int done, int all) {
            if (!is_bulk) return;
            terminal.err << fmt::format("{}/{}  #{} {}\n", done, all, text_of(row, "case_id"),
                                        text_of(row, "outcome"));
        });
    const int code = answer(terminal, view, [&](std::ostream& out, const json::object& shown) {
        print_run(out, shown, terminal.is_vietnamese);
    });
    if (code != exit_done) return code;
    const auto& counts = view->at("counts").as_object();
    if (counts.at("failed") != 0) return exit_broken;
    return counts.at("refused") == 0 ? exit_done : exit_refused;
}

}  // namespace

std::vector<Verb> migration_verbs() {
    return {{"case",
             "migrate",
             "Move cases to another definition; without --apply, tell what would change",
             {{"cases", "Case numbers; 17:4 means 17 only while it is at version 4", true, true}},
             {{"as", "Who asks (person id); an administrator", OptionKind::required},
              {"to", "Definition file, hash of one in the store, or a current process",
               OptionKind::required},
              {"map", "Migration map (XML): where states, data, deadlines and papers go"},
              {"process", "Open cases of this process"},
              {"from", "Open cases under this definition (hash)"},
              {"state", "Open cases that stand in this state"},
              {"all", "Every open case", OptionKind::flag},
              {"dry-run", "Only the report; this is the default", OptionKind::flag},
              {"apply", "Do it: one transaction a case, the refused are listed", OptionKind::flag},
              {"reason", "Why; the trail keeps it (needed with --apply)"},
              {"full", "Tell what is kept for many cases, too", OptionKind::flag}},
             migrate}};
}

}  // namespace trinh::cli
