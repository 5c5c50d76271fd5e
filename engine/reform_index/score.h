/// Score: the points of every criterion on a date, each opening into the facts that gave them.
///
/// Pure: the same criteria, facts and manual values give the same score. Positions in `rows` refer
/// to the facts the score was made from; who keeps a score keeps those facts with it.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/reform_index/criteria.h"
#include "engine/reform_index/manual.h"
#include "engine/reform_index/measure.h"

namespace trinh::reform_index {

enum class Status {
    scored,
    no_data,           ///< No fact of the measure in the period; see full_without_rows.
    manual_missing,    ///< Nobody entered a value yet.
    manual_refused,    ///< The entered value does not fit the criterion; see the remark.
    evidence_missing,  ///< A value without the documents it needs: not counted.
    incomplete         ///< A sum with at least one child that is not scored.
};

struct ScoreNode {
    std::string code;
    Words title;
    Decimal points;
    Decimal max;
    bool is_configured = false;
    std::string basis;
    Confidence confidence = Confidence::recall;
    std::string formula;  ///< formula_word().
    std::string measure;
    Status status = Status::scored;
    std::string remark;  ///< The note of a manual value, or why it was refused.
    Words band;          ///< Of tiers: the band that applied.
    Decimal threshold;   ///< Of ratios: the share below which there are no points.
    Decimal full_at;     ///< Of ratios: the share from which all points are given.
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    std::vector<std::size_t> rows;     ///< Facts of the denominator.
    std::vector<std::size_t> counted;  ///< Facts of the numerator.
    std::vector<Evidence> evidence;
    std::string proof;               ///< Which documents the index asks for.
    std::optional<Entered> entered;  ///< What the numbers are that a person enters.
    std::vector<Words> answers;      ///< Of a survey: what one may choose, as "A: Tốt".
    std::vector<ScoreNode> children;
};

struct ScoreTree {
    std::string index;
    Words title;
    ReportingPeriod period;
    Decimal points;
    Decimal max;
    std::vector<ScoreNode> roots;
};

ScoreTree score(const IndexTree& index, std::span<const Fact> facts,
                std::span<const ManualValue> manual, ReportingPeriod period);

/// Broken lines, one sentence each; empty when every sum and every row reconciles. A score that
/// does not reconcile is not published.
std::vector<std::string> reconcile(const IndexTree& index, const ScoreTree& score,
                                   std::span<const Fact> facts);

/// Only the lines that can be checked without the facts: sums, bounds, the shape of the tree.
std::vector<std::string> reconcile_sums(const IndexTree& index, const ScoreTree& score);

/// One criterion alone, with that value entered. `code` must be one that takes a value.
ScoreNode score_value(const IndexTree& index, const ManualValue& value);

const ScoreNode* find_node(const ScoreTree& score, std::string_view code);
const char* status_word(Status status);  ///< "no-data" ...

/// The number in words, then the rows that did not count, a line each, at most `rows_max`.
std::string explain_en(const ScoreNode& node, std::span<const Fact> facts,
                       std::size_t rows_max = 20);
std::string explain_vi(const ScoreNode& node, std::span<const Fact> facts,
                       std::size_t rows_max = 20);

/// The whole tree with its rows; a node with more than `rows_max` rows says how many it left out.
boost::json::object to_json(const ScoreTree& score, std::span<const Fact> facts,
                            std::size_t rows_max = 500);
boost::json::object to_json(const ScoreNode& node, std::span<const Fact> facts,
                            std::size_t rows_max = 500);

/// The numbers alone: no "rows", and no rows in the explanations.
boost::json::object to_outline(const ScoreTree& score);
boost::json::object to_outline(const ScoreNode& node);

}  // namespace trinh::reform_index
