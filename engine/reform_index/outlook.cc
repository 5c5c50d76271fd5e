#include "engine/reform_index/outlook.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/reform_index/live_score.h"

namespace trinh::reform_index {
namespace {

enum class Way { best, planned, worst };

/// The day the act is done that way; nothing: not in this year.
std::optional<Date> day_of(const OpenFact& open, Way way, Date today, Date year_end) {
    if (open.is_overdue) return today;
    if (!open.due) return way == Way::best ? std::optional(today) : std::nullopt;
    if (*open.due > year_end) return way == Way::best ? std::optional(today) : std::nullopt;
    if (way == Way::best) return std::min(today, *open.due);
    if (way == Way::planned) return std::max(today, *open.due);
    // Late, but still counted in the year: the worst that can be said of it.
    return std::min(*open.due + 1, year_end);
}

Fact fact_of(const OpenFact& open, Way way, Date day) {
    Fact fact = done_on(open, day);
    if (way == Way::worst) fact.counts = open.counts_late;
    return fact;
}

Scenario scenario(const IndexTree& index, std::span<const Fact> facts,
                  std::span<const ManualValue> manual, ReportingPeriod period,
                  std::vector<Fact> rows) {
    std::vector<Fact> all(facts.begin(), facts.end());
    all.insert(all.end(), rows.begin(), rows.end());
    return {score(index, all, manual, period), std::move(rows)};
}

/// The facts, those as counting whose act is overdue and still open: it costs once, as the open
/// one, also where its passing has already been written down.
std::vector<Fact> without_overdue(std::span<const Fact> facts, std::span<const OpenFact> open) {
    std::set<std::pair<std::int64_t, std::string_view>> overdue;
    for (const OpenFact& each : open) {
        if (each.is_overdue) overdue.emplace(each.case_id, each.name);
    }
    std::vector<Fact> settled(facts.begin(), facts.end());
    for (Fact& fact : settled) {
        if (overdue.contains({fact.case_id, fact.name})) fact.counts = true;
    }
    return settled;
}

}  // namespace

Fact done_on(const OpenFact& open, Date day) {
    const bool is_late = open.due && day > *open.due;
    return {open.name,
            open.case_id,
            open.title,
            day,
            is_late ? open.counts_late : open.counts_in_time,
            open.deadline.vi};
}

WhatIf suppose(const IndexTree& index, std::span<const Fact> facts,
               std::span<const ManualValue> manual, ReportingPeriod period,
               std::span<const OpenFact> open, const Supposition& supposed) {
    Assumption assumption;
    assumption.cases_on_time = supposed.had_been_on_time;
    for (const OpenFact& each : open) {
        if (supposed.cases.contains(each.case_id)) {
            assumption.added.push_back(done_on(each, supposed.by));
        }
    }
    return what_if(index, facts, manual, period, assumption);
}

std::vector<Cost> rank_all_costs(const IndexTree& index, const ScoreTree& score,
                                 std::span<const Fact> facts, std::span<const ManualValue> manual,
                                 std::span<const OpenFact> open, Date today) {
    std::vector<Cost> costs;
    const std::vector<Fact> settled = without_overdue(facts, open);
    for (const CaseCost& written : rank_costs(index, score, settled)) {
        costs.push_back({written.case_id, written.title, false, {}, {}, written.points, {}});
    }
    LiveScore live(index, score.period);
    for (const ManualValue& value : manual) live.set_value(value);
    for (const Fact& fact : facts) live.add(fact);
    const Decimal now = live.tree().points;
    for (const OpenFact& each : open) {
        if (!each.is_overdue) continue;
        Fact late = done_on(each, std::min(today, score.period.on));
        late.counts = each.counts_late;
        Fact in_time = late;
        in_time.counts = each.counts_in_time;
        const Decimal if_late = live.points_if({&late, 1});
        costs.push_back({each.case_id, each.title, true, each.deadline, each.due,
                         live.points_if({&in_time, 1}) - if_late, if_late - now});
    }
    std::stable_sort(costs.begin(), costs.end(), [](const Cost& a, const Cost& b) {
        return std::pair(b.points, a.case_id) < std::pair(a.points, b.case_id);
    });
    return costs;
}

Forecast forecast(const IndexTree& index, std::span<const Fact> facts,
                  std::span<const ManualValue> manual, std::span<const OpenFact> open, Date today) {
    const auto last = Date::from_ymd(today.year(), 12, 31);
    CHECK(last.has_value());
    const ReportingPeriod period = year_up_to(*last);
    const auto go = [&](Way way) {
        std::vector<Fact> rows;
        for (const OpenFact& each : open) {
            const auto day = day_of(each, way, today, period.on);
            if (day) rows.push_back(fact_of(each, way, *day));
        }
        return scenario(index, facts, manual, period, std::move(rows));
    };
    return {period, scenario(index, facts, manual, period, {}), go(Way::best), go(Way::planned),
            go(Way::worst)};
}

}  // namespace trinh::reform_index
