#include "engine/service/record.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "engine/base/json_text.h"
#include "engine/base/text.h"
#include "engine/casework/decide.h"
#include "engine/casework/permission.h"
#include "engine/service/letters.h"
#include "engine/service/trail.h"
#include "engine/service/views.h"
#include "engine/service/webhooks.h"

namespace trinh::service {
namespace {

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

/// Without what only the title needs.
ports::CaseRow case_row(const casework::Case& subject, Instant now) {
    ports::CaseRow row;
    row.id = subject.id;
    row.process = subject.process;
    row.definition_hash = subject.definition_hash;
    row.title = subject.title;
    row.drafting_agency = subject.drafting_agency;
    row.department = subject.department;
    row.stage = joined(active_states(subject));
    row.is_closed = subject.is_closed;
    row.opened_at = subject.opened_at;
    row.changed_at = now;
    for (const auto& clock : subject.clocks) {
        if (clock.is_closed || !clock.due) continue;
        if (!row.next_due || *clock.due < *row.next_due) row.next_due = clock.due;
    }
    if (subject.earlier_case) row.parent = CaseId{*subject.earlier_case};
    row.relation = subject.relation;
    row.snapshot = case_text(subject);
    return row;
}

ports::CaseRow titled_row(const casework::Case& subject, Instant now) {
    auto row = case_row(subject, now);
    row.folded_title = folded(subject.title);
    return row;
}

/// What CaseTable::move() leaves alone is the same in both.
bool is_only_moved(const casework::Case& before, const casework::Case& after) {
    const auto kept = [](const casework::Case& it) {
        return std::tie(it.process, it.definition_hash, it.title, it.drafting_agency, it.department,
                        it.is_closed, it.opened_at, it.earlier_case, it.relation);
    };
    return kept(before) == kept(after);
}

std::vector<ports::WaitingRow> waiting_rows(const casework::Law& law,
                                            const casework::Case& subject) {
    std::vector<ports::WaitingRow> rows;
    if (subject.is_closed) return rows;
    for (const auto* stage : active_stages(law, subject)) {
        for (const auto& id : stage->actors) {
            const auto& role = *law.process.role(id);
            const auto appointed = subject.appointed.find(id);
            const bool is_somebody = role.is_appointed && appointed != subject.appointed.end();
            rows.push_back({subject.id, id, casework::agency_of(role, subject),
                            is_somebody ? appointed->second : std::string()});
        }
    }
    return rows;
}

bool is_same(const ports::WaitingRow& one, const ports::WaitingRow& other) {
    return std::tie(one.role, one.agency, one.person) ==
           std::tie(other.role, other.agency, other.person);
}

bool is_same(const ports::DeadlineRow& one, const ports::DeadlineRow& other) {
    return std::tie(one.entry, one.deadline, one.due, one.wake_at, one.owner_role) ==
           std::tie(other.entry, other.deadline, other.due, other.wake_at, other.owner_role);
}

/// The rows a case may have, by their keys alone: of a case that leaves its law.
std::vector<ports::DeadlineRow> clock_keys(const casework::Case& subject) {
    std::vector<ports::DeadlineRow> rows;
    for (const auto& clock : subject.clocks) {
        if (!clock.is_closed) rows.push_back({subject.id, clock.deadline, clock.entry, {}, {}, {}});
    }
    if (subject.session.contains("sends")) {
        rows.push_back({subject.id, casework::pending_send_row, 0, {}, {}, {}});
    }
    return rows;
}

/// A row that should have woken already may have been put off: any act sets it going again.
void add_deadlines(const Recording& recording, const casework::Case& before,
                   const casework::Case& after, ports::CaseChange& change) {
    const bool is_same_law = before.definition_hash == after.definition_hash;
    const auto old_rows = is_same_law ? deadline_rows(recording.law, before) : clock_keys(before);
    auto new_rows = deadline_rows(recording.law, after);
    const auto stays = [&](const ports::DeadlineRow& row, const auto& others) {
        const bool is_late = row.wake_at && *row.wake_at <= recording.now;
        return is_same_law && !is_late &&
               std::ranges::any_of(others, [&](const auto& other) { return is_same(row, other); });
    };
    for (const auto& row : old_rows) {
        if (!stays(row, new_rows)) change.deadlines_gone.push_back(row);
    }
    for (auto& row : new_rows) {
        if (!stays(row, old_rows)) change.deadlines_set.push_back(std::move(row));
    }
}

void add_history(const casework::Case& before, const casework::Decision& decision,
                 ports::CaseChange& change) {
    const auto& after = decision.after;
    auto sequence = before.sequence;
    for (const auto& event : decision.events) {
        change.journal.push_back({after.id, ++sequence, event.at, casework::event_type(event),
                                  to_json_text(casework::to_json(event))});
        if (const auto* fact = std::get_if<casework::FactRecorded>(&event.body)) {
            change.facts.push_back(
                {fact->name, after.id, after.title, fact->date, fact->counts, {}});
        }
    }
}

/// All but the case's own row.
ports::CaseChange rows_around(const Recording& recording, const casework::Case& before,
                              const casework::Decision& decision, const ActNote& note) {
    ports::CaseChange change;
    change.after.id = decision.after.id;
    const bool is_same_law = before.definition_hash == decision.after.definition_hash;
    const auto is_as_before = [](const auto& one, const auto& other) {
        return is_same(one, other);
    };
    auto waiting = waiting_rows(recording.law, decision.after);
    if (!is_same_law ||
        !std::ranges::equal(waiting, waiting_rows(recording.law, before), is_as_before)) {
        change.waiting = std::move(waiting);
    }
    add_deadlines(recording, before, decision.after, change);
    add_history(before, decision, change);
    change.mail = letters_of(recording, decision);
    add_webhooks(recording, decision, note, change.mail);
    change.entries.push_back(trail_row(recording, before, decision, note));
    return change;
}

}  // namespace

std::vector<ports::DeadlineRow> deadline_rows(const casework::Law& law,
                                              const casework::Case& subject) {
    std::vector<ports::DeadlineRow> rows;
    for (const auto& clock : subject.clocks) {
        if (clock.is_closed) continue;
        const auto* deadline = law.process.deadline(clock.deadline);
        const bool has_owner = deadline != nullptr && !deadline->owners.empty();
        rows.push_back({subject.id, clock.deadline, clock.entry, clock.due, clock.wake_at,
                        has_owner ? deadline->owners.front() : std::string()});
    }
    if (const auto due = casework::next_pending(law, subject)) {
        rows.push_back({subject.id, casework::pending_send_row, 0, std::nullopt, due, {}});
    }
    return rows;
}

std::string case_text(const casework::Case& subject) {
    return to_json_text(casework::to_json(subject));
}

json::value stored_json(std::string_view text) {
    auto read = parse_json(text);
    if (!read)
        throw ports::StoreFailure("A stored document cannot be read; restore it from a backup. " +
                                  read.error().message);
    return std::move(read.value());
}

casework::Case read_case(const ports::CaseRow& row) {
    try {
        auto subject = casework::case_from_json(stored_json(row.snapshot));
        subject.id = row.id;
        return subject;
    } catch (const std::exception&) {
        throw ports::StoreFailure(fmt::format(
            "The stored case {} cannot be read; restore it from a backup.", row.id.number));
    }
}

CaseId insert_new(const Recording& recording, casework::Decision& decision) {
    decision.after.id = recording.tx.cases().insert(titled_row(decision.after, recording.now));
    return decision.after.id;
}

void finish_new(const Recording& recording, const casework::Decision& decision,
                const ActNote& note) {
    ports::write_around(recording.tx, rows_around(recording, casework::Case{}, decision, note));
}

ports::CaseChange change_of(const Recording& recording, const casework::Case& before,
                            std::int64_t version, const casework::Decision& decision,
                            const ActNote& note) {
    auto change = rows_around(recording, before, decision, note);
    change.is_only_moved = is_only_moved(before, decision.after);
    change.after = change.is_only_moved ? case_row(decision.after, recording.now)
                                        : titled_row(decision.after, recording.now);
    change.after.version = version;
    return change;
}

Result<Done> record_change(const Recording& recording, const casework::Case& before,
                           std::int64_t version, casework::Decision& decision,
                           const ActNote& note) {
    return ports::write(recording.tx, change_of(recording, before, version, decision, note));
}

void rewrite_deadlines(const Recording& recording, const casework::Case& subject) {
    recording.tx.deadlines().replace(subject.id, deadline_rows(recording.law, subject));
}

}  // namespace trinh::service
