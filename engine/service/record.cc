#include "engine/service/record.h"

#include <fmt/format.h>

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

ports::CaseRow case_row(const casework::Case& subject, Instant now) {
    ports::CaseRow row;
    row.id = subject.id;
    row.process = subject.process;
    row.definition_hash = subject.definition_hash;
    row.title = subject.title;
    row.folded_title = folded(subject.title);
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

void write_rows(const Recording& recording, const casework::Case& before,
                const casework::Decision& decision, const ActNote& note) {
    const auto& after = decision.after;
    auto& tx = recording.tx;
    tx.cases().replace_waiting(after.id, waiting_rows(recording.law, after));
    tx.deadlines().replace(after.id, deadline_rows(recording.law, after));
    std::vector<ports::JournalRow> journal;
    auto sequence = before.sequence;
    for (const auto& event : decision.events) {
        journal.push_back({after.id, ++sequence, event.at, casework::event_type(event),
                           to_json_text(casework::to_json(event))});
        if (const auto* fact = std::get_if<casework::FactRecorded>(&event.body)) {
            tx.facts().add({fact->name, after.id, after.title, fact->date, fact->counts, {}});
        }
    }
    tx.cases().append_journal(journal);
    queue_letters(recording, decision);
    queue_webhooks(recording, decision, note);
    append_trail(recording, before, decision, note);
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
    decision.after.id = recording.tx.cases().insert(case_row(decision.after, recording.now));
    return decision.after.id;
}

void finish_new(const Recording& recording, const casework::Decision& decision,
                const ActNote& note) {
    write_rows(recording, casework::Case{}, decision, note);
}

Result<Done> record_change(const Recording& recording, const casework::Case& before,
                           std::int64_t version, casework::Decision& decision,
                           const ActNote& note) {
    auto row = case_row(decision.after, recording.now);
    row.version = version;
    auto updated = recording.tx.cases().update(row);
    if (!updated) return updated.error();
    write_rows(recording, before, decision, note);
    return Done{};
}

void rewrite_deadlines(const Recording& recording, const casework::Case& subject) {
    recording.tx.deadlines().replace(subject.id, deadline_rows(recording.law, subject));
}

}  // namespace trinh::service
