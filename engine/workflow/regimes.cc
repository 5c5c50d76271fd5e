#include "engine/workflow/regimes.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace trinh::workflow {
namespace {

bool begins_earlier(const std::shared_ptr<const Process>& a,
                    const std::shared_ptr<const Process>& b) {
    if (a->valid_from == b->valid_from) {
        return a->chart->content_hash() < b->chart->content_hash();
    }
    return !a->valid_from || (b->valid_from && *a->valid_from < *b->valid_from);
}

RegimeFault fault_at(const std::shared_ptr<const Process>& process, Severity severity,
                     const char* code, std::string message, std::string fix) {
    return {process,
            {code, severity, process->line, process->column, std::move(message), std::move(fix)}};
}

std::string named(const Process& process) {
    return fmt::format("'{}' ({})", process.regime, validity_words(process).en);
}

/// Two neighbours, `later` the one that begins later.
void compare(const std::shared_ptr<const Process>& earlier,
             const std::shared_ptr<const Process>& later, std::vector<RegimeFault>& faults) {
    const bool overlaps =
        !earlier->valid_to || !later->valid_from || *earlier->valid_to >= *later->valid_from;
    if (overlaps) {
        faults.push_back(fault_at(
            later, Severity::error, "TR341",
            fmt::format("Process '{}' has two regimes for the same days: {} and {}.", later->id,
                        named(*earlier), named(*later)),
            later->valid_from
                ? fmt::format("End the earlier one with valid-to=\"{}\", or correct valid-from.",
                              (*later->valid_from - 1).iso())
                : "Give every regime a valid-from, and the earlier one a valid-to the day "
                  "before."));
    } else if (*earlier->valid_to + 1 < *later->valid_from) {
        faults.push_back(fault_at(
            later, Severity::warning, "TR342",
            fmt::format("Process '{}' has no regime from {} to {}: {} ends before {} begins.",
                        later->id, (*earlier->valid_to + 1).iso(), (*later->valid_from - 1).iso(),
                        named(*earlier), named(*later)),
            fmt::format("Begin this one with valid-from=\"{}\", or say in both files that the law "
                        "knows no such procedure in between.",
                        (*earlier->valid_to + 1).iso())));
    }
}

}  // namespace

void sort_regimes(Regimes& regimes) {
    std::stable_sort(regimes.begin(), regimes.end(), begins_earlier);
}

std::shared_ptr<const Process> regime_on(const Regimes& regimes, Date day) {
    std::shared_ptr<const Process> found;
    for (const auto& regime : regimes) {
        if (!regime->is_valid_on(day)) continue;
        if (!found || begins_earlier(found, regime)) found = regime;
    }
    return found;
}

Title validity_words(const Process& process) {
    const auto& from = process.valid_from;
    const auto& to = process.valid_to;
    if (from && to) {
        return {from->spoken() + " – " + to->spoken(), from->iso() + " to " + to->iso()};
    }
    if (from) return {"từ " + from->spoken(), "from " + from->iso()};
    if (to) return {"đến hết " + to->spoken(), "to " + to->iso()};
    return {"không giới hạn thời gian", "without limit"};
}

std::vector<RegimeFault> compare_regimes(const Regimes& regimes) {
    std::map<std::string, Regimes> by_name;
    for (const auto& regime : regimes) by_name[regime->id].push_back(regime);
    std::vector<RegimeFault> faults;
    for (auto& [name, same] : by_name) {
        sort_regimes(same);
        // Named twice on the command line is no second regime.
        same.erase(std::unique(same.begin(), same.end(),
                               [](const auto& a, const auto& b) {
                                   return a->chart->content_hash() == b->chart->content_hash();
                               }),
                   same.end());
        for (std::size_t i = 1; i < same.size(); ++i) compare(same[i - 1], same[i], faults);
    }
    return faults;
}

}  // namespace trinh::workflow
