/// Every action of a shipped definition is done in some story, and every condition refused in one:
/// file by file, so that a regime does not live on the stories of another.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "engine/workflow/reader.h"
#include "tests/support/scenario.h"

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
std::map<std::string, Told> told_by_definition() {
    std::map<std::string, Told> all;
    const auto hear = [&all](const Deed& deed) {
        auto& told = all[deed.definition];
        (deed.is_done ? told.done : told.refused).insert(deed.event);
    };
    for (const auto& entry : fs::recursive_directory_iterator(source / "tests/scenarios")) {
        if (entry.path().extension() != ".scenario") continue;
        TestOffice office(StoreKind::memory);
        play_scenario(entry.path().string(), office, hear);
    }
    return all;
}

/// What no story does, or refuses, of the actions of one definition.
struct Untold {
    int actions = 0;
    std::set<std::string> done, refused;
};

Untold untold_of(const workflow::Process& process, const Told& told) {
    Untold untold;
    for (const auto& overlay : process.overlays) {
        if (!overlay.action) continue;
        ++untold.actions;
        const auto& event = overlay.action->event;
        if (told.done.count(event) == 0) untold.done.insert(event);
        const bool may_refuse = !overlay.action->refusal.vi.empty();
        if (may_refuse && told.refused.count(event) == 0) untold.refused.insert(event);
    }
    return untold;
}

std::string words_of(const std::set<std::string>& events) {
    std::string text;
    for (const auto& event : events) text += " " + event;
    return text;
}

TEST(Stories, DoEveryActionAndRefuseEveryConditionOfEveryDefinition) {
    const auto told = told_by_definition();
    int actions = 0;
    for (const auto& entry : fs::recursive_directory_iterator(source / "workflows")) {
        if (entry.path().extension() != ".scxml") continue;
        const auto read = workflow::read_process(text_of(entry.path()));
        ASSERT_TRUE(read.process) << entry.path();
        const auto at = told.find(read.process->chart->content_hash());
        const auto untold = untold_of(*read.process, at == told.end() ? Told{} : at->second);
        actions += untold.actions;
        const auto file = fs::relative(entry.path(), source).string();
        EXPECT_EQ(words_of(untold.done), "") << file << ": never done";
        EXPECT_EQ(words_of(untold.refused), "") << file << ": the condition is never refused";
    }
    EXPECT_GT(actions, 30);
}

}  // namespace
}  // namespace trinh::testing
