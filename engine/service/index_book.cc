#include "engine/service/index_book.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <map>
#include <set>

#include "engine/audit/digest.h"
#include "engine/reform_index/formula.h"
#include "engine/reform_index/rights.h"
#include "engine/service/index_watch.h"
#include "engine/service/record.h"
#include "engine/service/trail.h"

namespace trinh::service {
namespace {

std::vector<reform_index::ManualValue> load_values(ports::Transaction& tx, const std::string& index,
                                                   const reform_index::ReportingPeriod& period) {
    std::map<std::string, reform_index::ManualValue> last;
    for (const auto& row : tx.index().values(index, period.from, period.on)) {
        last.insert_or_assign(row.code, value_of(row));
    }
    std::vector<reform_index::ManualValue> values;
    for (auto& [code, value] : last) values.push_back(std::move(value));
    return values;
}

/// The measures of that criterion and of all below it.
void add_measures(const reform_index::Criterion& criterion, std::set<std::string>& measures) {
    measures.emplace(reform_index::measure_of(criterion.formula));
    for (const auto& child : criterion.children) add_measures(child, measures);
}

}  // namespace

Result<const reform_index::IndexTree*> index_of(const Office& office) {
    const auto* index = office.shelf.index();
    if (index != nullptr) return index;
    return Refusal{Reason::not_found, "No index is loaded: add a file to workflows/indices.",
                   "Chưa nạp bộ chỉ số."};
}

reform_index::Fact fact_of(ports::FactRow row) {
    return {std::move(row.name),
            row.case_id.number,
            std::move(row.title),
            row.date,
            row.counts,
            std::move(row.note),
            row.id};
}

reform_index::ManualValue value_of(const ports::IndexValueRow& row) {
    auto value = reform_index::read_manual(stored_json(row.body).as_object());
    if (!value) throw ports::StoreFailure("An entered value of the index cannot be read.");
    return std::move(*value);
}

Result<reform_index::ScoreTree> current_score(const Office& office, Date on) {
    auto index = index_of(office);
    if (!index) return index.error();
    // What an open transaction has written may be taken back: it must not get into the score.
    auto tx = office.store.begin_read();
    if (office.index_watch != nullptr) {
        return office.index_watch->scores.look(office, *tx, **index, on);
    }
    return LiveIndex().look(office, *tx, **index, on);
}

Result<Opened> open_criterion(const Office& office, ports::Transaction& tx, std::string_view code,
                              Date on) {
    auto index = index_of(office);
    if (!index) return index.error();
    const auto* criterion = reform_index::find_criterion(**index, code);
    if (criterion == nullptr) {
        return Refusal{Reason::not_found, fmt::format("The index has no criterion '{}'.", code),
                       fmt::format("Bộ chỉ số không có tiêu chí “{}”.", code)};
    }
    std::set<std::string> measures, names;
    add_measures(*criterion, measures);
    for (const auto& measure : (*index)->measures) {
        if (measures.contains(measure.id)) names.insert(measure.fact);
    }
    const auto period = reform_index::year_up_to(on);
    Opened opened;
    for (const auto& name : names) {
        for (auto& row : tx.facts().named(name, period.from, period.on)) {
            opened.facts.push_back(fact_of(std::move(row)));
        }
    }
    const auto values = load_values(tx, (*index)->id, period);
    const auto tree = reform_index::score(**index, opened.facts, values, period);
    opened.node = *reform_index::find_node(tree, code);
    return opened;
}

Result<Scored> score_on(const Office& office, ports::Transaction& tx, Date on) {
    auto index = index_of(office);
    if (!index) return index.error();
    const auto period = reform_index::year_up_to(on);
    Scored scored;
    scored.index = *index;
    for (auto& row : tx.facts().between(period.from, period.on)) {
        scored.facts.push_back(fact_of(std::move(row)));
    }
    scored.values = load_values(tx, (*index)->id, period);
    scored.tree = reform_index::score(**index, scored.facts, scored.values, period);
    scored.broken = reform_index::reconcile(**index, scored.tree, scored.facts);
    return scored;
}

std::vector<reform_index::Round> load_rounds(ports::Transaction& tx) {
    std::vector<reform_index::Round> rounds;
    for (const auto& row : tx.index().steps()) {
        auto step = reform_index::read_step(stored_json(row.body).as_object());
        if (!step) throw ports::StoreFailure("A stored step of a round cannot be read.");
        if (rounds.empty() || rounds.back().number != row.round) {
            rounds.emplace_back().number = row.round;
        }
        rounds.back() = reform_index::evolve_round(std::move(rounds.back()), *step);
    }
    return rounds;
}

Result<Done> check_right(const Office& office, const Caller& caller, reform_index::Act act) {
    auto index = index_of(office);
    if (!index) return index.error();
    return reform_index::check_right(
        **index, act, {caller.person.roles, caller.person.agency, office.department});
}

void append_index_entry(const Office& office, ports::Transaction& tx, const Caller& caller,
                        const IndexNote& note) {
    audit::Entry entry;
    entry.at = office.clock.now();
    entry.actor = caller.person.id;
    entry.agency = caller.person.agency;
    entry.action = note.action;
    entry.rule = {office.shelf.index()->id + "@" +
                      audit::to_hex(audit::bytes_of(audit::sha256({office.shelf.index_text()}))),
                  office.shelf.index()->basis};
    entry.before = note.before;
    entry.after = note.after;
    entry.inputs = note.inputs;
    entry.note = note.note;
    entry.via = caller.via;
    append_entry(tx, entry);
}

json::object titled_json(const reform_index::Words& title) {
    return {{"title", title.vi}, {"title_en", title.en}};
}

json::array lines_json(const std::vector<std::string>& lines) {
    json::array list;
    for (const auto& line : lines) list.emplace_back(line);
    return list;
}

}  // namespace trinh::service
