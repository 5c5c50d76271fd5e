// Every code the sources can produce has a page, a wrong example with its exact messages, and a
// right example without any finding.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>

#include "adapters/cli/check_definition.h"
#include "adapters/cli/diagnostic_page.h"
#include "adapters/schema/xsd_check.h"
#include "engine/workflow/regimes.h"

namespace trinh::cli {
namespace {

namespace fs = std::filesystem;

const fs::path source_folder = TRINH_SOURCE_DIR;
const fs::path golden_folder = source_folder / "tests/golden/diagnostics";

std::string file_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Every "TRnnn" that stands in quotes in engine/ and adapters/.
std::set<std::string> codes_of_the_sources() {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::set<std::string> codes;
    for (const char* folder : {"engine", "adapters"}) {
        for (const auto& entry : fs::recursive_directory_iterator(source_folder / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".cc" && extension != ".h") continue;
            const std::string text = file_text(entry.path());
            for (auto at = text.find("\"TR"); at != std::string::npos;
                 at = text.find("\"TR", at + 1))
                if (at + 6 < text.size() && text[at + 6] == '"' &&
                    std::all_of(&text[at + 3], &text[at + 6], is_digit))
                    codes.insert(text.substr(at + 1, 5));
        }
    }
    return codes;
}

std::map<std::string, std::string> pages() {
    std::map<std::string, std::string> all;
    for (const auto& page : diagnostic_pages())
        all[std::string(page.name.substr(0, page.name.find('.')))] = page.text;
    return all;
}

/// The text of the code block behind this heading.
std::string block(const std::string& page, const std::string& heading) {
    const std::string fence = "```xml\n";
    const auto section = page.find("\n## " + heading + "\n");
    const auto begin = page.find(fence, section);
    if (section == std::string::npos || begin == std::string::npos) return {};
    const auto start = begin + fence.size();
    return page.substr(start, page.find("```\n", start) - start);
}

fs::path example(const std::string& code) {
    const fs::path chart = golden_folder / (code + ".scxml");
    return fs::exists(chart) ? chart : golden_folder / (code + ".xml");
}

std::string written(const std::vector<Diagnostic>& all) {
    std::string text;
    for (const auto& one : all)
        text += fmt::format("{}:{}: {} {}: {}\n    {}\n", one.line, one.column,
                            one.severity == Severity::error ? "error" : "warning", one.code,
                            one.message, one.fix);
    return text;
}

/// Together with CODE.beside.scxml, where there is one.
std::vector<Diagnostic> check(const std::string& text, const std::string& code) {
    static const schema::XsdCheck schemas;
    auto checked = check_definition(text, schemas);
    const fs::path beside = golden_folder / (code + ".beside.scxml");
    if (!checked.process || !fs::exists(beside)) return checked.diagnostics;
    const auto other = check_definition(file_text(beside), schemas);
    EXPECT_EQ(written(other.diagnostics), "");
    for (auto& fault : workflow::compare_regimes({checked.process, other.process})) {
        checked.diagnostics.push_back(std::move(fault.diagnostic));
    }
    return checked.diagnostics;
}

TEST(DiagnosticPages, EveryCodeHasAPageAndAnExample) {
    const auto all = pages();
    const auto codes = codes_of_the_sources();
    EXPECT_GT(codes.size(), 70U);
    for (const auto& code : codes) {
        EXPECT_TRUE(all.contains(code)) << code << " has no page in schemas/diagnostics.";
        EXPECT_TRUE(fs::exists(example(code))) << code << " has no example in " << golden_folder;
    }
    for (const auto& [code, page] : all)
        EXPECT_TRUE(codes.contains(code)) << code << ": a page nobody leads to.";
}

TEST(DiagnosticPages, EveryPageHasItsParts) {
    for (const auto& [code, page] : pages()) {
        EXPECT_TRUE(page.starts_with("# " + code + ": ")) << code;
        std::size_t at = 0;
        for (const char* heading : {"Why it matters", "Wrong", "Right", "What to do"}) {
            const auto found = page.find(std::string("\n## ") + heading + "\n\n", at);
            ASSERT_NE(found, std::string::npos) << code << ' ' << heading;
            at = found;
        }
        EXPECT_LT(std::count(page.begin(), page.end(), '\n'), 110) << code;
    }
}

/// Write the expected files anew with TRINH_UPDATE_GOLDEN=1.
TEST(DiagnosticPages, TheWrongExampleHasExactlyTheseMessages) {
    for (const auto& [code, page] : pages()) {
        SCOPED_TRACE(code);
        const std::string wrong = file_text(example(code));
        EXPECT_EQ(block(page, "Wrong"), wrong);
        const auto found = check(wrong, code);
        const auto is_it = [&](const Diagnostic& one) { return one.code == code; };
        EXPECT_TRUE(std::any_of(found.begin(), found.end(), is_it)) << written(found);
        for (const auto& one : found) {
            EXPECT_GT(one.line, 0);
            EXPECT_GT(one.column, 0);
            EXPECT_FALSE(one.fix.empty());
        }
        const fs::path golden = golden_folder / (code + ".expected");
        if (std::getenv("TRINH_UPDATE_GOLDEN") != nullptr) std::ofstream(golden) << written(found);
        EXPECT_EQ(written(found), file_text(golden));
    }
}

TEST(DiagnosticPages, TheRightExampleHasNoFinding) {
    for (const auto& [code, page] : pages()) {
        const std::string right = block(page, "Right");
        EXPECT_FALSE(right.empty()) << code;
        EXPECT_EQ(written(check(right, code)), "") << code;
    }
}

}  // namespace
}  // namespace trinh::cli
