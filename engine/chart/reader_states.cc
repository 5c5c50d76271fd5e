// The tree of states and what stands directly in a state.
#include <algorithm>

#include "engine/chart/literal.h"
#include "engine/chart/reader.h"

namespace trinh::chart {
namespace {

bool is_state_word(std::string_view name) {
    return name == "state" || name == "parallel" || name == "final" || name == "history";
}

/// Kind of a <state>, <parallel>, <final> or <history> element.
StateKind kind_of(pugi::xml_node element) {
    const std::string_view name = local_name(element);
    if (name == "final") return StateKind::final;
    if (name == "parallel") return StateKind::parallel;
    if (name == "history")
        return std::string_view(element.attribute("type").value()) == "deep"
                   ? StateKind::history_deep
                   : StateKind::history_shallow;
    for (const pugi::xml_node child : element.children())
        if (is_state_word(local_name(child)) && local_name(child) != "history" && is_ours(child))
            return StateKind::compound;
    return StateKind::atomic;
}

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> allowed) {
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

}  // namespace

void Reader::read_root() {
    const Position where = source_.of(root_);
    if (XmlSource::namespace_of(root_).empty())
        warn("TR103", where,
             {"<scxml> declares no namespace.",
              "Add xmlns=\"" + std::string(scxml_namespace) + "\"."});
    const std::string_view version = root_.attribute("version").value();
    if (version != "1.0")
        (version.empty() ? warn("TR104", where, {"<scxml> has no version.", "Add version=\"1.0\"."})
                         : error("TR104", where,
                                 {"SCXML version '" + std::string(version) + "' is not known.",
                                  "Write version=\"1.0\"."}));
    const std::string_view model = root_.attribute("datamodel").value();
    if (!is_one_of(model, {"", "ecmascript", "null"}))
        error("TR105", source_.of_value(root_, "datamodel", 0),
              {"The data model '" + std::string(model) + "' is not known.",
               "Write datamodel=\"ecmascript\" or datamodel=\"null\"."});
    // Without the attribute the platform chooses (section 3.2.1).
    out_->model = model == "null" ? DataModel::null : DataModel::ecmascript;
    const std::string_view binding = root_.attribute("binding").value();
    if (!is_one_of(binding, {"", "early", "late"}))
        error("TR110", source_.of_value(root_, "binding", 0),
              {"The binding '" + std::string(binding) + "' is not known.",
               "Write binding=\"early\" or binding=\"late\"."});
    out_->is_late = binding == "late";
    out_->name = root_.attribute("name").value();
    out_->line = where.line;
    out_->sources = sources_;
    out_->states.push_back({});
    out_->states[0].kind = StateKind::compound;
    out_->states[0].line = where.line;
    out_->state_columns.push_back(where.column);
    nodes_.push_back(root_);
}

StateIndex Reader::add_state(pugi::xml_node element, StateIndex parent) {
    const auto index = static_cast<StateIndex>(out_->states.size());
    StateRow row;
    row.kind = kind_of(element);
    row.parent = parent;
    row.line = source_.of(element).line;
    out_->states.push_back(std::move(row));
    out_->state_columns.push_back(source_.of(element).column);
    nodes_.push_back(element);
    name_state(element, index);
    return index;
}

void Reader::name_state(pugi::xml_node element, StateIndex index) {
    std::string id(trimmed(element.attribute("id").value()));
    const bool is_generated = id.empty();
    if (is_generated) id = "_" + std::string(local_name(element)) + "." + std::to_string(index);
    if (id.find_first_of(" \t\r\n") != std::string::npos)
        error("TR110", source_.of_value(element, "id", 0),
              {"The id '" + id + "' holds white space.", "Write it as one word."});
    const StateIndex known = out_->state_by_id.find(id);
    if (!out_->state_by_id.add(id, index))
        error("TR111", source_.of_value(element, "id", 0),
              {"The id '" + id + "' is used twice; line " +
                   std::to_string(out_->states[known].line) + " has it too.",
               "Rename one of the two states."});
    out_->states[index].id = std::move(id);
    out_->states[index].is_id_generated = is_generated;
}

void Reader::read_states(pugi::xml_node parent, StateIndex index) {
    for (const pugi::xml_node child : parent.children()) {
        if (!is_state_word(local_name(child)) || !is_ours(child)) continue;
        if (out_->states.size() >= limits_.states_max) {
            if (!has_overflown_)
                error("TR102", source_.of(child),
                      {"The definition has more than " + std::to_string(limits_.states_max) +
                           " states.",
                       "Split the definition."});
            has_overflown_ = true;
            return;
        }
        const StateIndex added = add_state(child, index);
        read_states(child, added);
    }
    out_->states[index].last = static_cast<StateIndex>(out_->states.size() - 1);
}

void Reader::read_contents(StateIndex index) {
    StateRow& row = out_->states[index];
    const pugi::xml_node element = nodes_[index];
    std::vector<StateIndex> children, histories;
    for (StateIndex i = index + 1; i <= row.last; i = out_->states[i].last + 1)
        (out_->is_history(i) ? histories : children).push_back(i);
    row.children = {static_cast<Index>(out_->members.size()), static_cast<Index>(children.size())};
    out_->members.insert(out_->members.end(), children.begin(), children.end());
    row.histories = {static_cast<Index>(out_->members.size()),
                     static_cast<Index>(histories.size())};
    out_->members.insert(out_->members.end(), histories.begin(), histories.end());

    read_datamodel(index);
    if (out_->is_history(index)) return read_history(index);
    read_defaults(index);
    row.entry_blocks = read_blocks(element, "onentry");
    row.exit_blocks = read_blocks(element, "onexit");
    if (row.kind == StateKind::final)
        for (const pugi::xml_node child : element.children())
            if (is_ours(child, "donedata")) row.done = read_payload(child);
    row.invokes.first = static_cast<Index>(out_->invokes.size());
    for (const pugi::xml_node child : element.children())
        if (is_ours(child, "invoke")) read_invoke(child, index);
    row.invokes.count = static_cast<Index>(out_->invokes.size()) - row.invokes.first;
    if (index == 0) {
        for (const pugi::xml_node child : element.children())
            if (is_ours(child, "script")) {
                const auto first = static_cast<Index>(out_->ops.size());
                read_script(child);
                out_->script = static_cast<Index>(out_->blocks.size());
                out_->blocks.push_back({first, static_cast<Index>(out_->ops.size()) - first});
            }
        return;
    }
    if (row.kind != StateKind::final) read_transitions(index);
}

pugi::xml_node Reader::default_transition(pugi::xml_node holder) {
    pugi::xml_node found;
    for (const pugi::xml_node child : holder.children())
        if (is_ours(child, "transition") && !found) found = child;
    if (!found) return {};
    for (const char* attribute : {"event", "cond"})
        if (found.attribute(attribute))
            error("TR119", source_.of_value(found, attribute, 0),
                  {"The transition of <" + std::string(local_name(holder)) +
                       "> cannot have the attribute '" + attribute + "'.",
                   "Remove it: this transition is always taken."});
    return found;
}

void Reader::read_defaults(StateIndex index) {
    StateRow& row = out_->states[index];
    const pugi::xml_node element = nodes_[index];
    const Position where = source_.of(element);
    pugi::xml_node initial;
    for (const pugi::xml_node child : element.children())
        if (is_ours(child, "initial")) initial = child;
    if (row.kind != StateKind::compound) {
        if (element.attribute("initial") || initial)
            error("TR113", where,
                  {"State '" + row.id + "' has an initial state but no child states.",
                   "Remove 'initial', or add child states."});
        return;
    }
    if (element.attribute("initial") && initial)
        error("TR113", where,
              {"State '" + row.id + "' has both the attribute and the element 'initial'.",
               "Keep one of them."});
    if (initial) {
        const pugi::xml_node transition = default_transition(initial);
        if (transition) {
            row.defaults = read_targets(transition, "target");
            if (transition.first_child()) row.default_block = read_block(transition);
        }
        if (row.defaults.empty())
            error("TR113", source_.of(initial),
                  {"<initial> of state '" + row.id + "' names no target.",
                   "Write <initial><transition target=\"...\"/></initial>."});
    } else if (element.attribute("initial")) {
        row.defaults = read_targets(element, "initial");
    } else if (!row.children.empty()) {
        row.defaults = {static_cast<Index>(out_->targets.size()), 1};
        out_->targets.push_back(out_->members[row.children.first]);
    } else {
        error("TR113", where,
              {"The chart has no state.", "Add at least one <state>, <parallel> or <final>."});
    }
    check_defaults(index, initial ? source_.of(initial) : where);
}

void Reader::read_history(StateIndex index) {
    StateRow& row = out_->states[index];
    const pugi::xml_node element = nodes_[index];
    if (!is_one_of(element.attribute("type").value(), {"", "shallow", "deep"}))
        error("TR110", source_.of_value(element, "type", 0),
              {"A history is 'shallow' or 'deep'; found '" +
                   std::string(element.attribute("type").value()) + "'.",
               "Write type=\"shallow\" or type=\"deep\"."});
    const pugi::xml_node transition = default_transition(element);
    if (transition) {
        row.defaults = read_targets(transition, "target");
        if (transition.first_child()) row.default_block = read_block(transition);
    }
    if (row.defaults.empty()) {
        error(
            "TR119", source_.of(element),
            {"History '" + row.id + "' has no default transition with a target.",
             "Add <transition target=\"...\"/>: it is taken before there is anything to recall."});
        return;
    }
    check_defaults(index, source_.of(transition));
}

void Reader::read_transitions(StateIndex index) {
    StateRow& row = out_->states[index];
    row.transitions.first = static_cast<Index>(out_->transitions.size());
    for (const pugi::xml_node child : nodes_[index].children())
        if (is_ours(child, "transition")) read_transition(child, index);
    row.transitions.count = static_cast<Index>(out_->transitions.size()) - row.transitions.first;
}

void Reader::read_transition(pugi::xml_node element, StateIndex source) {
    TransitionRow row;
    const Position where = source_.of(element);
    row.source = source;
    row.line = where.line;
    std::string missing;
    row.targets = read_targets(element, "target", &missing);
    check_targets(row.targets, where, "The transition");
    std::vector<std::string> events = words(element.attribute("event").value());
    const bool names_none = element.attribute("event") && events.empty();
    constexpr std::size_t name_bytes_max = 256;
    if (std::erase_if(events, [](const std::string& e) { return e.size() > name_bytes_max; }) > 0)
        error("TR102", where,
              {"An event's name has more than 256 bytes.", "Choose a shorter name."});
    row.events = {static_cast<Index>(out_->descriptors.size()), static_cast<Index>(events.size())};
    out_->descriptors.insert(out_->descriptors.end(), events.begin(), events.end());
    if (names_none)
        error("TR110", source_.of_value(element, "event", 0),
              {"The attribute 'event' is empty.", "Name an event, or remove the attribute."});
    if (element.attribute("cond")) read_condition(element, row);
    if (!missing.empty()) row.condition = add_fault(missing, element);
    const std::string_view type = element.attribute("type").value();
    if (!is_one_of(type, {"", "internal", "external"}))
        error("TR110", source_.of_value(element, "type", 0),
              {"A transition is 'internal' or 'external'; found '" + std::string(type) + "'.",
               "Write type=\"internal\" or type=\"external\"."});
    row.is_internal = type == "internal";
    if (element.first_child()) row.block = read_block(element);
    if (row.events.empty() && row.condition == none && !element.attribute("target"))
        warn("TR120", where,
             {"The transition has neither event nor condition nor target: it is taken for ever.",
              "Add an event or a target."});
    if (row.events.empty()) out_->states[source].has_eventless = true;
    out_->transitions.push_back(row);
    out_->transition_columns.push_back(where.column);
}

}  // namespace trinh::chart
