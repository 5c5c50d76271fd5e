#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "engine/casework/facts.h"
#include "engine/casework/migration_work.h"

namespace trinh::casework {
namespace {

using workflow::renamed;

std::string requirement(const workflow::DossierItem* item) {
    if (item == nullptr) return {};
    return item->form + (item->is_required ? " required" : "");
}

void tell_item(MigrationWork& work, std::string_view change, const std::string& id,
               const workflow::DossierItem* old, const workflow::DossierItem* now) {
    const workflow::Title title = now != nullptr   ? now->title
                                  : old != nullptr ? old->title
                                                   : workflow::Title{id, id};
    MigrationLine line{"item", std::string(change), id, requirement(old), requirement(now)};
    if (change == "dropped") {
        line.text = fmt::format("Tài liệu “{}” không còn trong thành phần hồ sơ", title.vi);
        line.text_en = fmt::format("Paper '{}' is no part of the dossier any more", title.en);
    } else if (change == "created") {
        line.text = fmt::format("Tài liệu mới trong thành phần hồ sơ: “{}” ({})", title.vi,
                                now->is_required ? "bắt buộc, chưa nhận" : "không bắt buộc");
        line.text_en = fmt::format("New paper of the dossier: '{}' ({})", title.en,
                                   now->is_required ? "required, not received" : "not required");
    } else {
        line.text = fmt::format("Tài liệu “{}” thay đổi yêu cầu", title.vi);
        line.text_en = fmt::format("Paper '{}' is asked for otherwise: {} → {}", title.en,
                                   line.before, line.after);
    }
    work.tell(std::move(line));
}

void carry_dossier(MigrationWork& work) {
    work.after.dossier.clear();
    std::map<std::string, std::string> came_from;
    for (const auto& item : work.old_process().dossier) {
        came_from.emplace(renamed(work.order.map.items, item.id), item.id);
    }
    for (const auto& [id, entry] : work.before.dossier) {
        const auto& next = renamed(work.order.map.items, id);
        if (work.target().item(next) != nullptr) work.after.dossier[next] = entry;
    }
    for (const auto& item : work.old_process().dossier) {
        const auto& next = renamed(work.order.map.items, item.id);
        if (work.target().item(next) == nullptr) {
            tell_item(work, "dropped", item.id, &item, nullptr);
        }
    }
    for (const auto& item : work.target().dossier) {
        const auto old = came_from.find(item.id);
        const auto* known = old == came_from.end() ? nullptr : work.old_process().item(old->second);
        if (known == nullptr) {
            tell_item(work, "created", item.id, nullptr, &item);
        } else if (requirement(known) != requirement(&item) || known->id != item.id) {
            tell_item(work, "moved", known->id, known, &item);
        }
    }
}

void tell_completeness(MigrationWork& work) {
    const bool was = missing_items(work.old_process(), work.before).empty();
    const bool is = missing_items(work.target(), work.after).empty();
    if (was == is) return;
    MigrationLine line{"item", "noted", "complete", was ? "true" : "false", is ? "true" : "false"};
    line.text =
        is ? "Hồ sơ trở thành đầy đủ theo quy trình mới" : "Hồ sơ chưa đầy đủ theo quy trình mới";
    line.text_en = is ? "The dossier becomes complete" : "The dossier is not complete any more";
    work.tell(std::move(line));
}

const workflow::DraftKind* draft_kind(const workflow::Process& process, int number) {
    for (const auto& kind : process.drafts) {
        if (kind.number == number) return &kind;
    }
    return nullptr;
}

int draft_number(const workflow::MigrationMap& map, int number) {
    const auto& text = renamed(map.drafts, std::to_string(number));
    int read = number;
    std::from_chars(text.data(), text.data() + text.size(), read);
    return read;
}

void carry_drafts(MigrationWork& work) {
    work.after.drafts.clear();
    for (const auto& draft : work.before.drafts) {
        const int number = draft_number(work.order.map, draft.number);
        const auto* kind = draft_kind(work.target(), number);
        MigrationLine line{"draft", "dropped", std::to_string(draft.number), draft.file_name};
        if (kind == nullptr) {
            line.text = fmt::format(
                "Quy trình mới không có Dự thảo {}: bỏ tệp {} khỏi hồ sơ (tệp "
                "vẫn được lưu trữ)",
                draft.number, draft.file_name);
            line.text_en = fmt::format(
                "There is no draft {} any more: {} leaves the case (the file "
                "itself is kept)",
                draft.number, draft.file_name);
            work.tell(std::move(line));
            continue;
        }
        work.after.drafts.push_back(draft);
        work.after.drafts.back().number = number;
        if (number == draft.number) continue;
        line.change = "moved";
        line.after = std::to_string(number);
        line.text = fmt::format("Dự thảo {} ({}) trở thành Dự thảo {}", draft.number,
                                draft.file_name, number);
        line.text_en =
            fmt::format("Draft {} ({}) becomes draft {}", draft.number, draft.file_name, number);
        work.tell(std::move(line));
    }
}

void carry_appointments(MigrationWork& work) {
    work.after.appointed.clear();
    for (const auto& [id, person] : work.before.appointed) {
        const auto& next = renamed(work.order.map.roles, id);
        const auto* role = work.target().role(next);
        MigrationLine line{"role", "kept", id, person, person};
        const auto* old = work.old_process().role(id);
        const workflow::Title title = old == nullptr ? workflow::Title{id, id} : old->title;
        if (role == nullptr) {
            line.change = "dropped";
            line.after.clear();
            line.text = fmt::format("Bỏ phân công “{}” ({}): quy trình mới không có vai trò này",
                                    title.vi, person);
            line.text_en =
                fmt::format("Appointment as '{}' ({}) is dropped: no such role", title.en, person);
        } else {
            work.after.appointed[next] = person;
            line.change = next == id ? "kept" : "moved";
            line.text = fmt::format("Giữ phân công “{}”: {}", role->title.vi, person);
            line.text_en = fmt::format("Stays appointed as '{}': {}", role->title.en, person);
        }
        work.tell(std::move(line));
    }
}

}  // namespace

void carry_papers(MigrationWork& work) {
    carry_dossier(work);
    tell_completeness(work);
    carry_drafts(work);
    carry_appointments(work);
    // Who did what before stays known, for the rule that another person must check it.
    work.after.last_actor.clear();
    for (const auto& [event, person] : work.before.last_actor) {
        work.after.last_actor[renamed(work.order.map.events, event)] = person;
    }
}

}  // namespace trinh::casework
