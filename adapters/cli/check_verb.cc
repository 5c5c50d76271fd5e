#include <boost/json/array.hpp>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>

#include "adapters/cli/check_definition.h"
#include "adapters/cli/diagnostic_page.h"
#include "adapters/cli/neighbours.h"
#include "adapters/cli/paths_print.h"
#include "adapters/cli/verb.h"
#include "engine/base/json_text.h"
#include "engine/workflow/regimes.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t file_bytes_max = 16 * 1'048'576;

/// The whole file, or why it cannot be had.
Result<std::string> read_definition(const std::string& path) {
    const auto refusal = [&](const std::string& why) {
        return Refusal{Reason::not_found, "Cannot read '" + path + "': " + why + "."};
    };
    std::error_code fault;
    const auto status = std::filesystem::status(path, fault);
    if (!std::filesystem::exists(status)) return refusal("there is no such file");
    if (std::filesystem::is_directory(status))
        return refusal("it is a folder; name the files in it, for example " + path + "/*.scxml");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return refusal(errno == EACCES ? "you have no permission to read it"
                                       : std::strerror(errno));
    std::string bytes(file_bytes_max + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (file.bad()) return refusal("reading stopped with an error of the disk");
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > file_bytes_max)
        return refusal(fmt::format("it has more than {} MB, which no definition has",
                                   file_bytes_max / 1'048'576));
    return bytes;
}

const char* severity_word(const Diagnostic& one) {
    return one.severity == Severity::error ? "error" : "warning";
}

json::object as_json(const std::string& file, const Diagnostic& one) {
    return {{"file", file},
            {"line", one.line},
            {"column", one.column},
            {"code", one.code},
            {"severity", severity_word(one)},
            {"message", one.message},
            {"fix", one.fix}};
}

std::string counted(int count, const char* word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

class CheckRun {
public:
    CheckRun(Workplace& workplace, Terminal& terminal, bool wants_paths)
        : workplace_(workplace), terminal_(terminal), wants_paths_(wants_paths) {}

    void check(const std::string& file) {
        const auto text = read_definition(file);
        if (!text) {
            refuse(terminal_, text.error());
            is_unread_ = true;
            return;
        }
        const auto checked =
            check_definition(*text, workplace_.schema_check(), read_neighbours(file, *text));
        for (const auto& one : checked.diagnostics) tell(file, one);
        if (checked.diagnostics.empty() && !terminal_.wants_json)
            terminal_.out << file << ": no findings.\n";
        if (wants_paths_) add_paths(file, checked.process.get());
        if (!checked.process) return;
        files_[checked.process.get()] = file;
        regimes_.push_back(checked.process);
    }

    /// What only several files together can have wrong.
    void check_together() {
        for (const auto& fault : workflow::compare_regimes(regimes_)) {
            tell(files_.at(fault.process.get()), fault.diagnostic);
        }
    }

    int finish() {
        if (terminal_.wants_json) {
            json::object document{{"ok", errors_ == 0 && !is_unread_},
                                  {"errors", errors_},
                                  {"warnings", warnings_},
                                  {"items", std::move(rows_)}};
            if (wants_paths_) document["paths"] = std::move(paths_);
            terminal_.out << to_json_text(document) << '\n';
        } else if (!example_.empty()) {
            terminal_.out << fmt::format("{}, {}. More on each: trinh check --explain {}\n",
                                         counted(errors_, "error"), counted(warnings_, "warning"),
                                         example_);
        }
        if (is_unread_) return exit_broken;
        return errors_ > 0 ? exit_refused : exit_done;
    }

private:
    void tell(const std::string& file, const Diagnostic& one) {
        ++(one.severity == Severity::error ? errors_ : warnings_);
        if (example_.empty()) example_ = one.code;
        rows_.push_back(as_json(file, one));
        if (terminal_.wants_json) return;
        terminal_.out << fmt::format("{}:{}:{}: {} {}: {}\n    {}\n", file, one.line, one.column,
                                     severity_word(one), one.code, one.message, one.fix);
    }

    void add_paths(const std::string& file, const workflow::Process* process) {
        if (process == nullptr) {
            if (!terminal_.wants_json)
                terminal_.out << file << ": no paths, for it is no process without errors.\n";
            return;
        }
        const auto paths = workflow::statutory_paths(*process);
        if (terminal_.wants_json) {
            auto row = paths_json(*process, paths);
            row["file"] = file;
            paths_.push_back(std::move(row));
        } else {
            print_paths(terminal_.out, *process, paths);
        }
    }

    Workplace& workplace_;
    Terminal& terminal_;
    bool wants_paths_;
    json::array rows_, paths_;
    workflow::Regimes regimes_;
    std::map<const workflow::Process*, std::string> files_;
    int errors_ = 0, warnings_ = 0;
    std::string example_;  ///< A code that was found.
    bool is_unread_ = false;
};

int explain(Terminal& terminal, std::string code) {
    for (char& c : code) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (const auto& page : diagnostic_pages()) {
        if (page.name != code + ".md") continue;
        if (terminal.wants_json) {
            terminal.out << to_json_text(
                                json::object{{"code", code}, {"page", std::string(page.text)}})
                         << '\n';
        } else {
            terminal.out << page.text;
        }
        return exit_done;
    }
    terminal.err << "trinh: There is no diagnostic '" << code << "'; there are:";
    for (const auto& page : diagnostic_pages())
        terminal.err << ' ' << page.name.substr(0, page.name.find('.'));
    terminal.err << ".\n";
    return exit_usage;
}

int check(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const std::string code = arguments.option("explain");
    if (!code.empty()) return explain(terminal, code);
    if (arguments.words.empty()) {
        terminal.err << "trinh: Name at least one file, or a code with --explain. "
                        "Try 'trinh check --help'.\n";
        return exit_usage;
    }
    CheckRun run(workplace, terminal, arguments.flag("paths"));
    for (const auto& file : arguments.words) run.check(file);
    run.check_together();
    return run.finish();
}

}  // namespace

std::vector<Verb> check_verbs() {
    return {{"",
             "check",
             "What is wrong with process, chart, migration, calendar, index and form files",
             {{"files", "XML files", true, true}},
             {{"explain", "Print what a code means and what to do: TR111"},
              {"paths", "Print the shortest and the longest statutory way to each end",
               OptionKind::flag}},
             check}};
}

}  // namespace trinh::cli
