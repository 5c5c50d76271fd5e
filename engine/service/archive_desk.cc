#include "engine/service/archive_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/audit/entry.h"
#include "engine/base/json_text.h"
#include "engine/service/archive_file.h"
#include "engine/service/archive_move.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/trail.h"

namespace trinh::service {
namespace {

using ports::ArchiveRow;
using ports::ArchiveState;

constexpr std::size_t listed_max = 200;

const char* word(ArchiveState state) {
    if (state == ArchiveState::writing) return "writing";
    return state == ArchiveState::moving ? "moving" : "done";
}

Refusal only_administrators() {
    return {Reason::not_permitted, "Only an administrator moves history to an archive.",
            "Chỉ người quản trị được chuyển lịch sử hồ sơ vào tệp lưu trữ."};
}

json::array held_back_view(const std::vector<HeldBack>& held_back) {
    json::array items;
    for (const auto& each : held_back) {
        if (items.size() == listed_max) break;
        items.push_back(json::object{{"case_id", each.id.number},
                                     {"title", each.title},
                                     {"reason", each.reason},
                                     {"text", each.text},
                                     {"text_en", each.text_en}});
    }
    return items;
}

json::object row_view(const ArchiveRow& row) {
    return {{"archive", row.name},    {"made_at", row.made_at.iso()},
            {"made_by", row.made_by}, {"closed_before", row.closed_before.iso()},
            {"process", row.process}, {"state", word(row.state)},
            {"cases", row.cases},     {"journal_rows", row.journal_rows},
            {"entries", row.entries}, {"sha256", row.sha256},
            {"bytes", row.bytes}};
}

void add_choice(json::object& view, const ArchiveChoice& choice) {
    view["held_back"] = held_back_view(choice.held_back);
    view["held_back_count"] = choice.held_back.size();
    view["later"] = choice.later;
    view["archived"] = choice.archived;
}

json::object dry_run_view(const Office& office, const ArchiveRequest& request,
                          const std::string& name, const ArchiveChoice& choice) {
    json::object view{{"archive", name},
                      {"closed_before", request.wish.closed_before.iso()},
                      {"process", request.wish.process},
                      {"dry_run", true},
                      {"cases", choice.cases.size()}};
    json::array items;
    auto tx = office.store.begin_read();
    for (const auto id : choice.cases) {
        if (items.size() == listed_max) break;
        const auto row = tx->cases().load(id);
        if (row) items.push_back(json::object{{"case_id", id.number}, {"title", row->title}});
    }
    view["items"] = std::move(items);
    add_choice(view, choice);
    view["message"] =
        fmt::format("The history of {} cases would move; {} are held back. Nothing was changed.",
                    choice.cases.size(), choice.held_back.size());
    view["message_vi"] = fmt::format(
        "Lịch sử của {} hồ sơ sẽ được chuyển; {} hồ sơ được giữ lại. Chưa có gì thay đổi.",
        choice.cases.size(), choice.held_back.size());
    return view;
}

/// Whether the file at this place is the one that was written for that row.
bool is_file_of(const Office& office, const std::string& place, const ArchiveRow& row) {
    auto archive = office.archives->open(place);
    if (!archive) return false;
    const auto head = (*archive)->head();
    return head.name == row.name && head.made_at == row.made_at && head.made_by == row.made_by;
}

/// The act that the trail tells: from here on rows leave the store.
void append_act(ports::Transaction& tx, const Caller& caller, const ArchiveRow& row, Instant now) {
    audit::Entry entry;
    entry.at = now;
    entry.actor = caller.person.id;
    entry.agency = caller.person.agency;
    entry.action = "archive.create";
    entry.after = "sha256 " + row.sha256;
    entry.inputs = to_json_text(json::object{{"archive", row.name},
                                             {"closed_before", row.closed_before.iso()},
                                             {"process", row.process},
                                             {"cases", row.cases},
                                             {"journal_rows", row.journal_rows},
                                             {"entries", row.entries},
                                             {"bytes", row.bytes}});
    entry.note = row.name;
    entry.via = caller.via;
    append_entry(tx, entry);
}

json::object moved_view(const ArchiveRow& row, const ArchiveChoice& choice, std::int64_t moved,
                        bool is_at_hand) {
    auto view = row_view(row);
    add_choice(view, choice);
    view["dry_run"] = false;
    view["moved"] = moved;
    view["message"] = fmt::format(
        "The history of {} cases moved to the archive '{}': {} lines of journals and {} entries of "
        "the trail. {}",
        moved, row.name, row.journal_rows, row.entries,
        is_at_hand ? "Keep a copy outside of this machine."
                   : "Copy the file into the folder archives of the state folder, so that officers "
                     "can read those histories.");
    view["message_vi"] =
        fmt::format("Đã chuyển lịch sử của {} hồ sơ vào tệp lưu trữ “{}”. {}", moved, row.name,
                    is_at_hand ? "Đề nghị lưu thêm một bản ngoài máy chủ."
                               : "Đề nghị sao chép tệp vào thư mục archives của hệ thống.");
    return view;
}

}  // namespace

Result<json::object> ArchiveDesk::create(const Caller& caller, const ArchiveRequest& request) {
    if (!caller.has_role("admin")) return only_administrators();
    if (office_.archives == nullptr) return no_archives_here();
    auto name = office_.archives->name_of(request.place);
    if (!name) return name.error();
    if (request.is_dry_run) {
        return dry_run_view(office_, request, *name, choose_cases(office_, request.wish));
    }
    const auto listed = archive_named(*office_.store.begin_read(), *name);
    if (!listed || listed->state == ArchiveState::writing) return make(caller, request, *name);
    if (listed->state == ArchiveState::moving) return go_on(request.place, *listed, {});
    return Refusal{Reason::wrong_state,
                   fmt::format("The archive '{}' was made on {} and is never changed: name a new "
                               "one.",
                               *name, local_date(listed->made_at).spoken()),
                   fmt::format("Tệp lưu trữ “{}” đã lập ngày {} và không được thay đổi; đề nghị "
                               "chọn tên khác.",
                               *name, local_date(listed->made_at).spoken())};
}

Result<ArchiveRow> ArchiveDesk::begin(const Caller& caller, const ArchiveRequest& request,
                                      const std::string& name, ports::ArchiveHead& head) {
    auto tx = office_.store.begin();
    std::optional<ArchiveRow> unfinished;  // Of that name.
    for (const auto& other : tx->archives().archives()) {
        if (other.state == ArchiveState::moving) {
            return Refusal{
                Reason::wrong_state,
                fmt::format("The archive '{}' is not finished: run \"trinh archive create {}\" "
                            "once more first.",
                            other.name, other.name),
                fmt::format("Tệp lưu trữ “{}” chưa hoàn thành; đề nghị thực hiện lại lệnh lập tệp "
                            "đó trước.",
                            other.name)};
        }
        if (other.state != ArchiveState::writing) continue;
        if (other.name == name) unfinished = other;
        // Nothing was moved to it.
        if (auto gone = tx->archives().remove(other); !gone) return gone.error();
    }
    const bool is_there = office_.archives->is_there(request.place);
    if (is_there && !(unfinished && is_file_of(office_, request.place, *unfinished))) {
        return Refusal{Reason::wrong_state,
                       fmt::format("There is a file '{}' that this store does not list: name "
                                   "another one.",
                                   name),
                       fmt::format("Đã có tệp “{}”; đề nghị chọn tên khác.", name)};
    }
    ArchiveRow row;
    row.name = name;
    row.made_at = office_.clock.now();
    row.made_by = caller.person.id;
    row.closed_before = request.wish.closed_before;
    row.process = request.wish.process;
    row.id = tx->archives().add(row);
    const auto point = sign_checkpoint(office_, *tx, caller);
    if (!point) return point.error();
    head.checkpoint = audit::printed(*note_of(*point));
    tx->commit();
    if (is_there) office_.archives->discard(request.place);
    return row;
}

Result<json::object> ArchiveDesk::make(const Caller& caller, const ArchiveRequest& request,
                                       const std::string& name) {
    auto key = checkpoint_key(office_);
    if (!key) return key.error();
    auto choice = choose_cases(office_, request.wish);
    if (choice.cases.empty()) {
        return Refusal{
            Reason::wrong_state,
            fmt::format("No case that ended before {} can move: {} are held back, {} moved "
                        "before; --dry-run says why.",
                        request.wish.closed_before.spoken(), choice.held_back.size(),
                        choice.archived),
            fmt::format("Không có hồ sơ nào kết thúc trước ngày {} được chuyển: {} hồ sơ được giữ "
                        "lại, {} hồ sơ đã chuyển trước đó.",
                        request.wish.closed_before.spoken(), choice.held_back.size(),
                        choice.archived)};
    }
    ports::ArchiveHead head;
    auto row = begin(caller, request, name, head);
    if (!row) return row.error();
    head.name = name;
    head.department = office_.department;
    head.made_by = row->made_by;
    head.made_at = row->made_at;
    head.closed_before = row->closed_before;
    head.process = row->process;
    head.key = key->public_key().base64();
    const auto point = audit::read_note(audit::read_printed(head.checkpoint)->note);
    auto written =
        write_archive_file(office_, *key, {request.place, head, point->head, choice.cases});
    std::ranges::move(written.damaged, std::back_inserter(choice.held_back));
    row->cases = written.cases;
    row->journal_rows = written.journal_rows;
    row->entries = written.entries;
    if (auto listed = finish_file(caller, request, *row); !listed) return listed.error();
    return go_on(request.place, std::move(*row), choice);
}

Result<Done> ArchiveDesk::finish_file(const Caller& caller, const ArchiveRequest& request,
                                      ArchiveRow& row) {
    const auto print = office_.archives->print_of(request.place);
    if (!print) return print.error();
    row.sha256 = print->sha256;
    row.bytes = print->bytes;
    row.state = ArchiveState::moving;
    auto tx = office_.store.begin();
    auto saved = tx->archives().save(row, ArchiveState::writing);
    if (!saved) return saved;
    append_act(*tx, caller, row, office_.clock.now());
    tx->commit();
    return Done{};
}

Result<json::object> ArchiveDesk::go_on(const std::string& place, ArchiveRow row,
                                        const ArchiveChoice& choice) {
    const auto print = office_.archives->print_of(place);
    if (!print) return print.error();
    if (print->sha256 != row.sha256) {
        return Refusal{
            Reason::wrong_state,
            fmt::format("The archive '{}' is not the file that was written: nothing was "
                        "taken away; restore the file from a backup.",
                        row.name),
            fmt::format("Tệp lưu trữ “{}” không phải tệp đã lập; chưa có gì bị chuyển.", row.name)};
    }
    auto archive = office_.archives->open(place);
    if (!archive) return archive.error();
    auto stayed = move_cases(office_, **archive, row);
    row.state = ArchiveState::done;
    auto tx = office_.store.begin();
    const auto moved = tx->archives().moved_cases(row.id);
    auto saved = tx->archives().save(row, ArchiveState::moving);
    if (!saved) return saved.error();
    tx->commit();
    auto all = choice;
    std::ranges::move(stayed, std::back_inserter(all.held_back));
    return moved_view(row, all, moved, office_.archives->is_there(row.name));
}

Result<json::object> ArchiveDesk::list(const Caller& caller) {
    if (!may_audit(caller)) return may_not_audit();
    auto tx = office_.store.begin_read();
    json::array items;
    for (const auto& row : tx->archives().archives()) {
        auto view = row_view(row);
        view["moved"] = tx->archives().moved_cases(row.id);
        view["at_hand"] = office_.archives != nullptr && office_.archives->is_there(row.name);
        items.push_back(std::move(view));
    }
    return json::object{{"items", std::move(items)}};
}

}  // namespace trinh::service
