/// MigrationWork: a migration while it is worked out, and the parts that work it out in turn.
///
/// Internal to this room; one part a file (migrate_*.cc), called in the order they stand here.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/casework/migration.h"

namespace trinh::casework {

struct MigrationWork {
    const MigrationOrder& order;
    const Case& before;
    const Actor& actor;
    Instant now;
    Case after;                              ///< Grows into the migrated case.
    std::vector<std::string> active;         ///< Atomic states of the target.
    std::map<std::string, Instant> entered;  ///< Active states of the target: since when.
    std::vector<MigrationLine> report;
    std::vector<Effect> effects;

    [[nodiscard]] const workflow::Process& old_process() const { return order.from.process; }
    [[nodiscard]] const workflow::Process& target() const { return order.to.process; }
    [[nodiscard]] bool stands_in(chart::StateIndex state) const {
        return entered.count(std::string(target().chart->state(state).id)) > 0;
    }
    void tell(MigrationLine line) { report.push_back(std::move(line)); }
};

/// Rows of the map that speak of names the case's own definition lacks: they do nothing.
void note_unmatched(MigrationWork& work);
/// Finds a place for every active state; refuses when there is none.
Result<Done> place_states(MigrationWork& work);
/// Dossier, drafts, appointments, last actors.
void carry_papers(MigrationWork& work);
/// The values of the case by the target's datamodel; refuses when the map's value fails.
Result<json::object> carry_data(MigrationWork& work);
/// The chart's snapshot with history, delayed sends and invokes; refuses what cannot be restored.
Result<Done> carry_session(MigrationWork& work, json::object data);
/// Every deadline, one by one.
void carry_clocks(MigrationWork& work);
/// What can be done before and after.
void compare_actions(MigrationWork& work);

/// Where a state of the old definition goes; empty: nowhere. By its own rule, else under its own
/// id, else by the rule of the nearest state around it.
std::vector<std::string> places_of(const MigrationOrder& order, std::string_view state);

/// "Kiểm tra hồ sơ (checking)"; the id alone when it is no stage.
workflow::Title state_title(const workflow::Process& process, std::string_view id);

}  // namespace trinh::casework
