// Actions that nobody can ever do, and stages that wait for somebody who can do nothing.
#include <algorithm>
#include <fmt/format.h>

#include "engine/workflow/findings.h"

namespace trinh::workflow {
namespace {

constexpr const char* open_way = "Name another event or another role, or remove the rule.";

/// One action, bound to its transition.
struct Bound {
    std::uint32_t transition = 0;
    const Action* action = nullptr;
    chart::StateIndex source = 0;
};

std::vector<Bound> bound_actions(const Process& process) {
    std::vector<Bound> all;
    for (std::uint32_t t = 0; t < process.overlays.size(); ++t)
        if (process.overlays[t].action)
            all.push_back({t, &*process.overlays[t].action, process.chart->transition(t).source});
    return all;
}

class Barred {
public:
    explicit Barred(Findings& findings)
        : findings_(findings), actions_(bound_actions(findings.process)) {}

    void find() {
        for (const auto& one : actions_) {
            if (!findings_.may_happen(one.transition)) continue;
            if (auto why = reason(one); !why.empty()) {
                findings_.at(
                    "TR336", one.action->line, one.action->column,
                    fmt::format("Nobody can ever do the action '{}': {}", one.action->event, why),
                    open_way);
            }
        }
    }

private:
    [[nodiscard]] std::string reason(const Bound& one) const {
        const Action& action = *one.action;
        if (!action.same_as.empty()) {
            if (action.same_as == action.not_by)
                return fmt::format("not-by and same-as both name '{}'.", action.not_by);
            if (!may_come_before(one))
                return fmt::format("same-as names '{}', which is never done before it.",
                                   action.same_as);
            if (are_strangers(action))
                return fmt::format("same-as names '{}', which is done in another agency.",
                                   action.same_as);
        }
        if (!action.not_by.empty() && is_one_person(one))
            return fmt::format("not-by names '{}', which is done by the same appointed person.",
                               action.not_by);
        return {};
    }

    /// May somebody have done the event of same-as when this action is open?
    [[nodiscard]] bool may_come_before(const Bound& one) const {
        return std::any_of(actions_.begin(), actions_.end(), [&](const Bound& other) {
            return other.action->event == one.action->same_as &&
                   other.transition != one.transition && findings_.may_happen(other.transition) &&
                   findings_.ways.may_follow(other.source)[one.source];
        });
    }

    /// Do the roles of both actions belong to agencies that differ in every case?
    [[nodiscard]] bool are_strangers(const Action& action) const {
        for (const auto& other : actions_) {
            if (other.action->event != action.same_as) continue;
            for (const auto& mine : action.actors)
                for (const auto& his : other.action->actors)
                    if (may_be_colleagues(mine, his)) return false;
        }
        return true;
    }
    [[nodiscard]] bool may_be_colleagues(const std::string& one, const std::string& other) const {
        const Role* a = findings_.process.role(one);
        const Role* b = findings_.process.role(other);
        const bool are_fixed = a->scope == Scope::fixed_agency && b->scope == Scope::fixed_agency;
        return !are_fixed || a->agency == b->agency;
    }

    /// Both actions belong to one role, somebody is appointed to it before the first of them in
    /// every run, and nobody else can be appointed between the two.
    [[nodiscard]] bool is_one_person(const Bound& one) const {
        if (one.action->actors.size() != 1) return false;
        const std::string& role = one.action->actors.front();
        if (!findings_.process.role(role)->is_appointed) return false;
        std::vector<bool> appointing, for_certain;
        for (const auto& overlay : findings_.process.overlays) {
            appointing.push_back(false);
            for_certain.push_back(false);
            for (const auto& row : overlay.appointments) {
                if (row.role != role) continue;
                appointing.back() = true;
                if (names_somebody(overlay, row)) for_certain.back() = true;
            }
        }
        const auto unappointed = findings_.ways.reached_without(for_certain);
        for (const auto& other : actions_) {
            if (other.action->event != one.action->not_by) continue;
            if (other.action->actors != one.action->actors) return false;
            if (appointing[other.transition] || unappointed[other.source]) return false;
            if (may_change_hands(other, one, appointing)) return false;
        }
        return true;
    }
    /// The person comes from a field that the action asks for in any case.
    static bool names_somebody(const TransitionOverlay& overlay, const Appointment& row) {
        if (!overlay.action) return false;
        const auto& inputs = overlay.action->inputs;
        return std::any_of(inputs.begin(), inputs.end(), [&](const Input& input) {
            return input.is_required && row.person.text() == "_event.data." + input.field;
        });
    }
    [[nodiscard]] bool may_change_hands(const Bound& first, const Bound& second,
                                        const std::vector<bool>& appointing) const {
        const auto after = findings_.ways.may_follow(first.source);
        for (std::uint32_t t = 0; t < appointing.size(); ++t) {
            if (!appointing[t] || !findings_.may_happen(t)) continue;
            const auto source = findings_.process.chart->transition(t).source;
            if (after[source] && findings_.ways.may_follow(source)[second.source]) return true;
        }
        return false;
    }

    Findings& findings_;
    std::vector<Bound> actions_;
};

}  // namespace

void find_barred_actions(Findings& findings) {
    Barred(findings).find();
}

void find_hidden_actions(Findings& findings) {
    for (const auto& one : bound_actions(findings.process)) {
        if (findings.may_happen(one.transition)) continue;
        const bool is_reached = findings.ways.may_be_reached(one.source);
        findings.at("TR337", one.action->line, one.action->column,
                    fmt::format("The action '{}' of state '{}' can never be done: {}.",
                                one.action->event, findings.id(one.source),
                                is_reached ? "its transition is never taken"
                                           : "the state is never reached"),
                    "Correct the transition or the way to the state, or remove the action.");
    }
}

void find_helpless_stages(Findings& findings) {
    const Process& process = findings.process;
    const auto actions = bound_actions(process);
    for (const auto& stage : process.stages) {
        const auto state = process.chart->state(stage.state);
        for (const auto& role : stage.actors) {
            const bool may_act = std::any_of(actions.begin(), actions.end(), [&](const Bound& one) {
                const auto& actors = one.action->actors;
                return std::find(actors.begin(), actors.end(), role) != actors.end() &&
                       findings.ways.may_be_active_together(one.source, stage.state);
            });
            if (may_act) continue;
            findings.at("TR338", state.line, state.column,
                        fmt::format("In state '{}' the case waits for the role '{}', who has no "
                                    "action there.",
                                    stage.state_id, role),
                        "Give the role an action in this state or in one around it, or name in "
                        "<t:stage actor=\"...\"> who can act.");
        }
    }
}

}  // namespace trinh::workflow
