#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

class Checker {
public:
    Checker(XmlWalk& walk, const pugi::xml_node& root, const Process& process)
        : walk_(walk), root_(root), process_(process) {}

    void run() {
        no_doubles(process_.roles, "role");
        no_doubles(process_.fields, "field");
        no_doubles(process_.dossier, "dossier item");
        no_doubles(process_.deadlines, "deadline");
        for (const auto& role : process_.opened_by) known_role(role, "opened-by");
        for (const auto& field : process_.fields) {
            if (field.type == FieldType::person) known_role(field.role, "field " + field.id);
        }
        for (const auto& stage : process_.stages) {
            for (const auto& role : stage.actors) known_role(role, "stage " + stage.state_id);
        }
        for (const auto& deadline : process_.deadlines) {
            const std::string where = "deadline " + deadline.id;
            for (const auto& role : deadline.owners) known_role(role, where);
            for (const auto& step : deadline.escalations) known_role(step.role, where);
        }
        for (const auto& overlay : process_.overlays) check_transition(overlay);
    }

private:
    template <class Row>
    void no_doubles(const std::vector<Row>& rows, const char* kind) {
        std::set<std::string> seen;
        for (const auto& row : rows) {
            if (seen.insert(row.id).second) continue;
            walk_.fault("TR308", root_, fmt::format("The {} '{}' is declared twice.", kind, row.id),
                        "Give each its own id.");
        }
    }

    void known_role(const std::string& role, const std::string& where) {
        if (role.empty() || process_.role(role) != nullptr) return;  // Empty: named already.
        walk_.fault("TR309", root_,
                    fmt::format("'{}' names the role '{}', which is not declared.", where, role),
                    "Declare it with <t:role> or correct the name.");
    }

    void known_field(const std::string& field, const std::string& where) {
        if (field.empty() || process_.field(field) != nullptr) return;
        walk_.fault(
            "TR310", root_,
            fmt::format("'{}' asks for the field '{}', which is not declared.", where, field),
            "Declare it with <t:field> or correct the name.");
    }

    void known_event(const std::string& event, const std::string& where) {
        if (event.empty()) return;
        const bool is_known = std::any_of(
            process_.overlays.begin(), process_.overlays.end(),
            [&](const auto& overlay) { return overlay.action && overlay.action->event == event; });
        if (is_known) return;
        walk_.fault("TR311", root_,
                    fmt::format("Action '{}' refers to the event '{}', which no action sends.",
                                where, event),
                    "Correct the name in not-by or same-as.");
    }

    void check_transition(const TransitionOverlay& overlay) {
        if (overlay.action) {
            const Action& action = *overlay.action;
            for (const auto& role : action.actors) known_role(role, "action " + action.event);
            known_event(action.not_by, action.event);
            known_event(action.same_as, action.event);
            for (const auto& input : action.inputs) known_field(input.field, action.event);
        }
        for (const auto& letter : overlay.letters) {
            known_role(letter.to_role, letter.name);
            for (const auto& value : letter.values) known_field(value.field, letter.name);
        }
        for (const auto& appointment : overlay.appointments) {
            known_role(appointment.role, "appoint");
        }
    }

    XmlWalk& walk_;
    const pugi::xml_node& root_;
    const Process& process_;
};

}  // namespace

void check_process(XmlWalk& walk, const pugi::xml_node& root, const Process& process) {
    Checker(walk, root, process).run();
}

}  // namespace trinh::workflow
