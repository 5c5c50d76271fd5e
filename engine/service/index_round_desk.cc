#include "engine/service/index_round_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/base/json_text.h"
#include "engine/service/index_snapshots.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

namespace ri = reform_index;

Refusal no_round(std::int64_t number) {
    return {Reason::not_found, fmt::format("There is no round {} of the index.", number),
            fmt::format("Không có đợt chấm điểm số {}.", number)};
}

const ri::Round* find_round(const std::vector<ri::Round>& rounds, std::int64_t number) {
    const auto at = std::find_if(rounds.begin(), rounds.end(),
                                 [&](const ri::Round& round) { return round.number == number; });
    return at != rounds.end() ? &*at : nullptr;
}

json::value points_json(const std::optional<ri::Decimal>& points) {
    return points ? json::value(points->number()) : json::value(nullptr);
}

json::array documents(const std::vector<ri::Evidence>& evidence) {
    json::array list;
    for (const auto& each : evidence) list.push_back(ri::to_json(each));
    return list;
}

json::object row_view(const ri::SheetRow& row, const ri::Judgement& said,
                      const ri::FinalPoints& points) {
    json::object view = titled_json(row.title);
    view["code"] = row.code;
    view["depth"] = row.depth;
    view["is_leaf"] = row.is_leaf;
    view["max"] = row.max.number();
    view["self"] = row.self.number();
    view["status"] = ri::status_word(row.status);
    view["points_configured"] = row.is_configured;
    view["evidence"] = documents(row.evidence);
    view["self_explanation"] = said.self_explanation;
    view["reviewed"] = points.reviewed.number();
    view["is_reviewed"] = said.reviewed.has_value();
    view["review_note"] = said.review_note;
    view["explanation"] = said.explanation;
    view["explanation_evidence"] = documents(said.evidence);
    view["second"] = points_json(said.second);
    view["second_note"] = said.second_note;
    view["last"] = points.last.number();
    return view;
}

/// The line of a round in a list: state and totals.
json::object round_line(const ri::Round& round, const std::vector<ri::SheetRow>& sheet) {
    ri::Decimal self, max;
    for (const auto& row : sheet) {
        if (row.depth == 0) self += row.self;
        if (row.depth == 0) max += row.max;
    }
    const auto totals = ri::final_points(sheet, round).back();
    const auto title = ri::round_state_title(round.state);
    return {{"number", round.number},
            {"on", round.on.iso()},
            {"state", ri::round_state_word(round.state)},
            {"state_title", title.vi},
            {"state_title_en", title.en},
            {"snapshot", round.snapshot == 0 ? json::value(nullptr) : json::value(round.snapshot)},
            {"max", max.number()},
            {"self", self.number()},
            {"reviewed", totals.reviewed.number()},
            {"last", totals.last.number()}};
}

/// The frozen lines, or today's score of the reporting date while nothing is frozen.
Result<std::vector<ri::SheetRow>> sheet_of(const Office& office, const ri::Round& round) {
    if (!round.sheet.empty()) return round.sheet;
    auto tree = current_score(office, round.on);
    if (!tree) return tree.error();
    return ri::sheet_of(*tree);
}

json::array steps_view(ports::Transaction& tx, Directory& names, std::int64_t number) {
    json::array items;
    for (const auto& row : tx.index().steps()) {
        if (row.round != number) continue;
        auto step = ri::read_step(stored_json(row.body).as_object());
        if (!step) throw ports::StoreFailure("A stored step of a round cannot be read.");
        json::object item = titled_json(ri::act_title(step->act));
        item["sequence"] = row.sequence;
        item["at"] = row.at.iso();
        item["person"] = names.person(row.person);
        item["act"] = ri::act_word(step->act);
        item["code"] = step->code;
        item["points"] = points_json(step->points);
        item["text"] = step->text;
        items.push_back(std::move(item));
    }
    return items;
}

Result<json::object> round_view(const Office& office, ports::Transaction& tx, const Caller& caller,
                                const ri::Round& round) {
    auto sheet = sheet_of(office, round);
    if (!sheet) return sheet.error();
    json::object view = round_line(round, *sheet);
    const auto points = ri::final_points(*sheet, round);
    json::array criteria;
    for (std::size_t i = 0; i < sheet->size(); ++i) {
        const auto said = round.judgements.find((*sheet)[i].code);
        criteria.push_back(row_view((*sheet)[i],
                                    said == round.judgements.end() ? ri::Judgement{} : said->second,
                                    points[i]));
    }
    view["criteria"] = std::move(criteria);
    json::array acts;
    for (const auto act : ri::open_acts(round)) {
        json::object item = titled_json(ri::act_title(act));
        const auto may = check_right(office, caller, act);
        item["act"] = ri::act_word(act);
        item["permitted"] = may.has_value();
        item["refusal"] = may ? std::string() : may.error().message_vi;
        item["refusal_en"] = may ? std::string() : may.error().message;
        acts.push_back(std::move(item));
    }
    view["acts"] = std::move(acts);
    Directory names(tx);
    view["steps"] = steps_view(tx, names, round.number);
    return view;
}

struct Numbered {
    std::int64_t round = 0, sequence = 0;
};

void record_step(const Office& office, ports::Transaction& tx, const Caller& caller,
                 const Numbered& place, const ri::Round& before, const ri::Round& after,
                 const ri::RoundStep& step) {
    const std::string body = to_json_text(ri::to_json(step));
    tx.index().add_step({place.round, place.sequence, office.shelf.index()->id, office.clock.now(),
                         caller.person.id, caller.person.agency, body});
    ri::RoundStep told = step;
    told.sheet.clear();  // The snapshot's hash stands for it.
    append_index_entry(office, tx, caller,
                       {std::string("index.") + ri::act_word(step.act),
                        fmt::format("round {} {} {}", place.round, step.code, step.text),
                        to_json_text(ri::to_json(told)), ri::round_state_word(before.state),
                        ri::round_state_word(after.state)});
}

std::int64_t next_sequence(ports::Transaction& tx, std::int64_t number) {
    std::int64_t last = 0;
    for (const auto& row : tx.index().steps()) {
        if (row.round == number) last = row.sequence;
    }
    return last + 1;
}

}  // namespace

Result<json::object> IndexRoundDesk::open(const Caller& caller, Date on) {
    if (auto may = check_right(office_, caller, ri::Act::open); !may) return may.error();
    auto tx = office_.store.begin();
    const auto rounds = load_rounds(*tx);
    ri::Round fresh;
    fresh.number = rounds.empty() ? 1 : rounds.back().number + 1;
    ri::RoundStep wanted;
    wanted.on = on;
    auto step = ri::decide_round({*office_.shelf.index(), nullptr, {}, rounds}, fresh, wanted);
    if (!step) return step.error();
    const ri::Round opened = ri::evolve_round(fresh, *step);
    record_step(office_, *tx, caller, {fresh.number, 1}, fresh, opened, *step);
    auto view = round_view(office_, *tx, caller, opened);
    if (view) tx->commit();
    return view;
}

Result<json::object> IndexRoundDesk::act(const Caller& caller, std::int64_t number,
                                         ri::RoundStep wanted) {
    if (auto may = check_right(office_, caller, wanted.act); !may) return may.error();
    auto tx = office_.store.begin();
    const auto rounds = load_rounds(*tx);
    const auto* found = find_round(rounds, number);
    if (found == nullptr) return no_round(number);
    auto scored = score_on(office_, *tx, found->on);
    if (!scored) return scored.error();
    wanted.on = found->on;
    auto step = ri::decide_round({*scored->index, &scored->tree, scored->broken, rounds}, *found,
                                 std::move(wanted));
    if (!step) return step.error();
    if (step->act == ri::Act::lock) {
        step->snapshot = keep_snapshot(office_, *tx, caller, *scored).number;
    }
    const ri::Round after = ri::evolve_round(*found, *step);
    record_step(office_, *tx, caller, {number, next_sequence(*tx, number)}, *found, after, *step);
    auto view = round_view(office_, *tx, caller, after);
    if (view) tx->commit();
    return view;
}

Result<json::object> IndexRoundDesk::show(const Caller& caller, std::int64_t number) {
    auto tx = office_.store.begin_read();
    const auto rounds = load_rounds(*tx);
    const auto* found = find_round(rounds, number);
    if (found == nullptr) return no_round(number);
    return round_view(office_, *tx, caller, *found);
}

Result<json::object> IndexRoundDesk::rounds(const Caller& caller) {
    auto tx = office_.store.begin_read();
    json::array items;
    const auto rounds = load_rounds(*tx);
    for (auto it = rounds.rbegin(); it != rounds.rend(); ++it) {
        auto sheet = sheet_of(office_, *it);
        if (!sheet) return sheet.error();
        items.push_back(round_line(*it, *sheet));
    }
    return json::object{
        {"items", std::move(items)},
        {"can_open", check_right(office_, caller, ri::Act::open).has_value()},
        {"can_enter", check_right(office_, caller, ri::Act::enter).has_value()},
        {"can_freeze", check_right(office_, caller, ri::Act::snapshot).has_value()}};
}

}  // namespace trinh::service
