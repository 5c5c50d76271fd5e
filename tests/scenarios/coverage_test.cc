/// Every action of a shipped process is done in some story, and every condition refused in one.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "engine/workflow/reader.h"

namespace trinh::testing {
namespace {

namespace fs = std::filesystem;
const fs::path source = TRINH_SOURCE_DIR;

struct Told {
    std::set<std::string> done, refused;
};

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// What the stories that begin with a process do and refuse.
std::map<std::string, Told> told_by_process() {
    std::map<std::string, Told> all;
    for (const auto& entry : fs::recursive_directory_iterator(source / "tests/scenarios")) {
        if (entry.path().extension() != ".scenario") continue;
        std::istringstream lines(text_of(entry.path()));
        std::string line, process;
        while (std::getline(lines, line)) {
            std::istringstream words(line);
            std::string verb, event;
            words >> verb >> event;
            if (verb == "process") process = event;
            if (verb == "do") all[process].done.insert(event);
            if (verb == "draft") all[process].done.insert("draft.add");
            if (verb == "refuse") all[process].refused.insert(event);
        }
    }
    return all;
}

std::vector<std::shared_ptr<const workflow::Process>> shipped() {
    std::vector<std::shared_ptr<const workflow::Process>> found;
    for (const auto& entry : fs::recursive_directory_iterator(source / "workflows")) {
        if (entry.path().extension() != ".scxml") continue;
        auto read = workflow::read_process(text_of(entry.path()));
        EXPECT_TRUE(read.process) << entry.path();
        if (read.process) found.push_back(std::move(read.process));
    }
    return found;
}

/// Stories of the process itself and of those that open cases of it.
Told told_of(const workflow::Process& process,
             const std::vector<std::shared_ptr<const workflow::Process>>& all,
             const std::map<std::string, Told>& told) {
    Told sum;
    const auto add = [&](const std::string& id) {
        const auto at = told.find(id);
        if (at == told.end()) return;
        sum.done.insert(at->second.done.begin(), at->second.done.end());
        sum.refused.insert(at->second.refused.begin(), at->second.refused.end());
    };
    add(process.id);
    for (const auto& other : all) {
        for (const auto& overlay : other->overlays) {
            for (const auto& rule : overlay.opens) {
                if (rule.process == process.id) add(other->id);
            }
        }
    }
    return sum;
}

TEST(Stories, DoEveryActionAndRefuseEveryCondition) {
    const auto processes = shipped();
    const auto told = told_by_process();
    int actions = 0;
    for (const auto& process : processes) {
        const auto sum = told_of(*process, processes, told);
        std::set<std::string> undone, unrefused;
        for (const auto& overlay : process->overlays) {
            if (!overlay.action) continue;
            ++actions;
            const auto& event = overlay.action->event;
            if (sum.done.count(event) == 0) undone.insert(event);
            const bool may_refuse = !overlay.action->refusal.vi.empty();
            if (may_refuse && sum.refused.count(event) == 0) unrefused.insert(event);
        }
        const auto words = [](const std::set<std::string>& events) {
            std::string text;
            for (const auto& event : events) text += " " + event;
            return text;
        };
        EXPECT_EQ(words(undone), "") << process->id << " (" << process->regime << "): never done";
        EXPECT_EQ(words(unrefused), "")
            << process->id << " (" << process->regime << "): the condition is never refused";
    }
    EXPECT_GT(actions, 30);
}

}  // namespace
}  // namespace trinh::testing
