#include "engine/service/trail.h"

#include <fmt/format.h>

#include "engine/base/json_text.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

std::string stage_ids(const casework::Case& subject) {
    return fmt::format("{}", fmt::join(active_states(subject), " "));
}

ports::AuditRow row_of(const audit::Entry& entry) {
    ports::AuditRow row;
    row.at = entry.at;
    row.actor = entry.actor;
    row.on_behalf_of = entry.on_behalf_of;
    row.agency = entry.agency;
    row.case_id = entry.case_id;
    row.action = entry.action;
    row.body = audit::canonical_bytes(entry);
    return row;
}

}  // namespace

/// Clock acts carry what the clock did; every other act its event's name.
std::string trail_action(const casework::Decision& decision, const ActNote& note) {
    for (const auto& event : decision.events) {
        if (const auto* woke = std::get_if<casework::ClockWoke>(&event.body)) {
            return "clock." + woke->kind;
        }
        if (std::holds_alternative<casework::ClockHeld>(event.body)) return "clock.held";
    }
    return note.action;
}

ports::AuditRow trail_row(const Recording& recording, const casework::Case& before,
                          const casework::Decision& decision, const ActNote& note) {
    audit::Entry entry;
    entry.at = recording.now;
    entry.actor = decision.events.front().actor;
    entry.agency = note.agency;
    entry.case_id = decision.after.id;
    entry.action = trail_action(decision, note);
    entry.rule = {decision.after.process + "@" + decision.after.definition_hash,
                  recording.law.process.basis};
    entry.before = stage_ids(before);
    entry.after = stage_ids(decision.after);
    entry.note = note.note;
    if (!note.inputs.empty()) entry.inputs = to_json_text(note.inputs);
    entry.via = note.via;
    return row_of(entry);
}

void append_entry(ports::Transaction& tx, const audit::Entry& entry) {
    tx.audit().append(row_of(entry));
}

}  // namespace trinh::service
