#include "engine/workflow/reader.h"

#include <algorithm>
#include <cctype>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "engine/chart/xml_source.h"
#include "engine/workflow/bundle.h"
#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

void sort_by_state(Process& process) {
    const auto earlier = [](const auto& a, const auto& b) { return a.state < b.state; };
    std::stable_sort(process.stages.begin(), process.stages.end(), earlier);
    std::stable_sort(process.deadlines.begin(), process.deadlines.end(), earlier);
}

void read_parts(XmlWalk& walk, const pugi::xml_node& root, Process& process) {
    const auto heads = walk.overlay(root, "process");
    if (heads.size() == 1) {
        read_head(walk, heads.front(), process);
    } else {
        walk.fault("TR301", heads.empty() ? root : heads[1],
                   "A process needs exactly one <t:process> below <scxml>.",
                   "Add <t:process title=\"...\" regime=\"...\" basis=\"...\" ...>.");
    }
    if (process.id.empty()) {
        walk.fault("TR302", root, "<scxml> has no name; it is the id of the process.",
                   "Add name=\"...\".");
    }
    read_states(walk, root, process);
    if (heads.size() == 1) check_names(walk);
    sort_by_state(process);
}

/// Nothing where a name may be written otherwise, or in a file beside the definition.
std::vector<std::string> words_of(std::string_view xml, const chart::Sources& files) {
    if (!files.empty() || xml.find("&#") != std::string_view::npos) return {};
    const auto is_part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
    };
    std::set<std::string> found;
    for (auto at = xml.begin(); at != xml.end();) {
        at = std::find_if(at, xml.end(), is_part);
        const auto end = std::find_if_not(at, xml.end(), is_part);
        if (at != end) found.emplace(at, end);
        at = end;
    }
    return {found.begin(), found.end()};
}

ReadResult read_xml(std::string_view xml, const chart::Sources& files) {
    auto read = chart::read_chart(xml, {}, files);
    ReadResult result;
    result.diagnostics = std::move(read.diagnostics);
    result.chart = read.chart;
    chart::XmlSource source;
    // The chart's reader said why when there is no <scxml> to read; else its faults do not keep
    // those of the overlay from being said.
    if (chart::XmlSource::open(xml, {}, source)) return result;
    const pugi::xml_node root = source.root();
    if (chart::local_name(root) != "scxml") return result;

    auto process = std::make_shared<Process>();
    process->chart = read.chart;
    process->id = root.attribute("name").value();
    process->words = words_of(xml, files);
    XmlWalk walk(xml);
    bind_prefix(walk, root);
    read_parts(walk, root, *process);
    if (read.chart) CHECK(process->overlays.size() == read.chart->transition_count());

    auto& found = walk.diagnostics();
    result.diagnostics.insert(result.diagnostics.end(), found.begin(), found.end());
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                     });
    if (!has_error(result.diagnostics)) result.process = std::move(process);
    return result;
}

}  // namespace

ReadResult read_process(std::string_view definition, const chart::Sources& files) {
    if (const auto bundle = unbundled(definition)) return read_xml(bundle->xml, bundle->files);
    return read_xml(definition, files);
}

}  // namespace trinh::workflow
