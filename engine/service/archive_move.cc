#include "engine/service/archive_move.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/audit/merkle.h"
#include "engine/service/archive_seal.h"

namespace trinh::service {
namespace {

constexpr int cases_a_page = 100;
constexpr int entries_a_page = 500;
/// About so many rows leave by one transaction: others who write wait for no more than that.
constexpr std::int64_t rows_a_batch = 1'000;

[[noreturn]] void unlike(CaseId id, const char* what) {
    throw ports::StoreFailure(fmt::format(
        "The {} of case {} in the archive is not the one in the store, so nothing of it was taken "
        "away: run \"trinh doctor\" and \"trinh archive verify\".",
        what, id.number));
}

template <class Query>
std::vector<ports::AuditRow> all_entries(CaseId id, std::int64_t below, Query query) {
    std::vector<ports::AuditRow> found;
    ports::AuditFilter filter;
    filter.case_id = id;
    filter.below_index = below;
    filter.limit = entries_a_page;
    while (true) {
        auto page = query(filter);
        const bool is_last = std::ssize(page) < entries_a_page;
        if (!page.empty()) filter.below_index = page.back().index;
        std::ranges::move(page, std::back_inserter(found));
        if (is_last) return found;
    }
}

class Move {
public:
    Move(const Office& office, ports::ArchiveReader& archive, const ports::ArchiveRow& row)
        : office_(office), archive_(archive), row_(row) {}

    std::vector<HeldBack> run() {
        CaseId after{0};
        while (true) {
            const auto rows = archive_.cases(after, cases_a_page);
            for (auto next = rows.begin(); next != rows.end();) next = move_batch(next, rows.end());
            if (std::ssize(rows) < cases_a_page) return std::move(held_back_);
            after = rows.back().id;
        }
    }

private:
    using Place = std::vector<ports::CaseRow>::const_iterator;

    Place move_batch(Place next, Place end) {
        auto tx = office_.store.begin();
        std::int64_t moved = 0;
        while (next != end && moved < rows_a_batch) moved += move_case(*tx, *next++);
        if (moved > 0) tx->commit();
        return next;
    }

    /// How many rows left.
    std::int64_t move_case(ports::Transaction& tx, const ports::CaseRow& filed) {
        const auto row = tx.cases().load_for_update(filed.id);
        if (tx.archives().of_case(filed.id)) return 0;
        if (!row || row->version != filed.version || !row->is_closed) unlike(filed.id, "state");
        if (auto why = kept_here(tx, *row)) {
            held_back_.push_back(std::move(*why));
            return 0;
        }
        const auto journal = tx.cases().journal(filed.id);
        const auto digest = journal_digest(journal);
        if (digest != journal_digest(archive_.journal(filed.id))) unlike(filed.id, "journal");
        const auto entries = entries_of(tx, filed.id);
        tx.archives().add_case({filed.id, row_.id, office_.clock.now(), std::ssize(journal),
                                std::ssize(entries), digest});
        tx.audit().move_out(entries);
        tx.cases().remove_journal(filed.id);
        return std::ssize(journal) + std::ssize(entries) + 1;
    }

    /// What the file has of the case, once the store was seen to have the same.
    std::vector<ports::MovedEntry> entries_of(ports::Transaction& tx, CaseId id) {
        const auto filed = all_entries(id, std::numeric_limits<std::int64_t>::max(),
                                       [&](const auto& filter) { return archive_.query(filter); });
        const std::int64_t below = filed.empty() ? 0 : filed.front().index + 1;
        const auto here = all_entries(
            id, below, [&](const auto& filter) { return tx.audit().query(filter).rows; });
        const auto is_same = [](const ports::AuditRow& one, const ports::AuditRow& other) {
            return one.index == other.index && one.body == other.body;
        };
        if (!std::ranges::equal(filed, here, is_same)) unlike(id, "trail");
        std::vector<ports::MovedEntry> moved;
        for (const auto& entry : filed) {
            moved.push_back(
                {entry.index, audit::to_hex(audit::bytes_of(audit::leaf_hash(entry.body)))});
        }
        return moved;
    }

    const Office& office_;
    ports::ArchiveReader& archive_;
    const ports::ArchiveRow& row_;
    std::vector<HeldBack> held_back_;
};

}  // namespace

std::vector<HeldBack> move_cases(const Office& office, ports::ArchiveReader& archive,
                                 const ports::ArchiveRow& row) {
    return Move(office, archive, row).run();
}

}  // namespace trinh::service
