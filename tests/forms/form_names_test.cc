// Every datum that a shipped form reads is declared by the processes it draws from.
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <re2/re2.h>
#include <set>

#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const Names standing_names{"_id",      "_title",     "_process",    "_process_title", "_regime",
                           "_agency",  "_agency_id", "_department", "_opened_on",     "_is_closed",
                           "_stage",   "_stages",    "_relation",   "_parent",        "_deadlines",
                           "_dossier", "_due",       "_is_overdue"};

/// What stands behind "row.", "shown." or "case." in an attribute's text.
Names names_behind(const std::string& root, const std::string& text) {
    Names names;
    const RE2 pattern("\\b" + root + "\\.([A-Za-z_][A-Za-z_0-9]*)");
    re2::StringPiece left(text);
    std::string name;
    while (RE2::FindAndConsume(&left, pattern, &name)) names.insert(name);
    return names;
}

/// Fields and data of a process; of one of its tables when `table` is not empty.
Names names_of(const workflow::Process& process, const std::string& table) {
    Names names;
    if (!table.empty()) {
        if (const auto* found = process.table(table); found != nullptr)
            names.insert(found->columns.begin(), found->columns.end());
        return names;
    }
    names = standing_names;
    for (const auto& field : process.fields) names.insert(field.id);
    for (const auto& each : process.tables) names.insert(each.id);
    return names;
}

struct Use {
    std::string root, rows, text;
};

/// The texts of a form's expressions with the table whose rows they read.
std::vector<Use> uses_of(const std::string& xml) {
    std::vector<Use> uses;
    static const RE2 element("<(/?)(table|tallies|check|unique|[a-z]+)([^>]*)>");
    static const RE2 rows("rows=\"([^\"]*)\"");
    std::string current, slash, name, attributes;
    re2::StringPiece left(xml);
    while (RE2::FindAndConsume(&left, element, &slash, &name, &attributes)) {
        const bool is_block =
            name == "table" || name == "tallies" || name == "check" || name == "unique";
        if (is_block && (slash == "/" || !RE2::PartialMatch(attributes, rows, &current))) {
            current.clear();
        }
        for (const char* root : {"row", "shown", "case"})
            uses.push_back({root, current, attributes});
    }
    return uses;
}

using ProcessesById = std::map<std::string, std::vector<std::shared_ptr<const workflow::Process>>>;

/// A form of several processes may read what only one of them has, behind a condition.
void check(const forms::Form& form, const std::string& xml, const ProcessesById& processes) {
    for (const auto& use : uses_of(xml)) {
        const bool is_case = use.root == "case" ||
                             (form.source.kind == forms::SourceKind::one_case && use.rows.empty());
        Names known;
        for (const auto& id : form.source.processes) {
            ASSERT_TRUE(processes.contains(id)) << form.id << ": there is no process " << id;
            for (const auto& process : processes.at(id))
                known.merge(names_of(*process, is_case ? std::string() : use.rows));
        }
        for (const auto& name : names_behind(use.root, use.text))
            EXPECT_TRUE(known.contains(name))
                << form.id << " reads " << use.root << "." << name
                << (use.rows.empty() ? "" : " (table " + use.rows + ")")
                << ", which its processes do not have.";
    }
}

TEST(FormNames, AreDeclaredByTheProcesses) {
    TestOffice office;
    office.load_workflows();
    ProcessesById processes;
    for (const auto& process : office.shelf().current()) processes[process->id].push_back(process);
    for (const auto& entry :
         fs::directory_iterator(fs::path(TRINH_SOURCE_DIR) / "workflows/forms")) {
        if (entry.path().extension() != ".xml") continue;
        const auto xml = project_file("workflows/forms/" + entry.path().filename().string());
        const auto form = forms::read_form(xml).form;
        ASSERT_TRUE(form) << entry.path();
        if (form->source.kind == forms::SourceKind::children) continue;
        check(*form, xml, processes);
    }
}

}  // namespace
}  // namespace trinh::testing
