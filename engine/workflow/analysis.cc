#include "engine/workflow/analysis.h"

#include <algorithm>

#include "engine/workflow/findings.h"

namespace trinh::workflow {

std::vector<Diagnostic> analyse(const Process& process) {
    const chart::Ways ways(*process.chart);
    Findings findings{process, ways};
    find_unsent_events(findings);
    find_deaf_handlers(findings);
    find_idle_deadlines(findings);
    find_barred_actions(findings);
    find_hidden_actions(findings);
    find_helpless_stages(findings);
    std::stable_sort(findings.all.begin(), findings.all.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                     });
    return std::move(findings.all);
}

}  // namespace trinh::workflow
