// States that are never reached, never left, or lead to no end.
#include <algorithm>

#include "engine/chart/findings.h"

namespace trinh::chart {
namespace {

bool is_trap(const Findings& findings, StateIndex state) {
    return findings.tables.states[state].kind == StateKind::atomic &&
           findings.ways.may_be_reached(state) && !findings.ways.may_be_left(state);
}

}  // namespace

void find_unreachable(Findings& findings) {
    const Tables& tables = findings.tables;
    for (StateIndex i = 1; i < tables.states.size(); ++i) {
        const StateIndex parent = tables.states[i].parent;
        if (findings.ways.may_be_reached(i) || tables.is_history(i)) continue;
        if (parent != 0 && !findings.ways.may_be_reached(parent)) continue;  // Said of the parent.
        findings.at_state("TR131", Severity::warning, i,
                          "State '" + findings.id(i) + "' can never be reached.",
                          "Add a transition that targets it, or remove the state.");
    }
}

void find_traps(Findings& findings) {
    for (StateIndex i = 1; i < findings.tables.states.size(); ++i)
        if (is_trap(findings, i))
            findings.at_state(
                "TR132", Severity::warning, i,
                "State '" + findings.id(i) + "' can never be left, and it is not final.",
                "Add a transition out of it, or make it a <final>.");
}

void find_endless(Findings& findings) {
    const Tables& tables = findings.tables;
    const bool has_end = std::any_of(
        tables.states.begin() + 1, tables.states.end(),
        [](const StateRow& row) { return row.kind == StateKind::final && row.parent == 0; });
    if (!has_end) return;  // A chart that is meant to run for ever.
    const std::vector<bool> may_end = findings.ways.may_end();
    for (StateIndex i = 1; i < tables.states.size(); ++i) {
        if (tables.states[i].kind != StateKind::atomic || !findings.ways.may_be_reached(i))
            continue;
        if (may_end[i] || is_trap(findings, i)) continue;
        findings.at_state("TR133", Severity::warning, i,
                          "From state '" + findings.id(i) + "' there is no path to a final state.",
                          "Add a transition that leads on to a final state.");
    }
}

}  // namespace trinh::chart
