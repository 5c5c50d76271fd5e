/// index_book: what is known of the index on a day: facts, entered values, rounds.
///
/// Internal to this room: the index desks read and write through it.
#pragma once

#include <string>
#include <vector>

#include "engine/reform_index/round.h"
#include "engine/reform_index/score.h"
#include "engine/service/caller.h"
#include "engine/service/directory.h"
#include "engine/service/office.h"

namespace trinh::service {

/// A score and what it was made from.
struct Scored {
    const reform_index::IndexTree* index = nullptr;
    std::vector<reform_index::Fact> facts;
    std::vector<reform_index::ManualValue> values;  ///< Of each criterion the last one.
    reform_index::ScoreTree tree;
    std::vector<std::string> broken;
};

/// The index on the shelf; refuses with not_found when none is loaded.
Result<const reform_index::IndexTree*> index_of(const Office& office);

/// A stored fact as the index reads it.
reform_index::Fact fact_of(ports::FactRow row);
/// A value as it was entered. Throws StoreFailure when the row cannot be read.
reform_index::ManualValue value_of(const ports::IndexValueRow& row);

/// The numbers of the year up to `on`, without rows, from the score that is kept up to date: as it
/// is committed, in a reading of its own. Refuses when no index is loaded.
Result<reform_index::ScoreTree> current_score(const Office& office, Date on);
/// One criterion of it with the facts behind it. Refuses with not_found.
struct Opened {
    reform_index::ScoreNode node;
    std::vector<reform_index::Fact> facts;
};
Result<Opened> open_criterion(const Office& office, ports::Transaction& tx, std::string_view code,
                              Date on);

/// The same in full, with its rows, as the store holds it now. Refuses when no index is loaded.
Result<Scored> score_on(const Office& office, ports::Transaction& tx, Date on);

/// All rounds, replayed from their steps, by number.
std::vector<reform_index::Round> load_rounds(ports::Transaction& tx);

/// Whether the caller may do that.
Result<Done> check_right(const Office& office, const Caller& caller, reform_index::Act act);

/// One leaf of the trail about the index. `inputs`: JSON, or empty.
struct IndexNote {
    std::string action, note, inputs, before, after;
};
void append_index_entry(const Office& office, ports::Transaction& tx, const Caller& caller,
                        const IndexNote& note);

json::object titled_json(const reform_index::Words& title);
json::array lines_json(const std::vector<std::string>& lines);

}  // namespace trinh::service
