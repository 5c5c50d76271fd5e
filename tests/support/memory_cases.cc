#include <algorithm>
#include <map>
#include <tuple>

#include "tests/support/memory_tables.h"

namespace trinh::testing {

namespace {

using ports::CaseRow;
using ports::DeadlineRow;
using ports::JournalRow;
using ports::WaitingRow;

Refusal no_such_case(CaseId id) {
    return {Reason::not_found, "There is no case " + std::to_string(id.number) + "."};
}

CaseRow without_snapshot(const CaseRow& row) {
    CaseRow copy = row;
    copy.snapshot.clear();
    return copy;
}

/// What a foreign key does in the real store.
void demand_case(const MemoryTables& tables, CaseId id) {
    if (!tables.cases.contains(id.number)) {
        throw ports::StoreFailure("The store refused a row of a case that does not exist.");
    }
}

bool passes(const CaseRow& row, const ports::CaseFilter& filter) {
    return (filter.drafting_agency.empty() || row.drafting_agency == filter.drafting_agency) &&
           (filter.process.empty() || row.process == filter.process) &&
           (!filter.is_closed || row.is_closed == *filter.is_closed) &&
           (!filter.due_before ||
            (!row.is_closed && row.next_due && *row.next_due < *filter.due_before)) &&
           (!filter.parent || row.parent == filter.parent) &&
           (filter.relation.empty() || row.relation == filter.relation) &&
           (!filter.below_id || row.id < *filter.below_id) &&
           row.folded_title.find(filter.folded_text) != std::string::npos;
}

bool opened_others(const MemoryTables& tables, CaseId id) {
    return std::ranges::any_of(tables.cases,
                               [&](const auto& stored) { return stored.second->parent == id; });
}

bool waits_for(const WaitingRow& row, const ports::PersonRow& person) {
    if (!row.person.empty()) return row.person == person.id;
    return row.agency == person.agency &&
           std::ranges::find(person.roles, row.role) != person.roles.end();
}

}  // namespace

CaseId MemoryCases::insert(const CaseRow& row) {
    MemoryTables& tables = view_.write();
    CaseRow stored = row;
    stored.id = CaseId{static_cast<std::int64_t>(tables.cases.size()) + 1};
    stored.version = 1;
    tables.cases.emplace(stored.id.number, std::make_shared<const CaseRow>(stored));
    return stored.id;
}

Result<CaseRow> MemoryCases::load(CaseId id) {
    const MemoryTables& tables = view_.read();
    const auto found = tables.cases.find(id.number);
    if (found == tables.cases.end()) return no_such_case(id);
    return *found->second;
}

Result<Done> MemoryCases::update(const CaseRow& row) {
    MemoryTables& tables = view_.write();
    const auto found = tables.cases.find(row.id.number);
    if (found == tables.cases.end()) return no_such_case(row.id);
    if (found->second->version != row.version) {
        return Refusal{Reason::conflict,
                       "Case " + std::to_string(row.id.number) + " was changed meanwhile."};
    }
    CaseRow stored = row;
    ++stored.version;
    found->second = std::make_shared<const CaseRow>(std::move(stored));
    return Done{};
}

Result<Done> MemoryCases::move(const CaseRow& row) {
    MemoryTables& tables = view_.write();
    const auto found = tables.cases.find(row.id.number);
    if (found == tables.cases.end()) return no_such_case(row.id);
    CaseRow moved = *found->second;
    moved.version = row.version;
    moved.stage = row.stage;
    moved.changed_at = row.changed_at;
    moved.next_due = row.next_due;
    moved.snapshot = row.snapshot;
    return update(moved);
}

std::vector<CaseRow> MemoryCases::list(const ports::CaseFilter& filter) {
    const MemoryTables& tables = view_.read();
    std::vector<CaseRow> found;
    for (auto it = tables.cases.rbegin(); it != tables.cases.rend(); ++it) {
        if (std::ssize(found) >= filter.limit) break;
        if (filter.has_children && !opened_others(tables, it->second->id)) continue;
        if (passes(*it->second, filter)) found.push_back(without_snapshot(*it->second));
    }
    return found;
}

std::vector<ports::ChildCountRow> MemoryCases::child_counts(CaseId parent, Date today) {
    std::map<std::tuple<std::string, std::string, std::string, bool>, ports::ChildCountRow> counts;
    for (const auto& [number, row] : view_.read().cases) {
        if (row->parent != parent) continue;
        auto& count =
            counts[{row->definition_hash, row->stage, row->drafting_agency, row->is_closed}];
        count.definition_hash = row->definition_hash;
        count.stage = row->stage;
        count.drafting_agency = row->drafting_agency;
        count.is_closed = row->is_closed;
        ++count.count;
        if (!row->is_closed && row->next_due && *row->next_due < today) ++count.overdue;
    }
    std::vector<ports::ChildCountRow> found;
    for (auto& [key, count] : counts) found.push_back(std::move(count));
    return found;
}

void MemoryCases::replace_waiting(CaseId id, const std::vector<WaitingRow>& rows) {
    MemoryTables& tables = view_.write();
    if (!rows.empty()) demand_case(tables, id);
    std::vector<WaitingRow>& stored = tables.waiting[id.number];
    stored = rows;
    for (WaitingRow& row : stored) row.case_id = id;
}

std::vector<WaitingRow> MemoryCases::waiting(CaseId id) {
    const MemoryTables& tables = view_.read();
    const auto found = tables.waiting.find(id.number);
    return found == tables.waiting.end() ? std::vector<WaitingRow>{} : found->second;
}

std::vector<CaseRow> MemoryCases::work_of(const ports::PersonRow& person, int limit) {
    const MemoryTables& tables = view_.read();
    std::vector<CaseRow> found;
    for (const auto& [number, rows] : tables.waiting) {
        const auto is_his = [&](const WaitingRow& row) { return waits_for(row, person); };
        const CaseRow& row = *tables.cases.at(number);
        if (!row.is_closed && std::ranges::any_of(rows, is_his)) {
            found.push_back(without_snapshot(row));
        }
    }
    std::ranges::sort(found, {}, [](const CaseRow& row) {
        return std::tuple(!row.next_due.has_value(), row.next_due.value_or(Date{}), row.id);
    });
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    return found;
}

void MemoryCases::append_journal(const std::vector<JournalRow>& rows) {
    MemoryTables& tables = view_.write();
    for (const JournalRow& row : rows) {
        demand_case(tables, row.case_id);
        auto& stored = tables.journal[row.case_id.number];
        const auto is_it = [&](const auto& other) { return other->sequence == row.sequence; };
        if (std::ranges::any_of(stored, is_it)) {
            throw ports::StoreFailure("The store refused a second journal row of one sequence.");
        }
        stored.push_back(std::make_shared<const JournalRow>(row));
    }
}

std::vector<JournalRow> MemoryCases::journal(CaseId id) {
    const MemoryTables& tables = view_.read();
    std::vector<JournalRow> rows;
    if (const auto found = tables.journal.find(id.number); found != tables.journal.end()) {
        for (const auto& row : found->second) rows.push_back(*row);
    }
    std::ranges::sort(rows, {}, &JournalRow::sequence);
    return rows;
}

void MemoryDeadlines::replace(CaseId id, const std::vector<DeadlineRow>& rows) {
    change(id, of_case(id), rows);
}

void MemoryDeadlines::change(CaseId id, const std::vector<DeadlineRow>& gone,
                             const std::vector<DeadlineRow>& set) {
    if (gone.empty() && set.empty()) return;
    MemoryTables& tables = view_.write();
    if (!set.empty()) demand_case(tables, id);
    const auto key = [](const DeadlineRow& row) { return std::tuple(row.deadline, row.entry); };
    std::vector<DeadlineRow>& stored = tables.deadlines[id.number];
    for (const DeadlineRow& row : gone) {
        std::erase_if(stored, [&](const DeadlineRow& other) { return key(other) == key(row); });
    }
    stored.insert(stored.end(), set.begin(), set.end());
    for (DeadlineRow& row : stored) row.case_id = id;
    std::ranges::sort(stored, {}, key);
    if (std::ranges::adjacent_find(stored, {}, key) != stored.end()) {
        throw ports::StoreFailure("The store refused one deadline of a case twice.");
    }
}

std::vector<DeadlineRow> MemoryDeadlines::of_case(CaseId id) {
    const MemoryTables& tables = view_.read();
    const auto found = tables.deadlines.find(id.number);
    return found == tables.deadlines.end() ? std::vector<DeadlineRow>{} : found->second;
}

std::vector<DeadlineRow> MemoryDeadlines::due(Instant now, int limit) {
    std::vector<DeadlineRow> found;
    for (const auto& [number, rows] : view_.read().deadlines) {
        for (const DeadlineRow& row : rows) {
            if (row.wake_at && *row.wake_at <= now) found.push_back(row);
        }
    }
    std::ranges::stable_sort(found, {}, [](const DeadlineRow& row) { return *row.wake_at; });
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    return found;
}

std::optional<DeadlineRow> MemoryDeadlines::claim(Instant now) {
    auto found = due(now, 1);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void MemoryDeadlines::put_off(const DeadlineRow& row, Instant until) {
    for (DeadlineRow& stored : view_.write().deadlines[row.case_id.number]) {
        const bool is_it = stored.deadline == row.deadline && stored.entry == row.entry;
        if (is_it && stored.wake_at == row.wake_at) stored.wake_at = until;
    }
}

}  // namespace trinh::testing
