#include <cstring>
#include <fmt/format.h>

#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

void read_anchor(XmlWalk& walk, const pugi::xml_node& node, Deadline& deadline) {
    if (node.attribute("before")) {
        deadline.direction = calendar::Direction::before;
        deadline.anchor = walk.expression(node, "before", true);
    } else if (node.attribute("on")) {
        deadline.direction = calendar::Direction::fixed;
        deadline.anchor = walk.expression(node, "year", true);
        const auto day = calendar::parse_year_day(node.attribute("on").value());
        if (day) {
            deadline.day = *day;
        } else {
            walk.fault("TR303", node, "Attribute 'on' must be a day of the year.",
                       "Write on=\"01-31\" for 31 January.");
        }
    } else if (const std::string from = walk.required(node, "from"); from != "entry") {
        deadline.anchor = walk.expression(node, "from", false);
    }
    if (deadline.direction == calendar::Direction::fixed) return;
    walk.required(node, "period");
    if (const auto period = walk.period(node, "period")) deadline.period = *period;
}

Deadline read_deadline(XmlWalk& walk, const pugi::xml_node& node, chart::StateIndex state) {
    Deadline deadline;
    deadline.state = state;
    deadline.id = walk.required(node, "id");
    deadline.title = walk.title(node);
    read_anchor(walk, node, deadline);
    if (const std::string word = XmlWalk::optional(node, "roll"); !word.empty()) {
        if (const auto roll = calendar::parse_roll(word)) {
            deadline.roll = *roll;
        } else {
            walk.fault("TR303", node, roll.error().message,
                       "Write none, next-working or previous-working.");
        }
    }
    deadline.basis = walk.required(node, "basis");
    deadline.confidence = XmlWalk::optional(node, "confidence");
    if (deadline.confidence.empty()) deadline.confidence = "read";
    deadline.note = XmlWalk::optional(node, "note");
    deadline.owners = XmlWalk::words(walk.required(node, "owner"));
    deadline.remind = walk.period(node, "remind");
    walk.only(node, {"escalate"});
    for (const auto& child : walk.overlay(node, "escalate")) {
        walk.required(child, "after");
        const auto after = walk.period(child, "after");
        deadline.escalations.push_back(
            {walk.required(child, "to"),
             after.value_or(calendar::Period{0, calendar::PeriodUnit::working_days})});
    }
    return deadline;
}

Action read_action(XmlWalk& walk, const pugi::xml_node& node, const pugi::xml_node& transition) {
    Action action;
    action.event = transition.attribute("event").value();
    action.title = walk.title(node);
    action.actors = XmlWalk::words(walk.required(node, "actor"));
    action.not_by = XmlWalk::optional(node, "not-by");
    action.same_as = XmlWalk::optional(node, "same-as");
    action.refusal = {XmlWalk::optional(node, "refusal"), XmlWalk::optional(node, "refusal-en")};
    const std::string note = XmlWalk::optional(node, "note");
    if (note == "required") {
        action.note = NoteRule::required;
    } else if (note == "none") {
        action.note = NoteRule::none;
    } else if (!note.empty() && note != "optional") {
        walk.fault("TR303", node, fmt::format("'{}' is not a rule for a note.", note),
                   "Write required, optional or none.");
    }
    walk.only(node, {"input"});
    for (const auto& child : walk.overlay(node, "input")) {
        action.inputs.push_back(
            {walk.required(child, "field"), walk.flag(child, "required", false)});
    }
    const bool is_one_event =
        !action.event.empty() && action.event.find_first_of(" *") == std::string::npos;
    if (!is_one_event) {
        walk.fault("TR306", node, "An action belongs to a transition with exactly one event name.",
                   "Give the transition one event, without a wildcard.");
    }
    return action;
}

TransitionOverlay read_transition(XmlWalk& walk, const pugi::xml_node& transition) {
    TransitionOverlay overlay;
    walk.only(transition, {"action", "appoint", "fact", "letter", "open-case"});
    for (const auto& node : walk.overlay(transition, "action")) {
        overlay.action = read_action(walk, node, transition);
    }
    for (const auto& node : walk.overlay(transition, "appoint")) {
        if (auto person = walk.expression(node, "person", true)) {
            overlay.appointments.push_back({walk.required(node, "role"), std::move(*person)});
        }
    }
    for (const auto& node : walk.overlay(transition, "fact")) {
        if (auto counts = walk.expression(node, "counts", true)) {
            overlay.facts.push_back({walk.required(node, "name"), std::move(*counts)});
        }
    }
    for (const auto& node : walk.overlay(transition, "letter")) {
        LetterRule letter{walk.required(node, "name"), walk.required(node, "to"), {}};
        walk.only(node, {"value"});
        for (const auto& child : walk.overlay(node, "value")) {
            letter.values.push_back({walk.required(child, "name"), walk.required(child, "field")});
        }
        overlay.letters.push_back(std::move(letter));
    }
    for (const auto& node : walk.overlay(transition, "open-case")) {
        overlay.opens.push_back({walk.required(node, "process"), walk.required(node, "relation"),
                                 XmlWalk::words(XmlWalk::optional(node, "copy"))});
    }
    return overlay;
}

bool is_state(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name == "state" || name == "parallel" || name == "final";
}

/// The chart's transitions of one source stand in the order of the XML children.
void read_transitions(XmlWalk& walk, const pugi::xml_node& state, chart::StateIndex index,
                      Process& process) {
    std::uint32_t at = 0;
    for (const auto& child : state.children("transition")) {
        while (at < process.chart->transition_count() &&
               process.chart->transition(at).source != index) {
            ++at;
        }
        if (at >= process.chart->transition_count()) return;
        process.overlays[at++] = read_transition(walk, child);
    }
}

}  // namespace

void read_state(XmlWalk& walk, const pugi::xml_node& state, Process& process) {
    // The depth of this recursion is bounded: the chart reader refused deeper documents.
    for (const auto& child : state.children()) {
        if (is_state(child)) read_state(walk, child, process);
    }
    const bool is_root = std::strcmp(state.name(), "scxml") == 0;
    const chart::StateIndex index =
        is_root ? 0 : process.chart->find(state.attribute("id").value());
    if (index == chart::no_state) return;
    if (is_root) {
        walk.only(state, {"process"});
    } else {
        walk.only(state, {"stage", "deadline"});
    }
    for (const auto& node : walk.overlay(state, "stage")) {
        process.stages.push_back({index, std::string(process.chart->state(index).id),
                                  walk.title(node),
                                  XmlWalk::words(XmlWalk::optional(node, "actor"))});
    }
    for (const auto& node : walk.overlay(state, "deadline")) {
        process.deadlines.push_back(read_deadline(walk, node, index));
    }
    read_transitions(walk, state, index, process);
}

}  // namespace trinh::workflow
