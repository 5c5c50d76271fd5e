#include "engine/service/audit_view.h"

#include "engine/audit/digest.h"
#include "engine/audit/entry.h"
#include "engine/service/log_walk.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

/// What the act is called in the process under which it was done; a sign-in belongs to none.
void add_title(const EntryWords& words, json::object& view) {
    const auto* definition = view.if_contains("definition");
    if (definition == nullptr) return;
    const std::string_view written = definition->as_string();
    const auto* process = words.process(written.substr(written.find('@') + 1));
    if (process == nullptr) return;
    for (const auto& overlay : process->overlays) {
        if (!overlay.action || overlay.action->event != view.at("action").as_string()) continue;
        view["action_title"] = overlay.action->title.vi;
        view["action_title_en"] = overlay.action->title.en;
        return;
    }
}

}  // namespace

json::object entry_view(const EntryWords& words, const ports::AuditRow& row) {
    json::object view = stored_json(row.body).as_object();
    add_title(words, view);
    view["index"] = row.index;
    view["at"] = row.at.iso();
    view["actor"] = words.person(row.actor);
    view["case_id"] = row.case_id ? json::value(row.case_id->number) : json::value(nullptr);
    view["leaf_hash"] = audit::to_hex(audit::bytes_of(leaf_of(row)));
    return view;
}

bool is_told_by_its_columns(const ports::AuditRow& row) {
    const auto entry = audit::read_entry(row.body);
    return entry && entry->at == row.at && entry->actor == row.actor &&
           entry->on_behalf_of == row.on_behalf_of && entry->agency == row.agency &&
           entry->case_id == row.case_id && entry->action == row.action;
}

}  // namespace trinh::service
