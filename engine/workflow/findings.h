/// Findings: what each analysis of a process adds to. Internal to the room.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/chart/ways.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

struct Findings {
    const Process& process;
    const chart::Ways& ways;
    std::vector<Diagnostic> all = {};

    void at(const char* code, int line, int column, std::string message, std::string fix) {
        all.push_back({code, Severity::warning, line, column, std::move(message), std::move(fix)});
    }
    [[nodiscard]] std::string_view id(chart::StateIndex state) const {
        return process.chart->state(state).id;
    }
    /// May a case ever take this transition?
    [[nodiscard]] bool may_happen(std::uint32_t transition) const {
        return ways.may_win(transition) &&
               ways.may_be_reached(process.chart->transition(transition).source);
    }
};

void find_unsent_events(Findings& findings);    ///< TR331
void find_deaf_handlers(Findings& findings);    ///< TR332, TR333
void find_idle_deadlines(Findings& findings);   ///< TR334, TR335
void find_barred_actions(Findings& findings);   ///< TR336
void find_hidden_actions(Findings& findings);   ///< TR337
void find_helpless_stages(Findings& findings);  ///< TR338

/// Does the descriptor take an event of this deadline ("deadline.X.near", ".today", ".passed")?
bool takes_event_of(std::string_view descriptor, const Deadline& deadline);

}  // namespace trinh::workflow
