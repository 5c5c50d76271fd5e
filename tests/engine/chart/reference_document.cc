#include "tests/engine/chart/reference_document.h"

#include <algorithm>
#include <sstream>

namespace trinh::chart::reference {
namespace {

std::vector<std::string> words(const char* text) {
    std::istringstream in(text);
    std::vector<std::string> found;
    for (std::string word; in >> word;) found.push_back(word);
    return found;
}

std::vector<std::string> tokens(const std::string& name) {
    std::istringstream in(name);
    std::vector<std::string> found;
    for (std::string token; std::getline(in, token, '.');) found.push_back(token);
    return found;
}

Transition read_transition(pugi::xml_node node, const std::string& source, int ordinal) {
    Transition read;
    read.source = source;
    read.ordinal = ordinal;
    read.events = words(node.attribute("event").value());
    read.target = words(node.attribute("target").value());
    read.cond = node.attribute("cond").value();
    read.is_internal = std::string(node.attribute("type").value()) == "internal";
    read.content = node;
    return read;
}

}  // namespace

const std::string Document::root;

Document::Document(const std::string& xml) {
    xml_.load_string(xml.c_str());
    is_late = std::string(xml_.document_element().attribute("binding").value()) == "late";
    add(xml_.document_element(), root);
}

void Document::add(pugi::xml_node node, const std::string& parent) {
    const std::string id = node.attribute("id").value();
    State& state = states_[id];
    state.id = id;
    state.parent = parent;
    state.word = node.name();
    state.order = count_++;
    state.is_deep = std::string(node.attribute("type").value()) == "deep";
    state.node = node;
    for (const pugi::xml_node child : node.children()) {
        const std::string word = child.name();
        if (word == "transition")
            state.transition.push_back(
                read_transition(child, id, static_cast<int>(state.transition.size())));
        if (word == "history") state.history.push_back(child.attribute("id").value());
        if (word == "state" || word == "parallel" || word == "final")
            state.children.push_back(child.attribute("id").value());
        if (word == "state" || word == "parallel" || word == "final" || word == "history")
            add(child, id);
    }
    if (state.word == "history") state.initial = state.transition.at(0);
    if (const pugi::xml_node initial = node.child("initial"))
        state.initial = read_transition(initial.child("transition"), id, 0);
    else if (node.attribute("initial"))
        state.initial.target = words(node.attribute("initial").value());
    else if (state.word != "history" && !state.children.empty())
        state.initial.target = {state.children[0]};
    state.initial.source = id;
}

bool name_match(const std::vector<std::string>& descriptors, const std::string& name) {
    const std::vector<std::string> said = tokens(name);
    return std::any_of(descriptors.begin(), descriptors.end(), [&](const std::string& descriptor) {
        std::vector<std::string> wanted = tokens(descriptor);
        if (!wanted.empty() && wanted.back() == "*") wanted.pop_back();
        return wanted.size() <= said.size() &&
               std::equal(wanted.begin(), wanted.end(), said.begin());
    });
}

}  // namespace trinh::chart::reference
