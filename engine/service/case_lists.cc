#include "engine/service/case_lists.h"

#include <fmt/format.h>
#include <set>

#include "engine/base/json_text.h"
#include "engine/service/letters.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

constexpr std::size_t items_max = 200;

std::set<std::string> roles_waited_for(const casework::Law& law, const casework::Case& subject) {
    std::set<std::string> roles;
    for (const auto* stage : active_stages(law, subject)) {
        roles.insert(stage->actors.begin(), stage->actors.end());
    }
    return roles;
}

}  // namespace

void CaseLists::add(const Recording& recording, const casework::Case& subject) {
    if (subject.is_closed) return;
    std::set<std::string> seen;
    for (const auto& role : roles_waited_for(recording.law, subject)) {
        for (const auto& person : recording.names.holders(recording.law.process, subject, role)) {
            if (!person.is_active || person.email.empty() || !seen.insert(person.id).second) {
                continue;
            }
            List& list = lists_[person.id];
            list.person = person;
            if (++list.count > items_max) continue;
            auto item = letter_item(recording, subject, nearest_running_clock(subject));
            item["others_vi"] = "";
            list.items.push_back(std::move(item));
        }
    }
}

void CaseLists::queue(const Recording& recording, const casework::Decision& about,
                      const ListLetter& letter) const {
    const auto& subject = about.after;
    const auto* actor = recording.names.find(about.events.front().actor);
    for (const auto& [id, list] : lists_) {
        json::object values = letter_head(recording.office, list.person, local_date(recording.now));
        values["campaign_vi"] = subject.title;
        values["count_vi"] = std::to_string(list.count);
        values["items"] = list.items;
        values["more_vi"] =
            list.count <= items_max
                ? ""
                : fmt::format("Còn {} hồ sơ khác, xem trên hệ thống.", list.count - items_max);
        values["from_vi"] =
            actor == nullptr ? "" : fmt::format("{} ({})", actor->name, actor->position);
        values["note_vi"] = letter.note;
        values["others_vi"] = "";
        values["next_vi"] = "";
        ports::MailRow row;
        row.message_id = fmt::format("{}.{}.{}.{}@{}", letter.letter, subject.id.number, letter.key,
                                     id, recording.office.mail_host);
        row.to_person = id;
        row.to_address = list.person.email;
        row.to_name = list.person.name;
        row.letter = letter.letter;
        row.values = to_json_text(values);
        row.case_id = subject.id;
        row.queued_at = recording.now;
        row.not_before = recording.now;
        recording.tx.outbox().queue(row);
    }
}

}  // namespace trinh::service
