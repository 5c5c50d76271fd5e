#include "engine/service/archive_choice.h"

#include <algorithm>
#include <fmt/format.h>

namespace trinh::service {
namespace {

constexpr int cases_a_page = 500;

/// The open case around this one: its parent, or one that it opened.
std::optional<CaseId> open_relative(ports::Transaction& tx, const ports::CaseRow& row) {
    if (row.parent) {
        const auto parent = tx.cases().load(*row.parent);
        if (parent && !parent->is_closed) return parent->id;
    }
    ports::CaseFilter children;
    children.parent = row.id;
    children.is_closed = false;
    children.limit = 1;
    const auto open = tx.cases().list(children);
    if (open.empty()) return std::nullopt;
    return open.front().id;
}

void look_at(ports::Transaction& tx, const ArchiveWish& wish, const ports::CaseRow& row,
             ArchiveChoice& choice) {
    // A closed case takes no further act, so its last change is its end.
    if (row.changed_at >= local_time(wish.closed_before, 0, 0)) {
        ++choice.later;
    } else if (tx.archives().of_case(row.id)) {
        ++choice.archived;
    } else if (auto why = kept_here(tx, row)) {
        choice.held_back.push_back(std::move(*why));
    } else {
        choice.cases.push_back(row.id);
    }
}

}  // namespace

std::optional<HeldBack> kept_here(ports::Transaction& tx, const ports::CaseRow& row) {
    const auto holds = tx.archives().standing_holds(row.id);
    if (!holds.empty()) {
        const auto& hold = holds.front();
        return HeldBack{row.id, row.title, "hold",
                        fmt::format("Hồ sơ được giữ nguyên theo lệnh giữ số {}, lý do: “{}”.",
                                    hold.id, hold.reason),
                        fmt::format("Hold {} keeps it here (\"{}\").", hold.id, hold.reason)};
    }
    if (const auto open = open_relative(tx, row)) {
        return HeldBack{row.id, row.title, "open_relative",
                        fmt::format("Hồ sơ liên quan số {} chưa kết thúc.", open->number),
                        fmt::format("Case {}, its parent or child, is still open.", open->number)};
    }
    return std::nullopt;
}

ArchiveChoice choose_cases(const Office& office, const ArchiveWish& wish) {
    ArchiveChoice choice;
    ports::CaseFilter filter;
    filter.is_closed = true;
    filter.process = wish.process;
    filter.limit = cases_a_page;
    while (true) {
        auto tx = office.store.begin_read();
        const auto rows = tx->cases().list(filter);
        for (const auto& row : rows) look_at(*tx, wish, row, choice);
        if (std::ssize(rows) < cases_a_page) break;
        filter.below_id = rows.back().id;
    }
    std::ranges::sort(choice.cases);
    return choice;
}

}  // namespace trinh::service
