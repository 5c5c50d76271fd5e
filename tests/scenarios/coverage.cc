#include "tests/scenarios/coverage.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "engine/workflow/reader.h"

namespace trinh::testing {
namespace {

namespace fs = std::filesystem;
const fs::path source = TRINH_SOURCE_DIR;

/// Events of one definition.
struct Told {
    std::set<std::string> done, refused;
};

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// By content hash of the definition that the case ran under.
std::map<std::string, Told>& told() {
    static std::map<std::string, Told> all;
    return all;
}

/// What no story does, or refuses, of the actions of one definition.
struct Untold {
    int actions = 0;
    std::set<std::string> done, refused;
};

Untold untold_of(const workflow::Process& process, const Told& of) {
    Untold untold;
    for (const auto& overlay : process.overlays) {
        if (!overlay.action) continue;
        ++untold.actions;
        const auto& event = overlay.action->event;
        if (of.done.count(event) == 0) untold.done.insert(event);
        const bool may_refuse = !overlay.action->refusal.vi.empty();
        if (may_refuse && of.refused.count(event) == 0) untold.refused.insert(event);
    }
    return untold;
}

std::string words_of(const std::set<std::string>& events) {
    std::string text;
    for (const auto& event : events) text += " " + event;
    return text;
}

}  // namespace

void hear(const Deed& deed) {
    auto& of = told()[deed.definition];
    (deed.is_done ? of.done : of.refused).insert(deed.event);
}

void expect_all_told() {
    int actions = 0;
    for (const auto& entry : fs::recursive_directory_iterator(source / "workflows")) {
        if (entry.path().extension() != ".scxml") continue;
        const auto read = workflow::read_process(text_of(entry.path()));
        ASSERT_TRUE(read.process) << entry.path();
        const auto untold = untold_of(*read.process, told()[read.process->chart->content_hash()]);
        actions += untold.actions;
        const auto file = fs::relative(entry.path(), source).string();
        EXPECT_EQ(words_of(untold.done), "") << file << ": never done";
        EXPECT_EQ(words_of(untold.refused), "") << file << ": the condition is never refused";
    }
    EXPECT_GT(actions, 30);
}

}  // namespace trinh::testing
