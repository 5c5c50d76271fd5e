#include <fmt/format.h>

#include "engine/chart/xml_source.h"
#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

/// on="01-31" year="…", or on="25" month="…".
void read_fixed_day(XmlWalk& walk, const pugi::xml_node& node, Deadline& deadline) {
    deadline.direction = calendar::Direction::fixed;
    deadline.is_monthly = static_cast<bool>(node.attribute("month"));
    deadline.anchor = walk.expression(node, deadline.is_monthly ? "month" : "year", true);
    if (deadline.is_monthly && node.attribute("year")) {
        walk.fault_in("TR303", node, "year", {},
                      "A day of the month and a day of the year cannot both be meant.",
                      "Write on=\"25\" month=\"...\", or on=\"01-31\" year=\"...\".");
    }
    const std::string text = node.attribute("on").value();
    const auto day = calendar::parse_year_day(deadline.is_monthly ? "01-" + text : text);
    if (day) {
        deadline.day = *day;
    } else if (deadline.is_monthly) {
        walk.fault_in("TR303", node, "on", {}, "Attribute 'on' must be a day of the month.",
                      "Write on=\"05\" or on=\"25\"; 31 means the last day of every month.");
    } else {
        walk.fault_in("TR303", node, "on", {}, "Attribute 'on' must be a day of the year.",
                      "Write on=\"01-31\" for 31 January, or on=\"25\" with month=\"...\".");
    }
}

void read_anchor(XmlWalk& walk, const pugi::xml_node& node, Deadline& deadline) {
    if (node.attribute("before")) {
        deadline.direction = calendar::Direction::before;
        deadline.anchor = walk.expression(node, "before", true);
    } else if (node.attribute("on")) {
        read_fixed_day(walk, node, deadline);
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
    const Position where = walk.place(node);
    deadline.line = where.line;
    deadline.column = where.column;
    deadline.id = walk.required(node, "id");
    walk.declare(NameKind::deadline, node, "id");
    const std::string owner = "deadline " + deadline.id;
    deadline.title = walk.title(node);
    read_anchor(walk, node, deadline);
    if (const std::string word = XmlWalk::optional(node, "roll"); !word.empty()) {
        if (const auto roll = calendar::parse_roll(word)) {
            deadline.roll = *roll;
        } else {
            walk.fault_in("TR303", node, "roll", {}, roll.error().message,
                          "Write none, next-working or previous-working.");
        }
    }
    deadline.basis = walk.required(node, "basis");
    deadline.confidence = XmlWalk::optional(node, "confidence");
    if (deadline.confidence.empty()) deadline.confidence = "read";
    deadline.note = XmlWalk::optional(node, "note");
    deadline.paused = walk.expression(node, "paused", false);
    if (deadline.paused && deadline.direction != calendar::Direction::after) {
        walk.fault_in("TR303", node, "paused", {},
                      "Only a period counted from a day on can be paused.",
                      "Remove paused, or count the deadline with period and from.");
    }
    deadline.owners = XmlWalk::words(walk.required(node, "owner"));
    walk.use(NameKind::role, node, "owner", owner);
    deadline.remind = walk.period(node, "remind");
    walk.only(node, {"escalate"});
    for (const auto& child : walk.overlay(node, "escalate")) {
        walk.required(child, "after");
        walk.use(NameKind::role, child, "to", owner);
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
    const Position where = walk.place(node);
    action.line = where.line;
    action.column = where.column;
    action.title = walk.title(node);
    action.actors = XmlWalk::words(walk.required(node, "actor"));
    action.not_by = XmlWalk::optional(node, "not-by");
    action.same_as = XmlWalk::optional(node, "same-as");
    walk.declare(NameKind::action, transition, "event");
    walk.use(NameKind::role, node, "actor", "action " + action.event);
    walk.use(NameKind::action, node, "not-by", action.event);
    walk.use(NameKind::action, node, "same-as", action.event);
    action.refusal = {XmlWalk::optional(node, "refusal"), XmlWalk::optional(node, "refusal-en")};
    const std::string note = XmlWalk::optional(node, "note");
    if (note == "required") {
        action.note = NoteRule::required;
    } else if (note == "none") {
        action.note = NoteRule::none;
    } else if (!note.empty() && note != "optional") {
        walk.fault_in("TR303", node, "note", {},
                      fmt::format("'{}' is not a rule for a note.", note),
                      "Write required, optional or none.");
    }
    walk.only(node, {"input"});
    for (const auto& child : walk.overlay(node, "input")) {
        walk.use(NameKind::field, child, "field", action.event);
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

OpenCaseRule read_open_case(XmlWalk& walk, const pugi::xml_node& node) {
    OpenCaseRule rule{walk.required(node, "process"), walk.required(node, "relation"),
                      XmlWalk::words(XmlWalk::optional(node, "copy"))};
    walk.use(NameKind::datum, node, "copy", "open-case");
    walk.declare(NameKind::relation, node, "relation");
    rule.each = walk.expression(node, "each", false);
    rule.title = walk.expression(node, "title", false);
    rule.agency = walk.expression(node, "agency", false);
    return rule;
}

TellParentRule read_tell_parent(XmlWalk& walk, const pugi::xml_node& node) {
    TellParentRule rule{walk.required(node, "event"),
                        XmlWalk::words(XmlWalk::optional(node, "copy"))};
    walk.use(NameKind::datum, node, "copy", "tell-parent");
    const bool is_name = rule.event.starts_with("child.") && rule.event.size() > 6 &&
                         rule.event.find_first_of(" *") == std::string::npos;
    if (!rule.event.empty() && !is_name) {
        walk.fault_in("TR303", node, "event", {},
                      fmt::format("'{}' is not an event that a case tells its parent.", rule.event),
                      "Write one name that begins with \"child.\", such as child.reviewed.");
    }
    return rule;
}

/// What the transition asks of other cases.
void read_links(XmlWalk& walk, const pugi::xml_node& transition, TransitionOverlay& overlay) {
    for (const auto& node : walk.overlay(transition, "open-case")) {
        overlay.opens.push_back(read_open_case(walk, node));
    }
    for (const auto& node : walk.overlay(transition, "tell-parent")) {
        overlay.tells.push_back(read_tell_parent(walk, node));
    }
    for (const auto& node : walk.overlay(transition, "chase")) {
        walk.use(NameKind::relation, node, "relation", "chase");
        overlay.chases.push_back({walk.required(node, "relation"), walk.required(node, "letter")});
    }
}

TransitionOverlay read_transition(XmlWalk& walk, const pugi::xml_node& transition) {
    TransitionOverlay overlay;
    walk.only(transition,
              {"action", "appoint", "fact", "letter", "open-case", "tell-parent", "chase"});
    walk.once(transition, "action");
    for (const auto& node : walk.overlay(transition, "action")) {
        overlay.action = read_action(walk, node, transition);
    }
    for (const auto& node : walk.overlay(transition, "appoint")) {
        walk.use(NameKind::role, node, "role", "appoint");
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
        walk.use(NameKind::role, node, "to", letter.name);
        walk.only(node, {"value"});
        for (const auto& child : walk.overlay(node, "value")) {
            walk.use(NameKind::field, child, "field", letter.name);
            letter.values.push_back({walk.required(child, "name"), walk.required(child, "field")});
        }
        overlay.letters.push_back(std::move(letter));
    }
    read_links(walk, transition, overlay);
    return overlay;
}

bool is_chart_element(const pugi::xml_node& node) {
    const auto found = chart::XmlSource::namespace_of(node);
    return node.type() == pugi::node_element && (found.empty() || found == chart::scxml_namespace);
}

/// Reads states in document order and counts them and their transitions as the chart's tables do,
/// so that a chart that was refused can be read along.
class StateReader {
public:
    StateReader(XmlWalk& walk, Process& process) : walk_(walk), process_(process) {}

    // The depth of this recursion is bounded: the chart reader refused deeper documents.
    void read(const pugi::xml_node& state) {
        const auto index = next_++;
        const bool is_root = index == 0;
        if (is_root) {
            walk_.only(state, {"process"});
        } else {
            walk_.only(state, {"stage", "deadline"});
            read_marks(state, index);
        }
        const bool may_move =
            chart::local_name(state) == "state" || chart::local_name(state) == "parallel";
        for (const auto& child : state.children()) {
            if (may_move && is_chart_element(child) && chart::local_name(child) == "transition") {
                process_.overlays.push_back(read_transition(walk_, child));
            } else if (is_chart_element(child) && chart::local_name(child) == "datamodel") {
                read_data(child);
            }
        }
        for (const auto& child : state.children()) {
            if (is_state(child)) read(child);
        }
    }

private:
    static bool is_state(const pugi::xml_node& node) {
        if (!is_chart_element(node)) return false;
        const auto name = chart::local_name(node);
        return name == "state" || name == "parallel" || name == "final" || name == "history";
    }

    void read_marks(const pugi::xml_node& state, chart::StateIndex index) {
        const std::string id(process_.chart ? process_.chart->state(index).id
                                            : state.attribute("id").value());
        walk_.once(state, "stage");
        for (const auto& node : walk_.overlay(state, "stage")) {
            walk_.use(NameKind::role, node, "actor", "stage " + id);
            process_.stages.push_back(
                {index, id, walk_.title(node), XmlWalk::words(XmlWalk::optional(node, "actor"))});
        }
        for (const auto& node : walk_.overlay(state, "deadline")) {
            process_.deadlines.push_back(read_deadline(walk_, node, index));
        }
    }

    void read_data(const pugi::xml_node& model) {
        for (const auto& child : model.children()) {
            if (is_chart_element(child) && chart::local_name(child) == "data") {
                walk_.declare(NameKind::datum, child, "id");
            }
        }
    }

    XmlWalk& walk_;
    Process& process_;
    chart::StateIndex next_ = 0;
};

}  // namespace

void read_states(XmlWalk& walk, const pugi::xml_node& root, Process& process) {
    StateReader(walk, process).read(root);
}

}  // namespace trinh::workflow
