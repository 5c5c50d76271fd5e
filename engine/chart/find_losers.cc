// Transitions that no run ever takes.
#include <algorithm>

#include "engine/chart/findings.h"

namespace trinh::chart {
namespace {

/// Does transition `t`, which is always enabled, take every event of the loser by itself?
bool takes_all(const Findings& findings, Index t, const TransitionRow& loser) {
    const Tables& tables = findings.tables;
    const TransitionRow& row = tables.transitions[t];
    if (findings.ways.constant_condition(t) != true) return false;
    if (row.events.empty() || loser.events.empty())
        return row.events.empty() && loser.events.empty();
    for (Index d = loser.events.first; d < loser.events.end(); ++d) {
        bool is_taken = false;
        for (Index e = row.events.first; e < row.events.end(); ++e)
            is_taken |= tables.ranges[e].holds(tables.ranges[d].first);
        if (!is_taken) return false;
    }
    return true;
}

void report_beaten(Findings& findings, Index transition) {
    const Tables& tables = findings.tables;
    const TransitionRow& loser = tables.transitions[transition];
    const std::string& source = findings.id(loser.source);
    for (Index t = tables.states[loser.source].transitions.first; t < transition; ++t) {
        if (!takes_all(findings, t, loser)) continue;
        findings.at_transition("TR134", Severity::warning, transition,
                               "This transition of state '" + source +
                                   "' can never be taken: the one in line " +
                                   std::to_string(tables.transitions[t].line) +
                                   " takes the same events and has no condition.",
                               "Move it before that one, or give that one a condition.");
        return;
    }
    findings.at_transition(
        "TR134", Severity::warning, transition,
        "This transition of state '" + source +
            "' can never be taken: transitions without condition, earlier in the state or in the "
            "states inside it, take all its events.",
        "Give one of those a condition, or remove this one.");
}

}  // namespace

void find_losers(Findings& findings) {
    for (Index t = 0; t < findings.tables.transitions.size(); ++t) {
        if (findings.ways.may_win(t)) continue;
        if (findings.ways.constant_condition(t) != false) {
            report_beaten(findings, t);
            continue;
        }
        const TransitionRow& row = findings.tables.transitions[t];
        findings.at_transition("TR137", Severity::warning, t,
                               "This transition of state '" + findings.id(row.source) +
                                   "' can never be taken: its condition '" +
                                   findings.tables.expressions[row.condition].text +
                                   "' is false in every run.",
                               "Correct the condition, or remove the transition.");
    }
}

}  // namespace trinh::chart
