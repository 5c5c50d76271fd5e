#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>

#include "engine/reform_index/score.h"

namespace trinh::reform_index {
namespace {

class Reconciler {
public:
    Reconciler(const IndexTree& index, const ScoreTree& score) : index_(index), score_(score) {}
    Reconciler(const IndexTree& index, const ScoreTree& score, std::span<const Fact> facts)
        : index_(index),
          score_(score),
          facts_(facts),
          selected_(std::in_place, index, facts, score.period) {}

    std::vector<std::string> broken() {
        check_sum("the index", score_.points, score_.roots);
        if (score_.max != max_of(index_)) {
            broken_.push_back(fmt::format("The index gives at most {} points, the score says {}.",
                                          max_of(index_).text(), score_.max.text()));
        }
        check_same_children("the index", index_.roots, score_.roots);
        for (const ScoreNode& root : score_.roots) check(root);
        return std::move(broken_);
    }

private:
    void check(const ScoreNode& node) {
        if (node.points < Decimal{} || node.points > node.max) {
            broken_.push_back(fmt::format("Criterion {} has {} points, outside 0 to {}.", node.code,
                                          node.points.text(), node.max.text()));
        }
        const Criterion* criterion = find_criterion(index_, node.code);
        if (criterion != nullptr && criterion->max != node.max) {
            broken_.push_back(
                fmt::format("Criterion {} gives at most {} points, the score says {}.", node.code,
                            criterion->max.text(), node.max.text()));
        }
        if (criterion != nullptr)
            check_same_children(node.code, criterion->children, node.children);
        if (node.formula == "sum") check_sum(node.code, node.points, node.children);
        if (!node.measure.empty() && selected_) check_rows(node);
        for (const ScoreNode& child : node.children) check(child);
    }

    void check_sum(const std::string& whose, Decimal points,
                   const std::vector<ScoreNode>& children) {
        Decimal sum;
        for (const ScoreNode& child : children) sum += child.points;
        if (sum == points) return;
        broken_.push_back(fmt::format("The parts of {} add up to {} points, but it has {}.", whose,
                                      sum.text(), points.text()));
    }

    void check_same_children(const std::string& whose, const std::vector<Criterion>& criteria,
                             const std::vector<ScoreNode>& nodes) {
        const bool same =
            std::equal(criteria.begin(), criteria.end(), nodes.begin(), nodes.end(),
                       [](const Criterion& c, const ScoreNode& n) { return c.code == n.code; });
        if (!same) {
            broken_.push_back(
                fmt::format("The criteria below {} are not those of the index.", whose));
        }
    }

    void check_rows(const ScoreNode& node) {
        const Selection& expected = selected_->of(node.measure);
        if (node.rows != expected.rows || node.counted != expected.counted) {
            broken_.push_back(
                fmt::format("Criterion {} rests on {} of {} facts, but the period holds {} of {}.",
                            node.code, node.counted.size(), node.rows.size(),
                            expected.counted.size(), expected.rows.size()));
        }
        if (node.numerator != static_cast<std::int64_t>(node.counted.size()) ||
            node.denominator != static_cast<std::int64_t>(node.rows.size())) {
            broken_.push_back(fmt::format("Criterion {} says {} of {}, but has {} of {} rows.",
                                          node.code, node.numerator, node.denominator,
                                          node.counted.size(), node.rows.size()));
        }
        check_part(node);
    }

    void check_part(const ScoreNode& node) {
        const std::set<std::size_t> rows(node.rows.begin(), node.rows.end());
        std::set<std::size_t> counted;
        for (const std::size_t row : node.counted) {
            if (rows.contains(row) && row < facts_.size() && counted.insert(row).second) continue;
            broken_.push_back(fmt::format(
                "Criterion {} counts row {} twice or outside its denominator.", node.code, row));
        }
        if (rows.size() != node.rows.size()) {
            broken_.push_back(fmt::format("Criterion {} holds a row twice.", node.code));
        }
    }

    const IndexTree& index_;
    const ScoreTree& score_;
    std::span<const Fact> facts_;
    std::optional<SelectedFacts> selected_;  ///< Absent: only what needs no facts.
    std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> reconcile(const IndexTree& index, const ScoreTree& score,
                                   std::span<const Fact> facts) {
    return Reconciler(index, score, facts).broken();
}

std::vector<std::string> reconcile_sums(const IndexTree& index, const ScoreTree& score) {
    return Reconciler(index, score).broken();
}

}  // namespace trinh::reform_index
