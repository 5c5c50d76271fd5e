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

/// The year up to `on`, as the store holds it now. Refuses when no index is loaded.
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
