#include "engine/service/audit_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "engine/audit/digest.h"
#include "engine/audit/merkle.h"
#include "engine/base/text.h"
#include "engine/service/directory.h"

namespace trinh::service {
namespace {

constexpr int batch_size = 1'000;

std::string hex(const audit::Hash& hash) {
    return audit::to_hex(audit::bytes_of(hash));
}

bool sees_all(const Caller& caller) {
    for (const char* role : {"auditor", "director", "deputy-director", "head", "admin"}) {
        if (caller.has_role(role)) return true;
    }
    return false;
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
    json::object view = json::parse(row.body).as_object();
    add_title(shelf, view);
    view["index"] = row.index;
    view["at"] = row.at.iso();
    view["actor"] = names.person(row.actor);
    view["case_id"] = row.case_id ? json::value(row.case_id->number) : json::value(nullptr);
    view["leaf_hash"] = hex(audit::leaf_hash(row.body));
    return view;
}

json::object verdict(bool ok, std::int64_t size, const std::string& root, std::size_t checkpoints,
                     std::string en, std::string vi) {
    return {{"ok", ok},
            {"size", size},
            {"root", root},
            {"checkpoints", checkpoints},
            {"message", std::move(en)},
            {"message_vi", std::move(vi)}};
}

}  // namespace

Result<json::object> AuditDesk::query(const Caller& caller, ports::AuditFilter filter) {
    if (!sees_all(caller)) {
        if (!filter.actor.empty() && filter.actor != caller.person.id) {
            return Refusal{Reason::not_permitted, "You may query only what you did yourself.",
                           "Đồng chí chỉ được tra cứu nhật ký do chính mình thực hiện."};
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

json::object AuditDesk::verify() {
    auto tx = office_.store.begin_read();
    const auto tree = tx->audit().tree();
    const auto checkpoints = tx->audit().checkpoints();
    audit::Verifier log;
    std::int64_t index = 0;
    while (true) {
        const auto rows = tx->audit().read_from(index, batch_size);
        if (rows.empty()) break;
        for (const auto& row : rows) {
            if (row.index != index) {
                return verdict(false, tree.size, {}, checkpoints.size(),
                               fmt::format("Entry {} is missing from the log.", index),
                               fmt::format("Nhật ký bị thiếu mục số {}.", index));
            }
            log.add(row.body);
            ++index;
            for (const auto& point : checkpoints) {
                if (point.size == index && point.root != hex(log.root())) {
                    return verdict(false, tree.size, hex(log.root()), checkpoints.size(),
                                   fmt::format("The log differs from the checkpoint at {}.", index),
                                   fmt::format("Nhật ký không khớp điểm chốt tại mục {}.", index));
                }
            }
        }
    }
    const auto stored = audit::Edge::from_hex(tree.size, tree.subtree_hashes);
    const std::string stored_root = stored ? hex(stored->root()) : "unreadable";
    if (index != tree.size || hex(log.root()) != stored_root) {
        return verdict(false, tree.size, hex(log.root()), checkpoints.size(),
                       fmt::format("The log was changed: {} entries give root {}, stored are {} "
                                   "entries with root {}.",
                                   index, hex(log.root()), tree.size, stored_root),
                       "Nhật ký đã bị thay đổi: mã băm tính lại không khớp mã băm đã lưu.");
    }
    return verdict(true, tree.size, hex(log.root()), checkpoints.size(),
                   fmt::format("All {} entries are intact.", tree.size),
                   fmt::format("Toàn bộ {} mục nhật ký nguyên vẹn.", tree.size));
}

}  // namespace trinh::service
