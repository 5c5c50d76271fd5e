#include "engine/service/audit_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/audit/digest.h"
#include "engine/audit/entry.h"
#include "engine/audit/merkle.h"
#include "engine/audit/tiles.h"
#include "engine/base/text.h"
#include "engine/service/archive_reading.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/audit_view.h"
#include "engine/service/directory.h"
#include "engine/service/log_walk.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

constexpr int batch_size = 1'000;
/// Of matches in an archive; more are not counted.
constexpr int counted_max = 1'000;

std::string hex(const audit::Hash& hash) {
    return audit::to_hex(audit::bytes_of(hash));
}

/// Names and titles as this office knows them; the references must outlive it.
EntryWords words_of(const ProcessShelf& shelf, Directory& names) {
    const auto process = [&shelf](std::string_view hash) {
        const auto law = shelf.law_of(hash);
        return law ? &law->process : nullptr;
    };
    return {[&names](const std::string& id) { return names.person(id); }, process};
}

/// The tiles that are kept for proofs, read along with the log.
struct KeptTiles {
    audit::TileRoots roots = {};
    std::map<int, std::pair<std::int64_t, std::vector<std::string>>> pages = {};  ///< By level.
};

/// The first tile that the leaf filled and that is kept with another hash.
std::optional<audit::TileRoot> unlike_kept(KeptTiles& tiles, ports::AuditTable& audit,
                                           const audit::Hash& leaf) {
    for (const auto& tile : tiles.roots.add(leaf)) {
        auto& [first, kept] = tiles.pages[tile.level];
        if (kept.empty() || tile.number >= first + std::ssize(kept)) {
            first = tile.number;
            kept = audit.tile_roots(tile.level, first, static_cast<int>(audit::tile_width));
        }
        if (kept.empty()) continue;  // Not taken in yet.
        if (kept[static_cast<std::size_t>(tile.number - first)] != hex(tile.root)) return tile;
    }
    return std::nullopt;
}

/// How far the log was read, and what it must come to.
struct LogReading {
    ports::AuditTreeRow tree;
    std::vector<ports::CheckpointRow> checkpoints;  ///< By size.
    audit::Verifier log = {};
    KeptTiles tiles = {};
    std::size_t next = 0;      ///< Of the checkpoints.
    std::int64_t moved = 0;    ///< So many have their texts in archives.
    std::int64_t trusted = 0;  ///< So many entries are covered by a checkpoint that fits.
    std::optional<audit::TileRoot> bad_tile = {};
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

/// Takes one row in; a verdict when it shows that the log was changed.
std::optional<json::object> read_row(LogReading& reading, ports::AuditTable& audit,
                                     const ports::AuditRow& row) {
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
    const auto leaf = leaf_of(row);
    reading.log.add_leaf(leaf);
    if (const auto tile = unlike_kept(reading.tiles, audit, leaf); tile && !reading.bad_tile) {
        reading.bad_tile = tile;
    }
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
    if (reading.bad_tile) {
        const auto& tile = *reading.bad_tile;
        return verdict(
            reading, false,
            fmt::format("All {} entries are intact, but a hash kept for proofs was changed "
                        "(tile {} of level {}): restore a backup.",
                        size, tile.number, tile.level),
            fmt::format(
                "Toàn bộ {} mục nhật ký nguyên vẹn, nhưng mã băm lưu để lập bằng chứng đã bị "
                "thay đổi (ô {}, cấp {}).",
                size, tile.number, tile.level));
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

/// Who may not audit asks for his own acts only.
Result<Done> narrow(const Caller& caller, ports::AuditFilter& filter) {
    if (may_audit(caller)) return Done{};
    if (!filter.actor.empty() && filter.actor != caller.person.id) {
        return Refusal{Reason::not_permitted, "You may query only what you did yourself.",
                       "Ông/Bà chỉ được tra cứu nhật ký do chính mình thực hiện."};
    }
    filter.actor = caller.person.id;
    return Done{};
}

json::array matches_in_archives(const Office& office, ports::Transaction& tx,
                                ports::AuditFilter filter) {
    filter.limit = counted_max;
    json::array found;
    for (const auto& row : tx.archives().archives()) {
        if (row.state == ports::ArchiveState::writing) continue;
        json::object view{{"archive", row.name}, {"entries", row.entries}, {"matches", nullptr}};
        const bool is_there = office.archives != nullptr && office.archives->is_there(row.name);
        try {
            auto archive = is_there
                               ? office.archives->open(row.name)
                               : Result<std::unique_ptr<ports::ArchiveReader>>(no_archives_here());
            if (archive) view["matches"] = (*archive)->count(filter);
        } catch (const ports::StoreFailure&) {  // A damaged file: the doctor tells of it.
        }
        found.push_back(std::move(view));
    }
    return found;
}

}  // namespace

Result<json::object> AuditDesk::query(const Caller& caller, ports::AuditFilter filter) {
    if (auto may = narrow(caller, filter); !may) return may.error();
    filter.folded_text = folded(filter.folded_text);
    filter.limit = std::clamp(filter.limit, 1, 500);
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    const auto words = words_of(office_.shelf, names);
    json::array items;
    const auto page = tx->audit().query(filter);
    for (const auto& row : page.rows) items.push_back(entry_view(words, row));
    json::object answer{{"items", std::move(items)}};
    answer["next"] = page.next ? json::value(*page.next) : json::value(nullptr);
    if (filter.below_index) return answer;
    auto archives = matches_in_archives(office_, *tx, filter);
    if (!archives.empty()) answer["archives"] = std::move(archives);
    return answer;
}

Result<json::object> AuditDesk::query_archive(const Caller& caller, const std::string& place,
                                              ports::AuditFilter filter) {
    if (auto may = narrow(caller, filter); !may) return may.error();
    if (office_.archives == nullptr) return no_archives_here();
    auto archive = office_.archives->open(place);
    if (!archive) return archive.error();
    auto view = service::query_archive(**archive, filter);
    auto tx = office_.store.begin_read();
    for (const auto& item : view.at("items").as_array()) {
        const auto index = item.at("index").as_int64();
        const auto here = tx->audit().read_from(index, 1);
        const bool is_known = !here.empty() && here.front().index == index &&
                              hex(leaf_of(here.front())) == item.at("leaf_hash").as_string();
        if (is_known) continue;
        return Refusal{
            Reason::wrong_state,
            fmt::format(
                "Entry {} of the archive is not the one that this store knows: the file was "
                "changed, or is that of another office.",
                index),
            fmt::format("Mục số {} trong tệp lưu trữ không khớp nhật ký của hệ thống.", index)};
    }
    return view;
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
            if (auto fault = read_row(reading, tx->audit(), row)) return std::move(*fault);
        }
    }
    return end_of(reading);
}

}  // namespace trinh::service
