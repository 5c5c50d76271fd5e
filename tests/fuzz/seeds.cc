// Seeds and dictionaries: nothing is stored, all is made from what the project ships.
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "engine/base/json_text.h"
#include "engine/chart/session.h"
#include "tests/engine/chart/random_chart.h"
#include "tests/fuzz/targets.h"

namespace trinh::fuzz {
namespace {

std::string shipped_process() {
    std::ifstream file(std::string(TRINH_SOURCE_DIR) +
                       "/workflows/law-2015/appraisal-ppc-decision.scxml");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> charts() {
    std::vector<std::string> all;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const chart::RandomChart::Taste taste{
            .content = chart::Content::wide, .depth = 2, .states_max = 6, .invoke_depth = 1};
        all.push_back(chart::RandomChart(seed, taste).xml());
    }
    return all;
}

std::vector<std::string> snapshots() {
    const auto chart = chart::read_chart(charts().front()).chart;
    chart::Session session(chart, "one");
    std::vector<std::string> all{to_json_text(session.snapshot())};
    session.start(Instant{0}, {});
    for (unsigned i = 0; i < 8; ++i) {
        all.push_back(to_json_text(session.snapshot()));
        chart::Event event;
        event.name = chart::RandomChart::event_name(i);
        session.deliver(event, Instant{i}, {});
    }
    return all;
}

/// Leaves two children of a name at most in each element.
void thin_out(pugi::xml_node node) {
    std::map<std::string, int> seen;
    for (pugi::xml_node child = node.first_child(); child;) {
        const pugi::xml_node next = child.next_sibling();
        if (++seen[child.name()] > 2)
            node.remove_child(child);
        else
            thin_out(child);
        child = next;
    }
}

/// The process made so small that a change is not lost in its length.
std::string small_process() {
    pugi::xml_document document;
    document.load_string(shipped_process().c_str());
    thin_out(document.document_element());
    std::ostringstream out;
    document.save(out, "", pugi::format_raw);
    return out.str();
}

void add_words(pugi::xml_node node, std::set<std::string>& words) {
    words.insert("<" + std::string(node.name()));
    for (const pugi::xml_attribute attribute : node.attributes()) {
        words.insert(" " + std::string(attribute.name()) + "=");
        const std::string value = attribute.value();
        if (value.size() < 24) words.insert(value);
    }
    for (const pugi::xml_node child : node.children())
        if (child.type() == pugi::node_element) add_words(child, words);
}

}  // namespace

const std::vector<Target>& targets() {
    static const std::vector<Target> all{
        {"chart_fuzz", try_chart},       {"process_fuzz", try_process},
        {"snapshot_fuzz", try_snapshot}, {"event_names_fuzz", try_event_names},
        {"json_fuzz", try_json},         {"lines_fuzz", try_lines}};
    return all;
}

std::vector<std::string> seeds_for(std::string_view target) {
    if (target == "chart_fuzz") return charts();
    if (target == "process_fuzz") return {small_process(), shipped_process()};
    if (target == "snapshot_fuzz") return snapshots();
    if (target == "event_names_fuzz")
        return {"a a.b a.* b. *\na a.b a.b.c ab b.c", "x-y x.y .x ..\nx.y.z x-y.z x .. .x."};
    if (target == "lines_fuzz")
        return {"{\"event\":\"tick\",\"data\":{\"a\":[1.5,null]}}\n{\"wait_ms\":2500}\n",
                "{\"event\":\"keep\",\"data\":3}\n{\"event\":\"off\"}\n", "{\"wait_ms\":-1}\n"};
    std::vector<std::string> all = snapshots();
    all.emplace_back("[0.1,-0.0,1e300,5e-324,12345678901234567890,\"\\ud83d\\ude00\\u0000\"]");
    return all;
}

std::vector<std::string> words_for(std::string_view target) {
    std::set<std::string> words;
    if (target == "chart_fuzz" || target == "process_fuzz") {
        for (const std::string& xml : seeds_for(target)) {
            pugi::xml_document document;
            document.load_string(xml.c_str());
            add_words(document.document_element(), words);
        }
    } else if (target == "event_names_fuzz") {
        words = {".", ".*", "*", "\n", " "};
    } else {
        for (const std::string& text : seeds_for(target))
            for (std::size_t at = text.find('"'); at != std::string::npos;) {
                const std::size_t end = text.find('"', at + 1);
                if (end == std::string::npos) break;
                if (end - at < 24) words.insert(text.substr(at, end - at + 1));
                at = text.find('"', end + 1);
            }
    }
    return {words.begin(), words.end()};
}

}  // namespace trinh::fuzz
