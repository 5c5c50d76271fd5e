#include "engine/service/audit_log_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/audit/entry.h"
#include "engine/audit/proof_note.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_desk.h"
#include "engine/service/log_roots.h"
#include "engine/service/trail.h"

namespace trinh::service {
namespace {

constexpr const char* key_name = "audit-key";

Refusal not_in_log(std::int64_t asked, std::int64_t size) {
    return {
        Reason::not_found,
        fmt::format("The trail has {} entries, numbered from 0; {} was asked for.", size, asked),
        fmt::format("Nhật ký có {} mục, đánh số từ 0; không có mục số {}.", size, asked)};
}

json::object view_of(const ports::CheckpointRow& row) {
    json::object view{{"size", row.size},
                      {"root", row.root},
                      {"at", row.at.iso()},
                      {"key_id", row.key_id},
                      {"signature", row.signature}};
    const auto note = note_of(row);
    view["text"] = note ? audit::printed(*note) : std::string();
    return view;
}

Refusal not_at_hand(std::int64_t index) {
    return {Reason::not_found,
            fmt::format("Entry {} moved to an archive that is not at hand: copy the file into the "
                        "folder archives first.",
                        index),
            fmt::format("Mục số {} nằm trong tệp lưu trữ không có trên máy chủ.", index)};
}

/// The size of the trail as it is committed.
std::int64_t size_now(const Office& office) {
    return office.store.begin_read()->audit().tree().size;
}

json::object proof_view(const char* kind, const audit::ProofNote& proof, std::int64_t size) {
    return {{"kind", kind},
            {"size", size},
            {"ok", audit::holds(proof)},
            {"text", audit::printed(proof)}};
}

audit::TreeHead head_of(const audit::ProofNote& proof) {
    const auto* inclusion = std::get_if<audit::InclusionNote>(&proof);
    return inclusion != nullptr ? inclusion->head : std::get<audit::ConsistencyNote>(proof).newer;
}

json::object claim_of(const audit::ProofNote& proof) {
    const auto head = head_of(proof);
    json::object view{{"size", head.size}, {"root", audit::to_hex(audit::bytes_of(head.root))}};
    if (const auto* found = std::get_if<audit::InclusionNote>(&proof)) {
        view["kind"] = "inclusion";
        view["index"] = found->index;
        view["entry"] = found->entry;
        view["message"] =
            fmt::format("Entry {} is in the trail of {} entries.", found->index, head.size);
        view["message_vi"] =
            fmt::format("Mục số {} có trong nhật ký gồm {} mục.", found->index, head.size);
        return view;
    }
    const auto old_size = std::get<audit::ConsistencyNote>(proof).older.size;
    view["kind"] = "consistency";
    view["old_size"] = old_size;
    view["message"] = fmt::format(
        "The trail of {} entries is the unchanged beginning of that of {}.", old_size, head.size);
    view["message_vi"] =
        fmt::format("Nhật ký gồm {} mục là phần đầu không thay đổi của nhật ký gồm {} mục.",
                    old_size, head.size);
    return view;
}

/// The key that a signature is held against: ours when none is given.
Result<audit::PublicKey> reader_of(const Office& office, std::string_view key) {
    if (!key.empty()) return audit::PublicKey::from_base64(key);
    auto own = checkpoint_key(office);
    if (!own) return own.error();
    return own->public_key();
}

Result<audit::Checkpoint> checked_note(std::string_view printed, const audit::PublicKey& key,
                                       std::string& key_id) {
    auto note = audit::read_printed(printed);
    if (!note) return note.error();
    if (auto ours = key.verify(note->note, note->signature); !ours) return ours.error();
    key_id = note->key_id;
    return audit::read_note(note->note);
}

}  // namespace

bool may_audit(const Caller& caller) {
    for (const char* role : {"auditor", "director", "deputy-director", "head", "admin"}) {
        if (caller.has_role(role)) return true;
    }
    return false;
}

Refusal may_not_audit() {
    return {Reason::not_permitted, "You may not audit: ask for the role auditor.",
            "Ông/Bà không có quyền kiểm tra nhật ký."};
}

Result<audit::SigningKey> checkpoint_key(const Office& office) {
    if (office.secrets == nullptr) {
        return Refusal{Reason::wrong_state, "No key for checkpoints can be kept here.",
                       "Chương trình không lưu được khóa ký điểm chốt ở chế độ này."};
    }
    auto kept = office.secrets->find(key_name);
    if (!kept) {
        kept = office.secrets->keep_first(key_name, audit::SigningKey::generate().secret_base64());
    }
    return audit::SigningKey::from_secret(*kept);
}

Result<audit::SignedNote> note_of(const ports::CheckpointRow& row) {
    const auto root = audit::hash_from_hex(row.root);
    if (!root) {
        return Refusal{Reason::wrong_state,
                       fmt::format("The kept checkpoint of {} entries cannot be read.", row.size)};
    }
    return audit::SignedNote{audit::note_of({{row.size, *root}, row.at}), row.key_id,
                             row.signature};
}

Result<ports::CheckpointRow> sign_checkpoint(const Office& office, ports::Transaction& tx,
                                             const Caller& caller) {
    auto key = checkpoint_key(office);
    if (!key) return key.error();
    const auto tree = tx.audit().tree();
    auto edge = audit::Edge::from_hex(tree.size, tree.subtree_hashes);
    if (!edge) throw ports::StoreFailure("The head of the trail cannot be read; run audit verify.");
    const Instant now = office.clock.now();
    const auto note = key->sign({{tree.size, edge->root()}, now});
    ports::CheckpointRow row{tree.size, audit::to_hex(audit::bytes_of(edge->root())),
                             note.signature, note.key_id, now};
    tx.audit().add_checkpoint(row);
    audit::Entry entry;
    entry.at = now;
    entry.actor = caller.person.id;
    entry.agency = caller.person.agency;
    entry.action = "audit.checkpoint";
    entry.after = fmt::format("{} {}", row.size, row.root);
    entry.via = caller.via;
    append_entry(tx, entry);
    return row;
}

Result<json::object> AuditLogDesk::checkpoint(const Caller& caller) {
    if (!may_audit(caller)) return may_not_audit();
    auto tx = office_.store.begin();
    auto row = sign_checkpoint(office_, *tx, caller);
    if (!row) return row.error();
    tx->commit();
    json::object view = view_of(*row);
    view["key"] = checkpoint_key(office_)->public_key().base64();
    return view;
}

Result<json::object> AuditLogDesk::checkpoints(const Caller& caller) {
    if (!may_audit(caller)) return may_not_audit();
    auto key = checkpoint_key(office_);
    if (!key) return key.error();
    auto rows = office_.store.begin_read()->audit().checkpoints();
    std::reverse(rows.begin(), rows.end());
    json::array items;
    for (const auto& row : rows) items.push_back(view_of(row));
    return json::object{{"items", std::move(items)},
                        {"key", key->public_key().base64()},
                        {"key_id", key->public_key().id()}};
}

Result<json::object> AuditLogDesk::prove_inclusion(const Caller& caller, std::int64_t index,
                                                   std::int64_t size) {
    if (!may_audit(caller)) return may_not_audit();
    const std::int64_t all = size_now(office_);
    if (size == 0) size = all;
    if (size < 0 || size > all) return not_in_log(size, all);
    if (index < 0 || index >= size) return not_in_log(index, size);
    auto entry = office_.store.begin_read()->audit().read_from(index, 1);
    if (entry.empty() || entry.front().index != index) return not_in_log(index, size);
    auto& asked = entry.front();
    if (!asked.moved_hash.empty()) {
        const auto tx = office_.store.begin_read();
        const auto text = moved_text(office_, *tx, {index, asked.moved_hash});
        if (!text) return not_at_hand(index);
        asked.body = *text;
    }
    LogRoots roots(office_);
    const audit::TreeHead head{size, roots.root({0, size})};
    auto path = roots.proof(audit::inclusion_path(index, size));
    json::object view = proof_view(
        "inclusion", audit::InclusionNote{index, head, asked.body, std::move(path)}, size);
    view["index"] = index;
    return view;
}

Result<json::object> AuditLogDesk::prove_consistency(const Caller& caller, std::int64_t old_size,
                                                     std::int64_t size) {
    if (!may_audit(caller)) return may_not_audit();
    const std::int64_t all = size_now(office_);
    if (size == 0) size = all;
    if (size < 0 || size > all) return not_in_log(size, all);
    if (old_size < 1 || old_size > size) return not_in_log(old_size, size);
    LogRoots roots(office_);
    const audit::TreeHead older{old_size, roots.root({0, old_size})};
    const audit::TreeHead newer{size, roots.root({0, size})};
    auto path = roots.proof(audit::consistency_path(old_size, size));
    json::object view =
        proof_view("consistency", audit::ConsistencyNote{older, newer, std::move(path)}, size);
    view["old_size"] = old_size;
    return view;
}

Result<json::object> AuditLogDesk::verify(std::string_view printed, std::string_view key) {
    auto reader = reader_of(office_, key);
    if (!reader) return reader.error();
    std::string key_id;
    auto point = checked_note(printed, *reader, key_id);
    if (!point) return point.error();
    const ports::CheckpointRow row{
        point->head.size, audit::to_hex(audit::bytes_of(point->head.root)), "", key_id, point->at};
    json::object view = AuditDesk(office_).verify({row});
    view["checkpoint"] = json::object{{"size", row.size}, {"at", row.at.iso()}, {"key_id", key_id}};
    return view;
}

Result<std::string> AuditLogDesk::public_key() {
    auto key = checkpoint_key(office_);
    if (!key) return key.error();
    return key->public_key().base64();
}

Result<json::object> verify_proof(std::string_view proof, const SignedCheckpoint& against) {
    auto read = audit::read_proof(proof);
    if (!read) return read.error();
    json::object view = claim_of(*read);
    view["ok"] = audit::holds(*read);
    if (!view.at("ok").as_bool()) {
        view["message"] = "The proof does not hold: a number, a hash or the entry was changed.";
        view["message_vi"] = "Bằng chứng không đúng: số, mã băm hoặc nội dung mục đã bị thay đổi.";
        return view;
    }
    if (against.printed.empty()) return view;
    auto reader = audit::PublicKey::from_base64(against.key);
    if (!reader) return reader.error();
    std::string key_id;
    auto point = checked_note(against.printed, *reader, key_id);
    if (!point) return point.error();
    if (point->head == head_of(*read)) return view;
    view["ok"] = false;
    view["message"] =
        fmt::format("The proof holds, but its trail is not that of the checkpoint of {} entries.",
                    point->head.size);
    view["message_vi"] =
        fmt::format("Bằng chứng không khớp điểm chốt gồm {} mục.", point->head.size);
    return view;
}

}  // namespace trinh::service
