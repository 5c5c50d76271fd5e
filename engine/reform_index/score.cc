#include "engine/reform_index/score.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "engine/reform_index/formula.h"

namespace trinh::reform_index {
namespace {

class Scorer {
public:
    Scorer(const IndexTree& index, const SelectedFacts& facts, std::span<const ManualValue> manual)
        : index_(index), facts_(facts), manual_(manual) {}

    ScoreNode node(const Criterion& criterion) const {
        ScoreNode node = blank_node(criterion);
        if (std::holds_alternative<std::monostate>(criterion.formula)) {
            add_children(criterion, node);
        } else if (!node.measure.empty()) {
            score_measured(criterion, node);
        } else {
            score_manual(criterion, node);
        }
        return node;
    }

private:
    void add_children(const Criterion& criterion, ScoreNode& sum) const {
        for (const Criterion& each : criterion.children) {
            sum.children.push_back(node(each));
            sum.points += sum.children.back().points;
            if (sum.children.back().status != Status::scored) sum.status = Status::incomplete;
        }
    }

    void score_measured(const Criterion& criterion, ScoreNode& node) const {
        const Selection& selected = facts_.of(node.measure);
        node.rows = selected.rows;
        node.counted = selected.counted;
        node.numerator = static_cast<std::int64_t>(selected.counted.size());
        node.denominator = static_cast<std::int64_t>(selected.rows.size());
        give_points(criterion, index_.places, node);
    }

    void score_manual(const Criterion& criterion, ScoreNode& node) const {
        const auto value =
            std::find_if(manual_.begin(), manual_.end(),
                         [&](const ManualValue& each) { return each.code == criterion.code; });
        if (value == manual_.end()) {
            node.status = Status::manual_missing;
            return;
        }
        take_value(index_, criterion, *value, node);
    }

    const IndexTree& index_;
    const SelectedFacts& facts_;
    std::span<const ManualValue> manual_;
};

const ScoreNode* find_below(const std::vector<ScoreNode>& nodes, std::string_view code) {
    for (const ScoreNode& each : nodes) {
        if (each.code == code) return &each;
        if (const ScoreNode* found = find_below(each.children, code)) return found;
    }
    return nullptr;
}

}  // namespace

ScoreNode blank_node(const Criterion& criterion) {
    ScoreNode node;
    node.code = criterion.code;
    node.title = criterion.title;
    node.max = criterion.max;
    node.is_configured = criterion.is_configured;
    node.basis = criterion.basis;
    node.confidence = criterion.confidence;
    node.formula = formula_word(criterion.formula);
    node.measure = measure_of(criterion.formula);
    node.proof = criterion.proof;
    node.entered = criterion.entered;
    if (const auto* ratio = std::get_if<Ratio>(&criterion.formula)) {
        node.threshold = ratio->threshold;
        node.full_at = ratio->full_at;
    }
    if (const auto* survey = std::get_if<Survey>(&criterion.formula)) {
        for (const Answer& each : survey->answers) {
            node.answers.push_back(
                {each.name + ": " + each.title.vi, each.name + ": " + each.title.en});
        }
    }
    return node;
}

void give_points(const Criterion& criterion, int places, ScoreNode& node) {
    node.points = {};
    node.band = {};
    node.status = node.denominator == 0 ? Status::no_data : Status::scored;
    if (node.denominator == 0) {
        if (criterion.full_without_rows) node.points = criterion.max;
        return;
    }
    const Outcome outcome = measured(criterion, node.numerator, node.denominator, places);
    node.points = outcome.points;
    if (outcome.band != nullptr) node.band = band_words(*outcome.band);
}

void take_value(const IndexTree& index, const Criterion& criterion, const ManualValue& value,
                ScoreNode& node) {
    node.points = {};
    node.status = Status::scored;
    node.remark = value.note;
    node.evidence = value.evidence;
    if (const auto fits = check_manual(index, value); !fits) {
        node.status = Status::manual_refused;
        node.remark = fits.error().message;
        return;
    }
    if (const auto* survey = std::get_if<Survey>(&criterion.formula)) {
        node.denominator = answers_given(value);
        node.points = surveyed(*survey, value, criterion.max, index.places);
        return;
    }
    const auto* manual = std::get_if<Manual>(&criterion.formula);
    if ((manual ? manual->needs_evidence : criterion.entered->needs_evidence) &&
        value.evidence.empty()) {
        node.status = Status::evidence_missing;
        return;
    }
    if (manual != nullptr) {
        node.points = value.points;
        return;
    }
    const auto* count = std::get_if<CountToTarget>(&criterion.formula);
    node.numerator = value.part;
    node.denominator = count ? std::max<std::int64_t>(value.part, count->target) : value.whole;
    give_points(criterion, index.places, node);
}

ScoreTree score(const IndexTree& index, std::span<const Fact> facts,
                std::span<const ManualValue> manual, ReportingPeriod period) {
    const SelectedFacts selected(index, facts, period);
    const Scorer scorer(index, selected, manual);
    ScoreTree tree{index.id, index.title, period, {}, max_of(index), {}};
    for (const Criterion& root : index.roots) {
        tree.roots.push_back(scorer.node(root));
        tree.points += tree.roots.back().points;
    }
    return tree;
}

ScoreNode score_value(const IndexTree& index, const ManualValue& value) {
    const Criterion* criterion = find_criterion(index, value.code);
    CHECK(criterion != nullptr);
    ScoreNode node = blank_node(*criterion);
    take_value(index, *criterion, value, node);
    return node;
}

const ScoreNode* find_node(const ScoreTree& score, std::string_view code) {
    return find_below(score.roots, code);
}

const char* status_word(Status status) {
    constexpr std::array<const char*, 6> words{
        "scored", "no-data", "manual-missing", "manual-refused", "evidence-missing", "incomplete"};
    return words[static_cast<std::size_t>(status)];
}

}  // namespace trinh::reform_index
