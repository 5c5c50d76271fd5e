#include <boost/json/array.hpp>
#include <stdexcept>

#include "engine/reform_index/round.h"

namespace trinh::reform_index {
namespace {

namespace json = boost::json;

json::array documents(const std::vector<Evidence>& evidence) {
    json::array list;
    for (const Evidence& each : evidence) list.push_back(to_json(each));
    return list;
}

json::object row_json(const SheetRow& row) {
    return {{"code", row.code},
            {"title", row.title.vi},
            {"title_en", row.title.en},
            {"depth", row.depth},
            {"is_leaf", row.is_leaf},
            {"max", row.max.text()},
            {"self", row.self.text()},
            {"status", status_word(row.status)},
            {"points_configured", row.is_configured},
            {"evidence", documents(row.evidence)}};
}

std::string text(const json::object& from, const char* name) {
    return std::string(from.at(name).as_string());
}

Decimal decimal(const json::object& from, const char* name) {
    const auto read = Decimal::parse(text(from, name));
    if (!read) throw std::invalid_argument(name);
    return *read;
}

std::vector<Evidence> read_documents(const json::object& from) {
    std::vector<Evidence> evidence;
    for (const json::value& each : from.at("evidence").as_array()) {
        auto read = read_evidence(each.as_object());
        if (!read) throw std::invalid_argument(read.error().message);
        evidence.push_back(std::move(*read));
    }
    return evidence;
}

Status read_status(const std::string& word) {
    for (const Status status :
         {Status::scored, Status::no_data, Status::manual_missing, Status::manual_refused,
          Status::evidence_missing, Status::incomplete}) {
        if (word == status_word(status)) return status;
    }
    throw std::invalid_argument("status");
}

SheetRow read_row(const json::object& from) {
    return {text(from, "code"),
            {text(from, "title"), text(from, "title_en")},
            static_cast<int>(from.at("depth").as_int64()),
            from.at("is_leaf").as_bool(),
            decimal(from, "max"),
            decimal(from, "self"),
            read_status(text(from, "status")),
            from.at("points_configured").as_bool(),
            read_documents(from)};
}

RoundStep step_of(const json::object& from) {
    RoundStep step;
    const auto act = find_act(text(from, "act"));
    const auto on = Date::parse(text(from, "on"));
    if (!act || !on) throw std::invalid_argument("act");
    step.act = *act;
    step.on = *on;
    step.code = text(from, "code");
    step.text = text(from, "text");
    if (!from.at("points").is_null()) step.points = decimal(from, "points");
    step.evidence = read_documents(from);
    step.snapshot = from.at("snapshot").as_int64();
    for (const json::value& row : from.at("sheet").as_array()) {
        step.sheet.push_back(read_row(row.as_object()));
    }
    return step;
}

}  // namespace

json::object to_json(const RoundStep& step) {
    json::array sheet;
    for (const SheetRow& row : step.sheet) sheet.push_back(row_json(row));
    return {{"act", act_word(step.act)},
            {"on", step.on.iso()},
            {"code", step.code},
            {"text", step.text},
            {"points", step.points ? json::value(step.points->text()) : json::value(nullptr)},
            {"evidence", documents(step.evidence)},
            {"snapshot", step.snapshot},
            {"sheet", std::move(sheet)}};
}

Result<RoundStep> read_step(const json::object& from) {
    try {
        return step_of(from);
    } catch (const std::exception&) {
        return Refusal{Reason::invalid_input, "This is no stored step of a round."};
    }
}

}  // namespace trinh::reform_index
