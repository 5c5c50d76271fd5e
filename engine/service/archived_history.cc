#include "engine/service/archived_history.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "engine/audit/merkle.h"
#include "engine/casework/evolve.h"
#include "engine/service/archive_seal.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

constexpr int entries_a_page = 500;

}  // namespace

std::optional<MovedHistory> moved_history(ports::Transaction& tx, CaseId id) {
    auto row = tx.archives().of_case(id);
    if (!row) return std::nullopt;
    for (auto& archive : tx.archives().archives()) {
        if (archive.id == row->archive) return MovedHistory{std::move(archive), std::move(*row)};
    }
    throw ports::StoreFailure(
        fmt::format("Case {} lies in an archive that is not listed: restore a backup.", id.number));
}

CaseJournal journal_of(const Office& office, ports::Transaction& tx, CaseId id) {
    CaseJournal journal{tx.cases().journal(id), std::nullopt};
    if (!journal.rows.empty()) return journal;
    journal.moved = moved_history(tx, id);
    if (!journal.moved) return journal;
    const auto& name = journal.moved->archive.name;
    journal.is_at_hand = office.archives != nullptr && office.archives->is_there(name);
    if (!journal.is_at_hand) return journal;
    try {
        auto archive = office.archives->open(name);
        journal.is_as_it_moved = archive.has_value();
        if (!archive) return journal;
        journal.rows = archive.value()->journal(id);
    } catch (const ports::StoreFailure&) {  // The file is broken, the store is not.
        journal.rows.clear();
    }
    journal.is_as_it_moved = journal_digest(journal.rows) == journal.moved->row.journal_digest;
    if (!journal.is_as_it_moved) journal.rows.clear();
    return journal;
}

json::value archive_view(const CaseJournal& journal) {
    if (!journal.moved) return nullptr;
    const auto& name = journal.moved->archive.name;
    const Instant at = journal.moved->row.moved_at;
    auto vi =
        fmt::format("Lịch sử của hồ sơ đã chuyển vào tệp lưu trữ “{}” lúc {}.", name, at.spoken());
    auto en =
        fmt::format("The history of this case moved to the archive '{}' at {}.", name, at.spoken());
    if (!journal.is_at_hand) {
        vi += " Tệp này hiện không có trên máy chủ; đề nghị liên hệ người quản trị để được xem.";
        en += " The file is not on the server; ask the administrator for it.";
    } else if (!journal.is_as_it_moved) {
        vi += " Tệp này đã bị thay đổi hoặc hư hỏng; đề nghị báo ngay người quản trị.";
        en += " The file was changed or is damaged; tell the administrator at once.";
    }
    return json::object{{"name", name},
                        {"moved_at", at.iso()},
                        {"at_hand", journal.is_complete()},
                        {"text", std::move(vi)},
                        {"text_en", std::move(en)}};
}

json::value archive_view(const Office& office, ports::Transaction& tx, CaseId id) {
    CaseJournal journal{{}, moved_history(tx, id)};
    if (!journal.moved) return nullptr;
    journal.is_at_hand =
        office.archives != nullptr && office.archives->is_there(journal.moved->archive.name);
    return archive_view(journal);
}

std::optional<std::string> moved_text(const Office& office, ports::Transaction& tx,
                                      const ports::MovedEntry& entry) {
    for (const auto& row : tx.archives().archives()) {
        const bool is_there = office.archives != nullptr && office.archives->is_there(row.name);
        if (!is_there) continue;
        auto archive = office.archives->open(row.name);
        if (!archive) continue;
        auto found = (*archive)->entries_from(entry.index, 1);
        if (found.empty() || found.front().index != entry.index) continue;
        const auto leaf = audit::leaf_hash(found.front().body);
        if (audit::to_hex(audit::bytes_of(leaf)) == entry.hash) return found.front().body;
    }
    return std::nullopt;
}

std::vector<ports::AuditRow> moved_entries(const Office& office, ports::Transaction& tx,
                                           CaseId id) {
    const auto moved = moved_history(tx, id);
    const bool is_there =
        moved && office.archives != nullptr && office.archives->is_there(moved->archive.name);
    if (!is_there) return {};
    auto archive = office.archives->open(moved->archive.name);
    if (!archive) return {};
    std::vector<ports::AuditRow> found;
    ports::AuditFilter filter;
    filter.case_id = id;
    filter.limit = entries_a_page;
    while (true) {
        auto page = (*archive)->query(filter);
        const bool is_last = std::ssize(page) < entries_a_page;
        if (!page.empty()) filter.below_index = page.back().index;
        std::ranges::move(page, std::back_inserter(found));
        if (is_last) return found;
    }
}

bool rebuilds(const std::vector<ports::JournalRow>& journal, const ports::CaseRow& row) {
    try {
        casework::Case rebuilt;
        for (const auto& line : journal) {
            rebuilt = casework::evolve(
                std::move(rebuilt),
                casework::event_from_json(line.type, line.at, stored_json(line.body)));
        }
        rebuilt.id = row.id;
        return case_text(rebuilt) == case_text(read_case(row));
    } catch (const std::exception&) {
        return false;  // A row that cannot be read rebuilds nothing.
    }
}

std::optional<ports::ArchiveRow> archive_named(ports::Transaction& tx, std::string_view name) {
    for (auto& archive : tx.archives().archives()) {
        if (archive.name == name) return std::move(archive);
    }
    return std::nullopt;
}

Refusal no_archives_here() {
    return {Reason::wrong_state, "No archives can be kept here.",
            "Chương trình không lưu được tệp lưu trữ ở chế độ này."};
}

}  // namespace trinh::service
