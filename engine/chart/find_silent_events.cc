// Events of the platform that a chart waits for in vain.
#include <algorithm>

#include "engine/chart/findings.h"

namespace trinh::chart {
namespace {

constexpr std::string_view prefix = "done.state.";

/// May the state with this id come to its end? "done.state.a" also begins "done.state.a.b".
bool may_be_done(const Findings& findings, const std::string& id) {
    const Tables& tables = findings.tables;
    const bool begins_another =
        std::any_of(tables.states.begin(), tables.states.end(),
                    [&](const StateRow& state) { return state.id.starts_with(id + "."); });
    if (begins_another) return true;
    const StateIndex state = tables.state_by_id.find(id);
    if (state == no_state) return false;
    for (StateIndex i = state + 1; i <= tables.states[state].last; ++i)
        if (tables.states[i].kind == StateKind::final && findings.ways.may_be_reached(i))
            return true;
    return false;
}

}  // namespace

void find_silent_events(Findings& findings) {
    const Tables& tables = findings.tables;
    for (Index t = 0; t < tables.transitions.size(); ++t) {
        const TransitionRow& row = tables.transitions[t];
        for (Index d = row.events.first; d < row.events.end(); ++d) {
            const std::string_view event = EventNames::bare(tables.descriptors[d]);
            if (!event.starts_with(prefix) || findings.ways.sent().may_match(event)) continue;
            const std::string id(event.substr(prefix.size()));
            if (may_be_done(findings, id)) continue;
            findings.at_transition(
                "TR136", Severity::warning, t,
                "The event '" + std::string(event) + "' never happens: " +
                    (tables.state_by_id.has(id) ? "no <final> inside can be reached."
                                                : "there is no such state."),
                "Add a <final> to the state, or correct the event's name.");
        }
    }
}

}  // namespace trinh::chart
