#include "engine/reform_index/snapshot.h"

#include <boost/json/array.hpp>
#include <exception>
#include <limits>

namespace trinh::reform_index {
namespace {

namespace json = boost::json;

constexpr int format = 1;

json::object text_json(const FrozenText& from) {
    return {{"id", from.id}, {"sha256", from.sha256}, {"text", from.text}};
}

json::array facts_json(std::span<const Fact> facts) {
    json::array rows;
    rows.reserve(facts.size());
    for (const Fact& fact : facts) {
        rows.push_back(json::object{{"name", fact.name},
                                    {"case_id", fact.case_id},
                                    {"title", fact.title},
                                    {"date", fact.date.iso()},
                                    {"counts", fact.counts},
                                    {"note", fact.note}});
    }
    return rows;
}

std::string text(const json::object& from, const char* name) {
    return std::string(from.at(name).as_string());
}

std::vector<Fact> read_facts(const json::array& rows) {
    std::vector<Fact> facts;
    for (const json::value& each : rows) {
        const json::object& row = each.as_object();
        facts.push_back({text(row, "name"), row.at("case_id").as_int64(), text(row, "title"),
                         Date::parse(text(row, "date")).value(), row.at("counts").as_bool(),
                         text(row, "note")});
    }
    return facts;
}

std::vector<ManualValue> read_values(const json::array& rows) {
    std::vector<ManualValue> values;
    for (const json::value& each : rows) values.push_back(read_manual(each.as_object()).value());
    return values;
}

/// Throws std::exception when the document has another shape.
OpenedSnapshot opened(const json::object& document) {
    const json::object& frozen = document.at("frozen").as_object();
    const std::string xml = text(frozen.at("index").as_object(), "text");
    IndexReading reading = read_index(xml);
    OpenedSnapshot snapshot{std::move(reading.index).value(),
                            read_facts(frozen.at("facts").as_array()),
                            read_values(frozen.at("values").as_array()),
                            {}};
    const ReportingPeriod period{Date::parse(text(document, "from")).value(),
                                 Date::parse(text(document, "on")).value()};
    snapshot.score = score(snapshot.index, snapshot.facts, snapshot.values, period);
    return snapshot;
}

bool is_number(const json::object& frozen, const char* name, double now) {
    const json::value* found = frozen.if_contains(name);
    return found != nullptr && found->is_number() && found->to_number<double>() == now;
}

/// Points, shares and statuses only: how a later release words them is not the snapshot's matter.
void compare(const json::array& frozen, const std::vector<ScoreNode>& now,
             std::vector<std::string>& broken) {
    if (frozen.size() != now.size()) {
        broken.emplace_back("The frozen criteria are not those of the frozen index.");
        return;
    }
    for (std::size_t i = 0; i < now.size(); ++i) {
        const json::object& was = frozen[i].as_object();
        const ScoreNode& node = now[i];
        const bool has_rows = !node.measure.empty();
        const bool is_same =
            text(was, "code") == node.code && text(was, "status") == status_word(node.status) &&
            is_number(was, "points", node.points.number()) &&
            is_number(was, "max", node.max.number()) &&
            (!has_rows || was.at("rows").as_array().size() == node.rows.size()) &&
            (!has_rows || is_number(was, "numerator", static_cast<double>(node.numerator)));
        if (!is_same) {
            broken.push_back("Criterion " + node.code +
                             " is frozen otherwise than its frozen rows give.");
        }
        compare(was.at("children").as_array(), node.children, broken);
    }
}

std::vector<std::string> compared(const json::object& document, const OpenedSnapshot& snapshot) {
    std::vector<std::string> broken = reconcile(snapshot.index, snapshot.score, snapshot.facts);
    if (!is_number(document, "points", snapshot.score.points.number())) {
        broken.emplace_back("The frozen total is not what the frozen rows give.");
    }
    compare(document.at("criteria").as_array(), snapshot.score.roots, broken);
    return broken;
}

}  // namespace

json::object snapshot_document(const IndexTree& index, const ScoreTree& score,
                               const SnapshotParts& parts) {
    json::object document = to_json(score, parts.facts, std::numeric_limits<std::size_t>::max());
    json::array broken;
    for (std::string& line : reconcile(index, score, parts.facts)) {
        broken.emplace_back(std::move(line));
    }
    document["broken_sums"] = std::move(broken);
    json::array values;
    for (const ManualValue& value : parts.values) values.push_back(to_json(value));
    document["frozen"] = json::object{{"format", format},
                                      {"at", parts.at.iso()},
                                      {"person", parts.person},
                                      {"index", text_json(parts.index)},
                                      {"calendar", text_json(parts.calendar)},
                                      {"facts", facts_json(parts.facts)},
                                      {"values", std::move(values)}};
    return document;
}

Result<OpenedSnapshot> open_snapshot(const json::object& document) {
    try {
        OpenedSnapshot snapshot = opened(document);
        const auto broken = compared(document, snapshot);
        if (broken.empty()) return snapshot;
        return Refusal{Reason::invalid_input, "The snapshot does not hold: " + broken.front(),
                       "Bản chốt số liệu không khớp: " + broken.front()};
    } catch (const std::exception&) {
        return Refusal{Reason::invalid_input, "This document is no snapshot of an index.",
                       "Đây không phải là bản chốt số liệu của bộ chỉ số."};
    }
}

std::vector<std::string> check_snapshot(const json::object& document) {
    try {
        return compared(document, opened(document));
    } catch (const std::exception&) {
        return {"This document is no snapshot of an index."};
    }
}

}  // namespace trinh::reform_index
