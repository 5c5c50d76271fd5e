// Which elements stand where and which attributes they may have (SCXML 1.0, sections 3 to 6).
#include <algorithm>
#include <array>

#include "engine/chart/literal.h"
#include "engine/chart/reader.h"

namespace trinh::chart {
namespace {

struct Word {
    std::string_view name, attributes, children;
    bool holds_anything = false;  ///< Its content is a value, not SCXML.
};

#define TRINH_ACTIONS "raise if foreach log assign script send cancel"

constexpr std::array<Word, 26> vocabulary = {{
    {"scxml", "initial name version datamodel binding exmode",
     "state parallel final datamodel script"},
    {"state", "id initial",
     "onentry onexit transition initial state parallel final history datamodel invoke"},
    {"parallel", "id", "onentry onexit transition state parallel history datamodel invoke"},
    {"final", "id", "onentry onexit donedata"},
    {"history", "id type", "transition"},
    {"initial", "", "transition"},
    {"transition", "event cond target type", TRINH_ACTIONS},
    {"onentry", "", TRINH_ACTIONS},
    {"onexit", "", TRINH_ACTIONS},
    {"raise", "event", ""},
    {"if", "cond", TRINH_ACTIONS " elseif else"},
    {"elseif", "cond", ""},
    {"else", "", ""},
    {"foreach", "array item index", TRINH_ACTIONS},
    {"log", "label expr", ""},
    {"datamodel", "", "data"},
    {"data", "id src expr", "", true},
    {"assign", "location expr attr type", "", true},
    {"donedata", "", "content param"},
    {"content", "expr", "", true},
    {"param", "name expr location", ""},
    {"script", "src", "", true},
    {"send",
     "event eventexpr target targetexpr type typeexpr id idlocation delay delayexpr namelist",
     "content param"},
    {"cancel", "sendid sendidexpr", ""},
    {"invoke", "type typeexpr src srcexpr id idlocation namelist autoforward",
     "content param finalize"},
    {"finalize", "", TRINH_ACTIONS},
}};

#undef TRINH_ACTIONS

const Word* find_word(std::string_view name) {
    const auto* found = std::find_if(vocabulary.begin(), vocabulary.end(),
                                     [&](const Word& word) { return word.name == name; });
    return found == vocabulary.end() || name.empty() ? nullptr : found;
}

bool lists(std::string_view list, std::string_view word) {
    for (std::size_t at = 0; (at = list.find(word, at)) != std::string_view::npos; ++at) {
        const bool starts = at == 0 || list[at - 1] == ' ';
        const bool ends = at + word.size() == list.size() || list[at + word.size()] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

/// "id initial" as "id, initial".
std::string spelled_out(std::string_view words) {
    std::string text;
    for (const char c : words) text += c == ' ' ? ", " : std::string(1, c);
    return text;
}

std::string tag(std::string_view name) {
    return "<" + std::string(name) + ">";
}

}  // namespace

bool is_ours(pugi::xml_node element) {
    const std::string_view where = XmlSource::namespace_of(element);
    return where == scxml_namespace || where.empty();
}

void Reader::check_words(pugi::xml_node element) {
    const std::string_view name = local_name(element);
    const Word* word = find_word(name);
    if (word == nullptr) return;
    check_attributes(element, word->attributes);
    if (word->holds_anything) return;
    for (const pugi::xml_node child : element.children()) {
        if (child.type() != pugi::node_element || !is_ours(child)) continue;
        const std::string_view inner = local_name(child);
        if (find_word(inner) == nullptr)
            error("TR106", source_.of(child),
                  {tag(inner) + " is not an element of SCXML.",
                   "Correct its name, or put it into a namespace of its own."});
        else if (!lists(word->children, inner))
            error("TR107", source_.of(child),
                  {tag(inner) + " cannot stand in " + tag(name) + ".",
                   word->children.empty() ? "Leave " + tag(name) + " empty."
                                          : "Expected here: " + spelled_out(word->children) + "."});
        else
            check_words(child);
    }
}

void Reader::check_attributes(pugi::xml_node element, std::string_view allowed) {
    int unknown_count = 0;
    for (const pugi::xml_attribute attribute : element.attributes()) {
        const std::string_view name = attribute.name();
        if (name.starts_with("xmlns") || name.find(':') != std::string_view::npos) continue;
        if (lists(allowed, name) || ++unknown_count > 20) continue;
        warn("TR108", source_.of_value(element, name, 0),
             {tag(element.name()) + " has no attribute '" + std::string(name) + "'; it is ignored.",
              allowed.empty() ? "Remove it." : "Known here: " + spelled_out(allowed) + "."});
    }
}

bool Reader::require(pugi::xml_node element, const char* attribute) {
    if (!trimmed(element.attribute(attribute).value()).empty()) return true;
    error("TR109", source_.of(element),
          {tag(element.name()) + " needs the attribute '" + attribute + "'.",
           std::string("Add ") + attribute + "=\"...\"."});
    return false;
}

void Reader::check_pair(pugi::xml_node element, const char* one, const char* other) {
    if (!element.attribute(one) || !element.attribute(other)) return;
    error("TR110", source_.of_value(element, other, 0),
          {tag(element.name()) + " has both '" + one + "' and '" + other +
               "', which exclude each other.",
           std::string("Keep one of them.")});
}

}  // namespace trinh::chart
