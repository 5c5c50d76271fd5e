#include "tests/support/memory_tables.h"

#include <algorithm>
#include <ranges>
#include <tuple>

#include "engine/audit/entry.h"
#include "engine/audit/merkle.h"
#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/base/words.h"

namespace trinh::testing {

namespace {

using ports::AuditRow;
using ports::FactRow;
using ports::MailRow;
using ports::MailState;
using ports::PersonRow;

std::string text_of(const MemoryTables& tables, const AuditRow& row) {
    std::string text;
    const auto of = row.case_id ? tables.cases.find(row.case_id->number) : tables.cases.end();
    if (of != tables.cases.end()) text = of->second->folded_title;
    const auto entry = audit::read_entry(row.body);
    return text + " " + (entry ? folded(entry->note + " " + entry->inputs) : "");
}

bool passes(const MemoryTables& tables, const AuditRow& row, const ports::AuditFilter& filter) {
    return (!filter.case_id || row.case_id == filter.case_id) &&
           (filter.actor.empty() || row.actor == filter.actor) &&
           (filter.on_behalf_of.empty() || row.on_behalf_of == filter.on_behalf_of) &&
           (filter.agency.empty() || row.agency == filter.agency) &&
           (filter.action.empty() || row.action == filter.action) &&
           (!filter.from || row.at >= *filter.from) &&
           (!filter.before || row.at < *filter.before) &&
           (!filter.below_index || row.index < *filter.below_index) &&
           (filter.folded_text.empty() || has_phrase(text_of(tables, row), filter.folded_text));
}

[[noreturn]] void refuse_second() {
    throw ports::StoreFailure("The store refused a second row with the same key.");
}

}  // namespace

bool MemoryOutbox::queue(const MailRow& row) {
    auto& outbox = view_.write().outbox;
    const auto is_it = [&](const auto& other) { return other->message_id == row.message_id; };
    if (std::ranges::any_of(outbox, is_it)) return false;
    MailRow stored = row;
    stored.id = MailId{static_cast<std::int64_t>(outbox.size()) + 1};
    stored.together.reset();
    outbox.push_back(std::make_shared<const MailRow>(std::move(stored)));
    return true;
}

std::vector<MailRow> MemoryOutbox::companions(const MailRow& row, Instant now) {
    std::vector<MailRow> found;
    for (const auto& other : view_.read().outbox) {
        if (other->state != MailState::pending || found.size() == ports::batch_rows_max) continue;
        const bool is_same_letter =
            row.together && other->together == row.together && other->not_before <= now;
        const bool is_same_batch = !row.together && !other->together && other->batch == row.batch &&
                                   other->to_person == row.to_person;
        if (is_same_letter || is_same_batch) found.push_back(*other);
    }
    return found;
}

std::vector<MailRow> MemoryOutbox::claim(ports::Channel channel, Instant now, int limit,
                                         Instant lease_until) {
    std::vector<MailRow> first;
    for (const auto& row : view_.read().outbox) {
        const bool is_ready = row->state == MailState::pending && row->not_before <= now;
        if (is_ready && row->channel == channel) first.push_back(*row);
    }
    std::ranges::stable_sort(first, {}, &MailRow::not_before);
    first.resize(std::min(first.size(), static_cast<std::size_t>(limit)));
    auto& outbox = view_.write().outbox;
    std::vector<MailRow> claimed;
    for (const auto& row : first) {
        if (std::ranges::find(claimed, row.id, &MailRow::id) != claimed.end()) continue;
        auto letter = row.batch.empty() ? std::vector<MailRow>{row} : companions(row, now);
        for (MailRow& part : letter) {
            part.not_before = lease_until;
            if (!part.batch.empty()) part.together = part.together.value_or(letter.front().id);
            outbox[static_cast<std::size_t>(part.id.number) - 1] =
                std::make_shared<const MailRow>(part);
            claimed.push_back(part);
        }
    }
    return claimed;
}

bool MemoryOutbox::is_ready(ports::Channel channel, Instant now) {
    return std::ranges::any_of(view_.read().outbox, [&](const auto& row) {
        return row->state == MailState::pending && row->channel == channel &&
               row->not_before <= now;
    });
}

Result<MailRow> MemoryOutbox::find(MailId id) {
    const auto& outbox = view_.read().outbox;
    if (id.number >= 1 && id.number <= std::ssize(outbox)) {
        return *outbox[static_cast<std::size_t>(id.number) - 1];
    }
    return Refusal{Reason::not_found, "There is no such letter.", "Không có thư này."};
}

void MemoryOutbox::save_outcome(const MailRow& row) {
    auto& outbox = view_.write().outbox;
    if (row.id.number < 1 || row.id.number > std::ssize(outbox)) return;
    auto& place = outbox[static_cast<std::size_t>(row.id.number) - 1];
    MailRow stored = *place;
    std::tie(stored.attempts, stored.state, stored.not_before, stored.last_error) =
        std::tie(row.attempts, row.state, row.not_before, row.last_error);
    place = std::make_shared<const MailRow>(std::move(stored));
}

std::vector<MailRow> MemoryOutbox::of_case(CaseId id, std::string_view letter, int limit) {
    const auto& outbox = view_.read().outbox;
    std::vector<MailRow> found;
    for (auto it = outbox.rbegin(); it != outbox.rend() && std::ssize(found) < limit; ++it) {
        if ((*it)->case_id == id && (*it)->letter == letter) found.push_back(**it);
    }
    return found;
}

std::vector<MailRow> MemoryOutbox::list(std::optional<MailState> state, int limit) {
    const auto& outbox = view_.read().outbox;
    std::vector<MailRow> found;
    for (auto it = outbox.rbegin(); it != outbox.rend() && std::ssize(found) < limit; ++it) {
        if (!state || (*it)->state == *state) found.push_back(**it);
    }
    return found;
}

void MemoryAudit::append(const AuditRow& row) {
    view_.write().appended.push_back(row);
}

void place_entries(MemoryTables& tables) {
    if (tables.appended.empty()) return;
    auto edge = audit::Edge::from_hex(tables.tree.size, tables.tree.subtree_hashes).value();
    for (AuditRow& row : tables.appended) {
        row.index = edge.size();
        edge.append(audit::leaf_hash(row.body));
        tables.audit.push_back(std::make_shared<const AuditRow>(std::move(row)));
    }
    tables.appended.clear();
    tables.tree = {edge.size(), edge.to_hex()};
}

ports::AuditPage MemoryAudit::query(const ports::AuditFilter& filter) {
    const auto& tables = view_.read();
    ports::AuditPage page;
    for (const auto& row : tables.audit | std::views::reverse) {
        if (std::ssize(page.rows) >= filter.limit) break;
        if (row->moved_hash.empty() && passes(tables, *row, filter)) page.rows.push_back(*row);
    }
    const bool is_full = !page.rows.empty() && std::ssize(page.rows) == filter.limit;
    if (is_full) page.next = page.rows.back().index;
    return page;
}

std::vector<AuditRow> MemoryAudit::read_from(std::int64_t index, int limit) {
    const auto& audit = view_.read().audit;
    std::vector<AuditRow> found;
    for (std::int64_t i = index; i < std::ssize(audit) && std::ssize(found) < limit; ++i) {
        found.push_back(*audit[static_cast<std::size_t>(i)]);
    }
    return found;
}

void MemoryAudit::move_out(const std::vector<ports::MovedEntry>& entries) {
    auto& audit = view_.write().audit;
    for (const auto& entry : entries) {
        if (!audit.at(static_cast<std::size_t>(entry.index))->moved_hash.empty()) refuse_second();
        AuditRow left;
        left.index = entry.index;
        left.moved_hash = entry.hash;
        audit.at(static_cast<std::size_t>(entry.index)) =
            std::make_shared<const AuditRow>(std::move(left));
    }
}

void MemoryAudit::add_checkpoint(const ports::CheckpointRow& row) {
    view_.write().checkpoints.push_back(row);
}

void MemoryFacts::add(const FactRow& row) {
    auto& facts = view_.write().facts;
    FactRow stored = row;
    stored.id = static_cast<std::int64_t>(facts.size()) + 1;
    facts.push_back(std::make_shared<const FactRow>(std::move(stored)));
}

std::vector<FactRow> MemoryFacts::between(Date from, Date to) {
    std::vector<FactRow> found;
    for (const auto& row : view_.read().facts) {
        if (from <= row->date && row->date <= to) found.push_back(*row);
    }
    std::ranges::stable_sort(found, {}, &FactRow::date);
    return found;
}

std::vector<FactRow> MemoryFacts::after(std::int64_t id, Date from, Date to) {
    std::vector<FactRow> found;
    for (const auto& row : view_.read().facts) {
        if (row->id > id && from <= row->date && row->date <= to) found.push_back(*row);
    }
    return found;
}

std::vector<FactRow> MemoryFacts::named(std::string_view name, Date from, Date to) {
    auto found = between(from, to);
    std::erase_if(found, [&](const FactRow& row) { return row.name != name; });
    return found;
}

void MemoryIndex::add_value(const ports::IndexValueRow& row) {
    auto& values = view_.write().index_values;
    values.push_back(row);
    values.back().id = std::ssize(values);
}

std::vector<ports::IndexValueRow> MemoryIndex::values_after(std::int64_t id) {
    std::vector<ports::IndexValueRow> found;
    for (const auto& row : view_.read().index_values) {
        if (row.id > id) found.push_back(row);
    }
    return found;
}

std::vector<ports::IndexValueRow> MemoryIndex::values(std::string_view index, Date from, Date to) {
    std::vector<ports::IndexValueRow> found;
    for (const auto& row : view_.read().index_values) {
        if (row.index == index && from <= row.on && row.on <= to) found.push_back(row);
    }
    std::ranges::stable_sort(found, {}, &ports::IndexValueRow::on);
    return found;
}

std::int64_t MemoryIndex::add_snapshot(const ports::IndexSnapshotRow& row) {
    auto& snapshots = view_.write().index_snapshots;
    snapshots.push_back(row);
    snapshots.back().number = std::ssize(snapshots);
    return snapshots.back().number;
}

std::vector<ports::IndexSnapshotRow> MemoryIndex::snapshots() {
    const auto& snapshots = view_.read().index_snapshots;
    return {snapshots.rbegin(), snapshots.rend()};
}

void MemoryIndex::add_step(const ports::IndexStepRow& row) {
    const std::pair place(row.round, row.sequence);
    if (!view_.write().index_steps.emplace(place, row).second) refuse_second();
}

std::vector<ports::IndexStepRow> MemoryIndex::steps() {
    std::vector<ports::IndexStepRow> found;
    for (const auto& [place, row] : view_.read().index_steps) found.push_back(row);
    return found;
}

void MemoryPeople::save_agency(const ports::AgencyRow& row) {
    view_.write().agencies.insert_or_assign(row.id, row);
}

void MemoryPeople::save_person(const PersonRow& row) {
    view_.write().people.insert_or_assign(row.id, row);
}

std::vector<ports::AgencyRow> MemoryPeople::agencies() {
    std::vector<ports::AgencyRow> found;
    for (const auto& [id, row] : view_.read().agencies) found.push_back(row);
    return found;
}

Result<PersonRow> MemoryPeople::person(std::string_view id) {
    const auto& people = view_.read().people;
    const auto found = people.find(std::string(id));
    if (found != people.end()) return found->second;
    return Refusal{Reason::not_found, "There is no person \"" + std::string(id) + "\"."};
}

std::vector<PersonRow> MemoryPeople::people() {
    std::vector<PersonRow> found;
    for (const auto& [id, row] : view_.read().people) {
        if (row.is_active) found.push_back(row);
    }
    return found;
}

std::vector<PersonRow> MemoryPeople::with_role(std::string_view agency, std::string_view role) {
    std::vector<PersonRow> found;
    for (const auto& [id, row] : view_.read().people) {
        const bool has_role = std::ranges::find(row.roles, role) != row.roles.end();
        if (row.is_active && row.agency == agency && has_role) found.push_back(row);
    }
    return found;
}

void MemorySignIns::add(const ports::WebSessionRow& row) {
    if (!view_.write().sign_ins.emplace(row.token_hash, row).second) refuse_second();
}

Result<ports::WebSessionRow> MemorySignIns::find(std::string_view token_hash) {
    const auto& sign_ins = view_.read().sign_ins;
    const auto found = sign_ins.find(std::string(token_hash));
    if (found != sign_ins.end()) return found->second;
    return Refusal{Reason::not_found, "There is no such session: sign in again."};
}

void MemorySignIns::remove(std::string_view token_hash) {
    view_.write().sign_ins.erase(std::string(token_hash));
}

void MemorySignIns::remove_expired(Instant now) {
    std::erase_if(view_.write().sign_ins,
                  [&](const auto& entry) { return entry.second.expires_at <= now; });
}

Result<ports::AnsweredRow> MemoryAnswers::find(std::string_view person, std::string_view key) {
    const auto& answers = view_.read().answers;
    const auto found = answers.find({std::string(person), std::string(key)});
    if (found != answers.end()) return found->second;
    return Refusal{Reason::not_found, "No request with this idempotency key was answered yet."};
}

void MemoryAnswers::add(const ports::AnsweredRow& row) {
    if (!view_.write().answers.emplace(std::pair(row.person, row.key), row).second) refuse_second();
}

void MemoryAnswers::complete(const ports::AnsweredRow& row) {
    auto& kept = view_.write().answers.at(std::pair(row.person, row.key));
    kept.status = row.status;
    kept.body = row.body;
}

void MemoryAnswers::remove_before(Instant at) {
    std::erase_if(view_.write().answers, [&](const auto& entry) { return entry.second.at < at; });
}

void MemoryDefinitions::save(const ports::DefinitionRow& row) {
    view_.write().definitions.emplace(row.hash, std::make_shared<const ports::DefinitionRow>(row));
}

std::vector<ports::DefinitionRow> MemoryDefinitions::all() {
    std::vector<ports::DefinitionRow> found;
    for (const auto& [hash, row] : view_.read().definitions) found.push_back(*row);
    std::ranges::stable_sort(found, {}, &ports::DefinitionRow::added_at);
    return found;
}

}  // namespace trinh::testing
