// The archives and holds of the memory store.
#include <algorithm>

#include "tests/support/memory_tables.h"

namespace trinh::testing {

using ports::ArchivedCaseRow;
using ports::ArchiveRow;
using ports::HoldRow;

std::int64_t MemoryArchives::add(const ArchiveRow& row) {
    auto& archives = view_.write().archives;
    for (const auto& [id, other] : archives) {
        if (other.name == row.name) {
            throw ports::StoreFailure("The store refused a second archive of that name.");
        }
    }
    ArchiveRow stored = row;
    stored.id = archives.empty() ? 1 : archives.rbegin()->first + 1;
    archives.emplace(stored.id, stored);
    return stored.id;
}

Result<Done> MemoryArchives::save(const ArchiveRow& row, ports::ArchiveState before) {
    auto& archives = view_.write().archives;
    const auto found = archives.find(row.id);
    if (found == archives.end() || found->second.state != before) {
        return Refusal{Reason::conflict, "Somebody else went on with the archive."};
    }
    auto& stored = found->second;
    std::tie(stored.state, stored.sha256, stored.bytes, stored.cases, stored.journal_rows,
             stored.entries) =
        std::tie(row.state, row.sha256, row.bytes, row.cases, row.journal_rows, row.entries);
    return Done{};
}

Result<Done> MemoryArchives::remove(const ArchiveRow& row) {
    auto& archives = view_.write().archives;
    const auto found = archives.find(row.id);
    if (found == archives.end() || found->second.state != ports::ArchiveState::writing) {
        return Refusal{Reason::conflict, "Somebody else went on with the archive."};
    }
    archives.erase(found);
    return Done{};
}

std::vector<ArchiveRow> MemoryArchives::archives() {
    std::vector<ArchiveRow> found;
    for (const auto& [id, row] : view_.read().archives) found.push_back(row);
    return found;
}

void MemoryArchives::add_case(const ArchivedCaseRow& row) {
    if (!view_.write().archived_cases.emplace(row.case_id.number, row).second) {
        throw ports::StoreFailure("The store refused to archive a case twice.");
    }
}

std::optional<ArchivedCaseRow> MemoryArchives::of_case(CaseId id) {
    const auto& cases = view_.read().archived_cases;
    const auto found = cases.find(id.number);
    if (found == cases.end()) return std::nullopt;
    return found->second;
}

std::int64_t MemoryArchives::moved_cases(std::int64_t archive) {
    return std::ranges::count_if(view_.read().archived_cases, [&](const auto& entry) {
        return entry.second.archive == archive;
    });
}

std::int64_t MemoryArchives::add_hold(const HoldRow& row) {
    auto& holds = view_.write().holds;
    holds.push_back(row);
    holds.back().id = std::ssize(holds);
    return holds.back().id;
}

void MemoryArchives::release(const HoldRow& row) {
    auto& stored = view_.write().holds.at(static_cast<std::size_t>(row.id) - 1);
    std::tie(stored.released_by, stored.released_at, stored.release_reason) =
        std::tie(row.released_by, row.released_at, row.release_reason);
}

std::vector<HoldRow> MemoryArchives::standing_holds(std::optional<CaseId> id) {
    std::vector<HoldRow> found;
    for (const auto& row : view_.read().holds) {
        if (!row.released_at && (!id || row.case_id == *id)) found.push_back(row);
    }
    return found;
}

std::vector<HoldRow> MemoryArchives::holds_of(CaseId id) {
    std::vector<HoldRow> found;
    for (const auto& row : view_.read().holds) {
        if (row.case_id == id) found.push_back(row);
    }
    return found;
}

}  // namespace trinh::testing
