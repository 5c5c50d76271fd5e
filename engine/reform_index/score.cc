#include "engine/reform_index/score.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "engine/base/check.h"
#include "engine/reform_index/formula.h"

namespace trinh::reform_index {
namespace {

constexpr std::int64_t answers_max = 100'000;

class Scorer {
public:
    Scorer(const IndexTree& index, const FactsByName& facts, std::span<const ManualValue> manual)
        : index_(index), facts_(facts), manual_(manual) {}

    ScoreNode node(const Criterion& criterion) const {
        ScoreNode node;
        node.code = criterion.code;
        node.title = criterion.title;
        node.max = criterion.max;
        node.is_configured = criterion.is_configured;
        node.basis = criterion.basis;
        node.confidence = criterion.confidence;
        node.formula = formula_word(criterion.formula);
        node.measure = measure_of(criterion.formula);
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
        const Measure* measure = find_measure(index_, node.measure);
        CHECK(measure != nullptr);
        const Selection& selected = facts_.of(measure->fact);
        node.rows = selected.rows;
        node.counted = selected.counted;
        node.numerator = static_cast<std::int64_t>(selected.counted.size());
        node.denominator = static_cast<std::int64_t>(selected.rows.size());
        if (const auto* ratio = std::get_if<Ratio>(&criterion.formula)) {
            node.threshold = ratio->threshold;
        }
        if (node.denominator == 0) {
            node.status = Status::no_data;
            if (criterion.full_without_rows) node.points = criterion.max;
            return;
        }
        const Outcome outcome =
            measured(criterion, node.numerator, node.denominator, index_.places);
        node.points = outcome.points;
        if (outcome.band != nullptr) node.band = band_words(*outcome.band);
    }

    void score_manual(const Criterion& criterion, ScoreNode& node) const {
        const auto value =
            std::find_if(manual_.begin(), manual_.end(),
                         [&](const ManualValue& each) { return each.code == criterion.code; });
        if (value == manual_.end()) {
            node.status = Status::manual_missing;
            return;
        }
        node.remark = value->note;
        node.evidence = value->evidence;
        if (const auto fits = check_manual(index_, *value); !fits) {
            node.status = Status::manual_refused;
            node.remark = fits.error().message;
            return;
        }
        if (const auto* survey = std::get_if<Survey>(&criterion.formula)) {
            node.denominator = answers_given(*value);
            node.points = surveyed(*survey, *value, criterion.max, index_.places);
            return;
        }
        const bool needs_evidence = std::get<Manual>(criterion.formula).needs_evidence;
        if (needs_evidence && value->evidence.empty()) {
            node.status = Status::evidence_missing;
            return;
        }
        node.points = value->points;
    }

    const IndexTree& index_;
    const FactsByName& facts_;
    std::span<const ManualValue> manual_;
};

Refusal refused(Reason reason, std::string message) {
    return Refusal{reason, std::move(message)};
}

Result<Done> check_answers(const Survey& survey, const ManualValue& value) {
    for (const auto& [name, count] : value.answers) {
        const bool known = std::any_of(survey.answers.begin(), survey.answers.end(),
                                       [&](const Answer& answer) { return answer.name == name; });
        if (!known || count < 0 || count > answers_max) {
            return refused(Reason::invalid_input,
                           fmt::format("Criterion {} has no answer \"{}\", or {} is not a number "
                                       "of answers from 0 to {}.",
                                       value.code, name, count, answers_max));
        }
    }
    if (answers_given(value) == 0 || answers_given(value) > answers_max) {
        return refused(Reason::invalid_input,
                       fmt::format("Criterion {} is a survey: enter how many gave each answer, "
                                   "from 1 to {} in all.",
                                   value.code, answers_max));
    }
    return Done{};
}

const ScoreNode* find_below(const std::vector<ScoreNode>& nodes, std::string_view code) {
    for (const ScoreNode& each : nodes) {
        if (each.code == code) return &each;
        if (const ScoreNode* found = find_below(each.children, code)) return found;
    }
    return nullptr;
}

}  // namespace

ScoreTree score(const IndexTree& index, std::span<const Fact> facts,
                std::span<const ManualValue> manual, ReportingPeriod period) {
    const FactsByName by_name(facts, period);
    const Scorer scorer(index, by_name, manual);
    ScoreTree tree{index.id, index.title, period, {}, max_of(index), {}};
    for (const Criterion& root : index.roots) {
        tree.roots.push_back(scorer.node(root));
        tree.points += tree.roots.back().points;
    }
    return tree;
}

Result<Done> check_manual(const IndexTree& index, const ManualValue& value) {
    const Criterion* criterion = find_criterion(index, value.code);
    if (criterion == nullptr) {
        return refused(Reason::not_found,
                       fmt::format("The index {} has no criterion \"{}\".", index.id, value.code));
    }
    if (const auto* survey = std::get_if<Survey>(&criterion->formula)) {
        return check_answers(*survey, value);
    }
    if (!std::holds_alternative<Manual>(criterion->formula)) {
        return refused(Reason::invalid_input,
                       fmt::format("Criterion {} is computed ({}); it takes no entered value.",
                                   value.code, formula_word(criterion->formula)));
    }
    if (value.points < Decimal{} || value.points > criterion->max) {
        return refused(Reason::invalid_input,
                       fmt::format("Expected 0 to {} points for criterion {}, but found {}.",
                                   criterion->max.text(), value.code, value.points.text()));
    }
    return Done{};
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
