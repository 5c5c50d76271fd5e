#include "engine/service/index_desk.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/reform_index/score.h"

namespace trinh::service {
namespace {

struct Scored {
    std::vector<reform_index::Fact> facts;
    reform_index::ScoreTree tree;
};

Result<Scored> score_on(const Office& office, Date on) {
    const auto* index = office.shelf.index();
    if (index == nullptr) {
        return Refusal{Reason::not_found, "No index is loaded: add a file to workflows/indices.",
                       "Chưa nạp bộ chỉ số."};
    }
    const auto period = reform_index::year_up_to(on);
    Scored scored;
    auto tx = office.store.begin_read();
    for (auto& row : tx->facts().between(period.from, period.on)) {
        scored.facts.push_back({std::move(row.name), row.case_id.number, std::move(row.title),
                                row.date, row.counts, std::move(row.note)});
    }
    scored.tree = reform_index::score(*index, scored.facts, {}, period);
    return scored;
}

json::array broken_sums(const Office& office, const Scored& scored) {
    json::array broken;
    for (auto& line : reform_index::reconcile(*office.shelf.index(), scored.tree, scored.facts)) {
        broken.emplace_back(std::move(line));
    }
    return broken;
}

}  // namespace

Result<json::object> IndexDesk::score(Date on) {
    auto scored = score_on(office_, on);
    if (!scored) return scored.error();
    json::object view = reform_index::to_json(scored->tree, scored->facts);
    view["on"] = on.iso();
    view["broken_sums"] = broken_sums(office_, *scored);
    return view;
}

Result<json::object> IndexDesk::explain(std::string_view code, Date on) {
    auto scored = score_on(office_, on);
    if (!scored) return scored.error();
    const auto* node = reform_index::find_node(scored->tree, code);
    if (node == nullptr) {
        return Refusal{Reason::not_found, fmt::format("The index has no criterion '{}'.", code),
                       fmt::format("Bộ chỉ số không có tiêu chí “{}”.", code)};
    }
    json::object view = reform_index::to_json(*node, scored->facts);
    view["on"] = on.iso();
    view["text"] = reform_index::explain_vi(*node, scored->facts);
    view["text_en"] = reform_index::explain_en(*node, scored->facts);
    return view;
}

}  // namespace trinh::service
