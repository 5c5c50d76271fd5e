#include "engine/service/hold_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/audit/entry.h"
#include "engine/base/text.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/directory.h"
#include "engine/service/loaded_case.h"
#include "engine/service/trail.h"

namespace trinh::service {
namespace {

constexpr std::size_t reason_bytes_max = 2'000;

Result<Done> may_hold(const Caller& caller) {
    for (const char* role : {"admin", "director", "deputy-director"}) {
        if (caller.has_role(role)) return Done{};
    }
    return Refusal{Reason::not_permitted,
                   "Only an administrator, the director or a deputy places and releases holds.",
                   "Chỉ người quản trị, Giám đốc hoặc Phó Giám đốc được ra lệnh giữ hồ sơ và bãi "
                   "bỏ lệnh giữ."};
}

Result<Done> is_a_reason(const std::string& reason) {
    const bool is_empty = reason.find_first_not_of(" \t\r\n") == std::string::npos;
    if (!is_empty && reason.size() <= reason_bytes_max && is_text(reason)) return Done{};
    return Refusal{Reason::invalid_input,
                   fmt::format("Say why, in at most {} bytes of text.", reason_bytes_max),
                   "Đề nghị nêu lý do, ngắn gọn."};
}

void append_act(ports::Transaction& tx, const Caller& caller, const ports::HoldRow& hold,
                const char* action, Instant now) {
    audit::Entry entry;
    entry.at = now;
    entry.actor = caller.person.id;
    entry.agency = caller.person.agency;
    entry.case_id = hold.case_id;
    entry.action = action;
    entry.after = fmt::format("hold {}", hold.id);
    entry.note = hold.released_at ? hold.release_reason : hold.reason;
    entry.via = caller.via;
    append_entry(tx, entry);
}

json::object hold_view(ports::Transaction& tx, Directory& names, const ports::HoldRow& hold) {
    const auto row = tx.cases().load(hold.case_id);
    return {{"hold", hold.id},
            {"case_id", hold.case_id.number},
            {"title", row ? row->title : std::string()},
            {"reason", hold.reason},
            {"placed_by", names.person(hold.placed_by)},
            {"placed_at", hold.placed_at.iso()},
            {"released_by", names.person(hold.released_by)},
            {"released_at",
             hold.released_at ? json::value(hold.released_at->iso()) : json::value(nullptr)},
            {"release_reason", hold.release_reason}};
}

}  // namespace

Result<json::object> HoldDesk::place(const Caller& caller, CaseId id, const std::string& reason) {
    if (auto may = may_hold(caller); !may) return may.error();
    if (auto good = is_a_reason(reason); !good) return good.error();
    auto tx = office_.store.begin();
    // Held for writing: whoever moves this case's history waits, and then finds the order.
    auto loaded = load_case(office_, caller, *tx, id, true);
    if (!loaded) return loaded.error();
    const Instant now = office_.clock.now();
    ports::HoldRow hold{0, id, reason, caller.person.id, now};
    hold.id = tx->archives().add_hold(hold);
    append_act(*tx, caller, hold, "hold.place", now);
    const auto moved = archive_view(office_, *tx, id);
    tx->commit();
    auto en = fmt::format("Hold {} keeps the history of case {} here.", hold.id, id.number);
    auto vi = fmt::format("Lệnh giữ số {}: lịch sử hồ sơ số {} được giữ nguyên tại chỗ.", hold.id,
                          id.number);
    if (const auto* archive = moved.if_object()) {
        en = fmt::format("Hold {} is recorded. ", hold.id) +
             std::string(archive->at("text_en").as_string()) + " Keep that file.";
        vi = fmt::format("Đã ghi lệnh giữ số {}. ", hold.id) +
             std::string(archive->at("text").as_string()) + " Đề nghị giữ nguyên tệp này.";
    }
    return json::object{
        {"hold", hold.id}, {"case_id", id.number}, {"message", en}, {"message_vi", vi}};
}

Result<json::object> HoldDesk::release(const Caller& caller, std::int64_t number,
                                       const std::string& reason) {
    if (auto may = may_hold(caller); !may) return may.error();
    if (auto good = is_a_reason(reason); !good) return good.error();
    auto tx = office_.store.begin();
    const auto standing = tx->archives().standing_holds({});
    const auto found = std::ranges::find(standing, number, &ports::HoldRow::id);
    if (found == standing.end()) {
        return Refusal{
            Reason::not_found,
            fmt::format("No hold {} stands: \"trinh hold list\" shows those that do.", number),
            fmt::format("Không có lệnh giữ số {} đang có hiệu lực.", number)};
    }
    auto hold = *found;
    hold.released_by = caller.person.id;
    hold.released_at = office_.clock.now();
    hold.release_reason = reason;
    tx->archives().release(hold);
    append_act(*tx, caller, hold, "hold.release", *hold.released_at);
    tx->commit();
    return json::object{
        {"hold", hold.id},
        {"case_id", hold.case_id.number},
        {"message", fmt::format("Hold {} on case {} has ended.", hold.id, hold.case_id.number)},
        {"message_vi", fmt::format("Đã bãi bỏ lệnh giữ số {} đối với hồ sơ số {}.", hold.id,
                                   hold.case_id.number)}};
}

Result<json::object> HoldDesk::list(const Caller& caller, std::optional<CaseId> id) {
    if (!may_hold(caller) && !may_audit(caller)) return may_not_audit();
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    json::array items;
    for (const auto& hold : id ? tx->archives().holds_of(*id) : tx->archives().standing_holds({})) {
        items.push_back(hold_view(*tx, names, hold));
    }
    return json::object{{"items", std::move(items)}};
}

}  // namespace trinh::service
