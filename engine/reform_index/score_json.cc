#include <algorithm>
#include <boost/json/array.hpp>

#include "engine/base/check.h"
#include "engine/reform_index/score.h"

namespace trinh::reform_index {
namespace {

boost::json::object row_json(const Fact& fact) {
    return {{"case_id", fact.case_id},
            {"title", fact.title},
            {"date", fact.date.iso()},
            {"counts", fact.counts},
            {"note", fact.note}};
}

/// Where rows come from, and how many are written.
struct Rows {
    std::span<const Fact> facts;
    std::size_t max = 0;
};

void add_rows(boost::json::object& json, const ScoreNode& node, const Rows& from) {
    boost::json::array rows;
    for (const std::size_t row : node.rows) {
        if (rows.size() == from.max) break;
        CHECK(row < from.facts.size());
        rows.push_back(row_json(from.facts[row]));
    }
    json["rows_left_out"] = node.rows.size() - rows.size();
    json["rows"] = std::move(rows);
}

void add_measured(boost::json::object& json, const ScoreNode& node) {
    if (!node.measure.empty()) json["measure"] = node.measure;
    json["numerator"] = node.numerator;
    json["denominator"] = node.denominator;
    if (node.denominator > 0) {
        json["percent"] = share(Decimal::whole(100), node.numerator, node.denominator, 2).number();
    }
    if (!node.band.en.empty()) {
        json["band"] = node.band.vi;
        json["band_en"] = node.band.en;
    }
}

/// What a person enters or entered: the form's words and the documents.
void add_entry(boost::json::object& json, const ScoreNode& node) {
    if (!node.proof.empty()) json["proof"] = node.proof;
    if (node.entered) {
        json["entered"] = boost::json::object{{"part", node.entered->part.vi},
                                              {"part_en", node.entered->part.en},
                                              {"whole", node.entered->whole.vi},
                                              {"whole_en", node.entered->whole.en}};
    }
    boost::json::array answers;
    for (const Words& each : node.answers) {
        answers.push_back(boost::json::object{{"title", each.vi}, {"title_en", each.en}});
    }
    if (!answers.empty()) json["answers"] = std::move(answers);
    boost::json::array evidence;
    for (const Evidence& each : node.evidence) evidence.push_back(to_json(each));
    json["evidence"] = std::move(evidence);
}

/// `rows`: null for the numbers alone.
boost::json::object node_json(const ScoreNode& node, const Rows* rows) {
    boost::json::object json{
        {"code", node.code},         {"title", node.title.vi},
        {"title_en", node.title.en}, {"points", node.points.number()},
        {"max", node.max.number()},  {"points_configured", node.is_configured},
        {"basis", node.basis},       {"confidence", calendar::confidence_word(node.confidence)},
        {"formula", node.formula},   {"status", status_word(node.status)},
        {"remark", node.remark}};
    if (!node.measure.empty() || node.entered) add_measured(json, node);
    if (!node.measure.empty() && rows != nullptr) add_rows(json, node, *rows);
    add_entry(json, node);
    const std::span<const Fact> facts = rows != nullptr ? rows->facts : std::span<const Fact>();
    json["explanation"] = explain_vi(node, facts);
    json["explanation_en"] = explain_en(node, facts);
    boost::json::array children;
    for (const ScoreNode& child : node.children) children.push_back(node_json(child, rows));
    json["children"] = std::move(children);
    return json;
}

boost::json::object tree_json(const ScoreTree& score, const Rows* rows) {
    boost::json::array criteria;
    for (const ScoreNode& root : score.roots) criteria.push_back(node_json(root, rows));
    return {{"index", score.index},        {"title", score.title.vi},
            {"title_en", score.title.en},  {"from", score.period.from.iso()},
            {"on", score.period.on.iso()}, {"points", score.points.number()},
            {"max", score.max.number()},   {"criteria", std::move(criteria)}};
}

}  // namespace

boost::json::object to_json(const ScoreNode& node, std::span<const Fact> facts,
                            std::size_t rows_max) {
    const Rows rows{facts, rows_max};
    return node_json(node, &rows);
}

boost::json::object to_json(const ScoreTree& score, std::span<const Fact> facts,
                            std::size_t rows_max) {
    const Rows rows{facts, rows_max};
    return tree_json(score, &rows);
}

boost::json::object to_outline(const ScoreTree& score) {
    CHECK(score.roots.empty() || score.roots[0].rows.empty());
    return tree_json(score, nullptr);
}

boost::json::object to_outline(const ScoreNode& node) {
    CHECK(node.rows.empty());
    return node_json(node, nullptr);
}

}  // namespace trinh::reform_index
