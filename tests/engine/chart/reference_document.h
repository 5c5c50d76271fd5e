/// The states and transitions of an SCXML text, for the reference interpreter only.
///
/// Reads with pugixml and nothing of engine/chart: a fault of the reader there shows here. Expects
/// a chart that RandomChart wrote: every state has an id, every attribute is legal.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace trinh::chart::reference {

struct Transition {
    std::string source;
    int ordinal = 0;  ///< Among the transitions of its source, from 0.
    std::vector<std::string> events, target;
    std::string cond;
    bool is_internal = false;
    pugi::xml_node content;
};

struct State {
    std::string id, parent;
    std::string word;  ///< "scxml", "state", "parallel", "final" or "history".
    int order = 0;     ///< Document order.
    bool is_deep = false;
    std::vector<std::string> children;  ///< <state>, <parallel> and <final>.
    std::vector<std::string> history;
    std::vector<Transition> transition;
    Transition initial;  ///< Of a compound state; of a history: its default.
    pugi::xml_node node;
};

class Document {
public:
    explicit Document(const std::string& xml);

    [[nodiscard]] const State& at(const std::string& id) const { return states_.at(id); }
    [[nodiscard]] const std::map<std::string, State>& states() const { return states_; }
    /// Of the <scxml> element: "".
    static const std::string root;
    bool is_late = false;

private:
    void add(pugi::xml_node node, const std::string& parent);

    pugi::xml_document xml_;
    std::map<std::string, State> states_;
    int count_ = 0;
};

/// Section 3.12.1: a descriptor matches a name that it equals or is a prefix of, token by token.
bool name_match(const std::vector<std::string>& descriptors, const std::string& name);

}  // namespace trinh::chart::reference
