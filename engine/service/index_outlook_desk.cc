#include "engine/service/index_outlook_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/service/index_book.h"
#include "engine/service/index_watch.h"

namespace trinh::service {
namespace {

namespace ri = reform_index;

Ahead facts_ahead(const Office& office, ports::Transaction& tx) {
    if (office.index_watch != nullptr) return office.index_watch->ahead.read(office, tx);
    return AheadBook().read(office, tx);
}

json::value day_json(const std::optional<Date>& day) {
    return day ? json::value(day->iso()) : json::value(nullptr);
}

json::array gains_json(const ri::IndexTree& index, const std::vector<ri::Gain>& gains) {
    json::array list;
    for (const auto& each : gains) {
        const auto* criterion = ri::find_criterion(index, each.code);
        json::object item = titled_json(criterion->title);
        item["code"] = each.code;
        item["before"] = each.before.number();
        item["after"] = each.after.number();
        item["gain"] = (each.after - each.before).number();
        list.push_back(std::move(item));
    }
    return list;
}

json::object scenario_json(const ri::IndexTree& index, const ri::Scenario& scenario) {
    json::array components, rows;
    for (const auto& root : scenario.score.roots) {
        json::object item = titled_json(root.title);
        item["code"] = root.code;
        item["points"] = root.points.number();
        item["max"] = root.max.number();
        components.push_back(std::move(item));
    }
    for (const auto& fact : scenario.rows) {
        const auto measure =
            std::find_if(index.measures.begin(), index.measures.end(),
                         [&](const ri::Measure& each) { return each.fact == fact.name; });
        if (measure == index.measures.end()) continue;
        json::object row{{"case_id", fact.case_id},
                         {"case_title", fact.title},
                         {"date", fact.date.iso()},
                         {"counts", fact.counts},
                         {"deadline", fact.note}};
        row["title"] = measure->title.vi;
        row["title_en"] = measure->title.en;
        rows.push_back(std::move(row));
    }
    return {{"points", scenario.score.points.number()},
            {"components", std::move(components)},
            {"rows", std::move(rows)}};
}

Result<Done> check_cases(const ri::Supposition& supposed, const Ahead& ahead, Date today) {
    if (!supposed.cases.empty() && supposed.by < today) {
        return Refusal{Reason::invalid_input,
                       fmt::format("What is still to be done cannot be done on {}, a past day.",
                                   supposed.by.iso()),
                       fmt::format("Ngày {} đã qua; đề nghị chọn ngày từ hôm nay trở đi.",
                                   supposed.by.spoken())};
    }
    for (const auto id : supposed.cases) {
        if (ahead.open_cases.contains(id)) continue;
        return Refusal{Reason::not_found,
                       fmt::format("There is no open case {}; a closed one can only be supposed to "
                                   "have been in time.",
                                   id),
                       fmt::format("Không có hồ sơ số {} đang giải quyết.", id)};
    }
    return Done{};
}

}  // namespace

Result<json::object> IndexOutlookDesk::what_if(const ri::Supposition& supposed) {
    auto tx = office_.store.begin_read();
    const auto year_end = Date::from_ymd(supposed.by.year(), 12, 31);
    auto scored = score_on(office_, *tx, *year_end);
    if (!scored) return scored.error();
    const auto ahead = facts_ahead(office_, *tx);
    const Date today = local_date(office_.clock.now());
    if (auto fits = check_cases(supposed, ahead, today); !fits) return fits.error();
    const auto answer = ri::suppose(*scored->index, scored->facts, scored->values,
                                    scored->tree.period, ahead.facts, supposed);
    json::array sentences;
    for (const auto& words : ri::supposition_words(answer, supposed)) {
        sentences.push_back(json::object{{"text", words.vi}, {"text_en", words.en}});
    }
    return json::object{{"on", year_end->iso()},
                        {"by", supposed.by.iso()},
                        {"before", answer.before.number()},
                        {"after", answer.after.number()},
                        {"gain", (answer.after - answer.before).number()},
                        {"components", gains_json(*scored->index, answer.components)},
                        {"criteria", gains_json(*scored->index, answer.gains)},
                        {"sentences", std::move(sentences)}};
}

Result<json::object> IndexOutlookDesk::ranking(Date on, int limit) {
    auto tx = office_.store.begin_read();
    auto scored = score_on(office_, *tx, on);
    if (!scored) return scored.error();
    const auto ahead = facts_ahead(office_, *tx);
    const auto costs =
        ri::rank_all_costs(*scored->index, scored->tree, scored->facts, scored->values, ahead.facts,
                           local_date(office_.clock.now()));
    json::array items;
    for (const auto& each : costs) {
        if (std::ssize(items) == limit) break;
        items.push_back(json::object{{"case_id", each.case_id},
                                     {"title", each.title},
                                     {"is_open", each.is_open},
                                     {"deadline", each.deadline.vi},
                                     {"deadline_en", each.deadline.en},
                                     {"due", day_json(each.due)},
                                     {"points", each.points.number()},
                                     {"gain_if_done", each.gain_if_done.number()}});
    }
    return json::object{{"on", on.iso()},
                        {"items", std::move(items)},
                        {"all", costs.size()},
                        {"unread", lines_json(ahead.unread)}};
}

Result<json::object> IndexOutlookDesk::forecast() {
    auto tx = office_.store.begin_read();
    const Date today = local_date(office_.clock.now());
    auto scored = score_on(office_, *tx, today);
    if (!scored) return scored.error();
    const auto ahead = facts_ahead(office_, *tx);
    const auto all =
        ri::forecast(*scored->index, scored->facts, scored->values, ahead.facts, today);
    return json::object{{"today", today.iso()},
                        {"on", all.period.on.iso()},
                        {"max", all.now.score.max.number()},
                        {"now", scenario_json(*scored->index, all.now)},
                        {"best", scenario_json(*scored->index, all.best)},
                        {"planned", scenario_json(*scored->index, all.planned)},
                        {"worst", scenario_json(*scored->index, all.worst)},
                        {"unread", lines_json(ahead.unread)}};
}

}  // namespace trinh::service
