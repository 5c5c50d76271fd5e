/// Findings: what each analysis of a chart adds to. Internal to the room; one file an analysis.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/chart/tables.h"
#include "engine/chart/ways.h"

namespace trinh::chart {

struct Findings {
    const Tables& tables;
    const Ways& ways;
    std::vector<Diagnostic> all = {};

    void at_state(const char* code, Severity severity, StateIndex state, std::string message,
                  std::string fix) {
        all.push_back({code, severity, tables.states[state].line, tables.state_columns[state],
                       std::move(message), std::move(fix)});
    }
    void at_transition(const char* code, Severity severity, Index transition, std::string message,
                       std::string fix) {
        all.push_back({code, severity, tables.transitions[transition].line,
                       tables.transition_columns[transition], std::move(message), std::move(fix)});
    }
    [[nodiscard]] const std::string& id(StateIndex state) const { return tables.states[state].id; }
};

void find_losers(Findings& findings);         ///< TR134, TR137
void find_unreachable(Findings& findings);    ///< TR131
void find_traps(Findings& findings);          ///< TR132
void find_endless(Findings& findings);        ///< TR133
void find_livelocks(Findings& findings);      ///< TR135
void find_silent_events(Findings& findings);  ///< TR136

}  // namespace trinh::chart
