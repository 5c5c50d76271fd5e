// The score that is kept up to date is the score that is made anew.
#include "engine/reform_index/live_score.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

const ReportingPeriod whole_year = year_up_to(on("2023-12-31"));

Fact random_fact() {
    const auto& measures = institutional_reform().measures;
    const auto measure = *rc::gen::inRange<std::size_t>(0, measures.size() + 1);
    return {measure < measures.size() ? measures[measure].fact : "unknown-fact",
            *rc::gen::inRange(1, 12),
            "x",
            on("2022-12-20") + *rc::gen::inRange(0, 400),
            *rc::gen::arbitrary<bool>(),
            ""};
}

ManualValue random_value() {
    ManualValue value;
    const char* codes[] = {"1.3", "1.5", "2.1.2", "2.4.1", "3.5", "5.2", "9.9"};
    value.code = codes[*rc::gen::inRange(0, 7)];
    value.part = *rc::gen::inRange(-1, 20);
    value.whole = *rc::gen::inRange(0, 20);
    value.points = {*rc::gen::inRange(0, 6'000)};
    value.answers["A"] = *rc::gen::inRange(0, 5);
    value.answers["D"] = *rc::gen::inRange(0, 5);
    if (*rc::gen::arbitrary<bool>()) value.evidence = {{"1", {}, "Sở", "Báo cáo", "", ""}};
    return value;
}

void expect_same(const ScoreNode& live, const ScoreNode& full) {
    RC_ASSERT(live.code == full.code);
    RC_ASSERT(live.points == full.points);
    RC_ASSERT(live.status == full.status);
    RC_ASSERT(live.numerator == full.numerator);
    RC_ASSERT(live.denominator == full.denominator);
    RC_ASSERT(live.band == full.band);
    RC_ASSERT(live.remark == full.remark);
    RC_ASSERT(live.evidence == full.evidence);
    RC_ASSERT(live.children.size() == full.children.size());
    for (std::size_t i = 0; i < live.children.size(); ++i) {
        expect_same(live.children[i], full.children[i]);
    }
}

RC_GTEST_PROP(LiveScore, IsTheFullScoreAfterEveryEvent, ()) {
    LiveScore live(institutional_reform(), whole_year);
    std::vector<Fact> facts;
    std::map<std::string, ManualValue> values;
    const int events = *rc::gen::inRange(0, 80);

    for (int i = 0; i < events; ++i) {
        if (*rc::gen::inRange(0, 4) == 0) {
            const ManualValue value = random_value();
            values.insert_or_assign(value.code, value);
            live.set_value(value);
        } else {
            facts.push_back(random_fact());
            live.add(facts.back());
        }
    }
    std::vector<ManualValue> manual;
    for (const auto& [code, value] : values) manual.push_back(value);
    const ScoreTree full = score(institutional_reform(), facts, manual, whole_year);

    RC_ASSERT(live.tree().points == full.points);
    for (std::size_t i = 0; i < full.roots.size(); ++i) {
        expect_same(live.tree().roots[i], full.roots[i]);
    }
}

RC_GTEST_PROP(LiveScore, TheOrderOfNumberedFactsDoesNotMatter, ()) {
    std::vector<Fact> facts;
    for (int i = *rc::gen::inRange(0, 60); i > 0; --i) {
        facts.push_back(random_fact());
        facts.back().id = std::ssize(facts);
    }
    const ScoreTree full = score(institutional_reform(), facts, {}, whole_year);
    LiveScore live(institutional_reform(), whole_year);

    while (!facts.empty()) {
        const auto at = *rc::gen::inRange<std::size_t>(0, facts.size());
        live.add(facts[at]);
        facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(at));
    }

    RC_ASSERT(live.tree().points == full.points);
    for (std::size_t i = 0; i < full.roots.size(); ++i) {
        expect_same(live.tree().roots[i], full.roots[i]);
    }
}

RC_GTEST_PROP(LiveScore, KnowsThePointsOfFactsThatMightCome, ()) {
    LiveScore live(institutional_reform(), whole_year);
    std::vector<Fact> facts, more;
    for (int i = *rc::gen::inRange(0, 40); i > 0; --i) facts.push_back(random_fact());
    for (int i = *rc::gen::inRange(0, 10); i > 0; --i) more.push_back(random_fact());
    for (const Fact& fact : facts) live.add(fact);
    const Decimal before = live.tree().points;

    const Decimal expected = live.points_if(more);
    facts.insert(facts.end(), more.begin(), more.end());

    RC_ASSERT(expected == score(institutional_reform(), facts, {}, whole_year).points);
    RC_ASSERT(live.tree().points == before);
}

}  // namespace
}  // namespace trinh::reform_index
