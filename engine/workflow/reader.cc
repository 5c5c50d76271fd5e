#include "engine/workflow/reader.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string>

#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

void sort_by_state(Process& process) {
    const auto earlier = [](const auto& a, const auto& b) { return a.state < b.state; };
    std::stable_sort(process.stages.begin(), process.stages.end(), earlier);
    std::stable_sort(process.deadlines.begin(), process.deadlines.end(), earlier);
}

}  // namespace

ReadResult read_process(std::string_view xml) {
    auto read = chart::read_chart(xml);
    ReadResult result;
    result.diagnostics = std::move(read.diagnostics);
    if (!read.chart) return result;

    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml.data(), xml.size());
    CHECK(parsed);  // The chart's reader accepted the same bytes.
    const pugi::xml_node root = document.document_element();

    auto process = std::make_shared<Process>();
    process->chart = read.chart;
    process->id = read.chart->name();
    process->overlays.resize(read.chart->transition_count());
    XmlWalk walk(xml);
    bind_prefix(walk, root);
    const auto heads = walk.overlay(root, "process");
    if (heads.size() != 1) {
        walk.fault("TR301", root, "A process needs exactly one <t:process> below <scxml>.",
                   "Add <t:process title=\"...\" regime=\"...\" basis=\"...\" ...>.");
    } else {
        read_head(walk, heads.front(), *process);
    }
    if (process->id.empty()) {
        walk.fault("TR302", root, "<scxml> has no name; it is the id of the process.",
                   "Add name=\"...\".");
    }
    read_state(walk, root, *process);
    sort_by_state(*process);
    if (heads.size() == 1) check_process(walk, root, *process);

    auto& found = walk.diagnostics();
    result.diagnostics.insert(result.diagnostics.end(), found.begin(), found.end());
    if (!has_error(result.diagnostics)) result.process = std::move(process);
    return result;
}

}  // namespace trinh::workflow
