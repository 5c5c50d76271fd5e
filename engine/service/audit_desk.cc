#include "engine/service/audit_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <optional>
#include <vector>

#include "engine/audit/digest.h"
#include "engine/audit/entry.h"
#include "engine/audit/merkle.h"
#include "engine/base/text.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/directory.h"
#include "engine/service/log_walk.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

constexpr int batch_size = 1'000;

std::string hex(const audit::Hash& hash) {
    return audit::to_hex(audit::bytes_of(hash));
}

/// What the act is called in the process under which it was done; a sign-in belongs to none.
void add_title(const ProcessShelf& shelf, json::object& view) {
    const auto* definition = view.if_contains("definition");
    if (definition == nullptr) return;
    const std::string_view written = definition->as_string();
    const auto law = shelf.law_of(written.substr(written.find('@') + 1));
    if (!law) return;
    for (const auto& overlay : law->process.overlays) {
        if (!overlay.action || overlay.action->event != view.at("action").as_string()) continue;
        view["action_title"] = overlay.action->title.vi;
        view["action_title_en"] = overlay.action->title.en;
        return;
    }
}

json::object entry_view(const ProcessShelf& shelf, Directory& names, const ports::AuditRow& row) {
    json::object view = stored_json(row.body).as_object();
    add_title(shelf, view);
    view["index"] = row.index;
    view["at"] = row.at.iso();
    view["actor"] = names.person(row.actor);
    view["case_id"] = row.case_id ? json::value(row.case_id->number) : json::value(nullptr);
    view["leaf_hash"] = hex(leaf_of(row));
    return view;
}

/// How far the log was read, and what it must come to.
struct LogReading {
    ports::AuditTreeRow tree;
    std::vector<ports::CheckpointRow> checkpoints;  ///< By size.
    audit::Verifier log = {};
    std::size_t next = 0;      ///< Of the checkpoints.
    std::int64_t moved = 0;    ///< So many have their texts in archives.
    std::int64_t trusted = 0;  ///< So many entries are covered by a checkpoint that fits.
};

json::object verdict(const LogReading& reading, bool ok, std::string en, std::string vi) {
    return {{"ok", ok},
            {"size", reading.tree.size},
            {"root", hex(reading.log.root())},
            {"checkpoints", reading.checkpoints.size()},
            {"moved", reading.moved},
            {"message", std::move(en)},
            {"message_vi", std::move(vi)}};
}

/// The columns are what a query shows and filters by: they must say what the hashed bytes say.
bool is_told_by_its_columns(const ports::AuditRow& row) {
    const auto entry = audit::read_entry(row.body);
    return entry && entry->at == row.at && entry->actor == row.actor &&
           entry->on_behalf_of == row.on_behalf_of && entry->agency == row.agency &&
           entry->case_id == row.case_id && entry->action == row.action;
}

/// Takes one row in; a verdict when it shows that the log was changed.
std::optional<json::object> read_row(LogReading& reading, const ports::AuditRow& row) {
    const std::int64_t index = reading.log.size();
    if (row.index != index) {
        return verdict(reading, false, fmt::format("Entry {} is missing from the log.", index),
                       fmt::format("Nhật ký bị thiếu mục số {}.", index));
    }
    if (row.moved_hash.empty() && !is_told_by_its_columns(row)) {
        return verdict(
            reading, false,
            fmt::format("Entry {} was changed: its columns do not say what its text says.", index),
            fmt::format("Mục nhật ký số {} đã bị thay đổi.", index));
    }
    if (!row.moved_hash.empty()) ++reading.moved;
    reading.log.add_leaf(leaf_of(row));
    for (; reading.next < reading.checkpoints.size(); ++reading.next) {
        const auto& point = reading.checkpoints[reading.next];
        if (point.size > reading.log.size()) break;
        if (point.size < reading.log.size()) continue;
        if (point.root == hex(reading.log.root())) {
            reading.trusted = point.size;
            continue;
        }
        return verdict(
            reading, false,
            fmt::format("The log differs from the checkpoint at {}: it was changed in the entries "
                        "{} to {}.",
                        point.size, reading.trusted, index),
            fmt::format("Nhật ký không khớp điểm chốt tại {}: đã bị thay đổi trong các mục từ {} "
                        "đến {}.",
                        point.size, reading.trusted, index));
    }
    return std::nullopt;
}

/// Every row was read: does the log end where, and come to what, it must?
json::object end_of(const LogReading& reading) {
    const std::int64_t size = reading.log.size();
    for (const auto& point : reading.checkpoints) {
        if (point.size <= size) continue;
        return verdict(
            reading, false,
            fmt::format("The log was cut: it has {} entries, but there is a checkpoint "
                        "of {}.",
                        size, point.size),
            fmt::format("Nhật ký bị cắt bớt: còn {} mục, trong khi điểm chốt ghi {} mục.", size,
                        point.size));
    }
    const auto stored = audit::Edge::from_hex(reading.tree.size, reading.tree.subtree_hashes);
    const std::string root = stored ? hex(stored->root()) : "unreadable";
    if (size != reading.tree.size || hex(reading.log.root()) != root) {
        return verdict(
            reading, false,
            fmt::format("The log was changed from entry {} on: {} entries give root {}, stored are "
                        "{} entries with root {}.",
                        reading.trusted, size, hex(reading.log.root()), reading.tree.size, root),
            fmt::format("Nhật ký đã bị thay đổi kể từ mục {}: tính lại {} mục, đã lưu {} mục; mã "
                        "băm tính lại không khớp mã băm đã lưu.",
                        reading.trusted, size, reading.tree.size));
    }
    if (reading.moved == 0) {
        return verdict(reading, true, fmt::format("All {} entries are intact.", size),
                       fmt::format("Toàn bộ {} mục nhật ký nguyên vẹn.", size));
    }
    return verdict(
        reading, true,
        fmt::format("All {} entries are intact; the texts of {} of them lie in archives and were "
                    "not read (\"trinh archive verify\" does).",
                    size, reading.moved),
        fmt::format("Toàn bộ {} mục nhật ký nguyên vẹn; nội dung của {} mục nằm trong tệp lưu trữ, "
                    "chưa được đọc lại.",
                    size, reading.moved));
}

}  // namespace

Result<json::object> AuditDesk::query(const Caller& caller, ports::AuditFilter filter) {
    if (!may_audit(caller)) {
        if (!filter.actor.empty() && filter.actor != caller.person.id) {
            return Refusal{Reason::not_permitted, "You may query only what you did yourself.",
                           "Ông/Bà chỉ được tra cứu nhật ký do chính mình thực hiện."};
        }
        filter.actor = caller.person.id;
    }
    filter.folded_text = folded(filter.folded_text);
    filter.limit = std::clamp(filter.limit, 1, 500);
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    json::array items;
    const auto rows = tx->audit().query(filter);
    for (const auto& row : rows) items.push_back(entry_view(office_.shelf, names, row));
    json::object answer{{"items", std::move(items)}};
    const bool is_full = static_cast<int>(rows.size()) == filter.limit;
    answer["next"] = is_full ? json::value(rows.back().index) : json::value(nullptr);
    return answer;
}

json::object AuditDesk::verify(const std::vector<ports::CheckpointRow>& outside) {
    auto tx = office_.store.begin_read();
    LogReading reading{tx->audit().tree(), tx->audit().checkpoints()};
    reading.checkpoints.insert(reading.checkpoints.end(), outside.begin(), outside.end());
    std::ranges::stable_sort(reading.checkpoints, {}, &ports::CheckpointRow::size);
    while (true) {
        const auto rows = tx->audit().read_from(reading.log.size(), batch_size);
        if (rows.empty()) break;
        for (const auto& row : rows) {
            if (auto fault = read_row(reading, row)) return std::move(*fault);
        }
    }
    return end_of(reading);
}

}  // namespace trinh::service
