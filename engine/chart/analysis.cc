#include "engine/chart/analysis.h"

#include <algorithm>

#include "engine/chart/findings.h"

namespace trinh::chart {
namespace {

void analyse_one(const Chart& chart, bool is_invoked, std::vector<Diagnostic>& found) {
    const Ways ways(chart);
    Findings findings{chart.tables(), ways};
    find_losers(findings);
    find_unreachable(findings);
    // An invoked chart may wait until it is cancelled.
    if (!is_invoked) {
        find_traps(findings);
        find_endless(findings);
    }
    find_livelocks(findings);
    find_silent_events(findings);
    found.insert(found.end(), findings.all.begin(), findings.all.end());
    for (const InvokeRow& row : chart.tables().invokes)
        if (row.inline_chart) analyse_one(*row.inline_chart, true, found);
}

}  // namespace

std::vector<Diagnostic> analyse(const Chart& chart) {
    std::vector<Diagnostic> found;
    analyse_one(chart, false, found);
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return found;
}

}  // namespace trinh::chart
