#include "engine/service/letters.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <set>

#include "engine/base/json_text.h"
#include "engine/casework/clocks.h"
#include "engine/casework/facts.h"
#include "engine/service/group_letter.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

/// Everybody who gets one letter, each once, in the order of the roles.
std::vector<ports::PersonRow> readers(const Recording& recording, const casework::Case& subject,
                                      const casework::SendLetter& letter) {
    std::vector<ports::PersonRow> people;
    std::set<std::string> seen;
    for (const auto& role : letter.roles) {
        for (auto& person : recording.names.holders(recording.law.process, subject, role)) {
            if (person.is_active && seen.insert(person.id).second) {
                people.push_back(std::move(person));
            }
        }
    }
    return people;
}

std::string others(const std::vector<ports::PersonRow>& people, const std::string& except) {
    std::string names;
    for (const auto& person : people) {
        if (person.id == except) continue;
        names += fmt::format("{}{} ({})", names.empty() ? "" : "; ", person.name, person.position);
    }
    return names;
}

std::string stage_titles(const casework::Law& law, const casework::Case& subject) {
    std::string titles;
    for (const auto* stage : active_stages(law, subject)) {
        titles += (titles.empty() ? "" : "; ") + stage->title.vi;
    }
    return titles;
}

/// Who answers for the clock: the appointed person, else the role's name.
std::string responsible(const Recording& recording, const casework::Case& subject,
                        const casework::Clock* clock) {
    const auto& process = recording.law.process;
    const auto* deadline = clock == nullptr ? nullptr : process.deadline(clock->deadline);
    if (deadline == nullptr || deadline->owners.empty()) return {};
    const auto* role = process.role(deadline->owners.front());
    const auto appointed = subject.appointed.find(role->id);
    if (!role->is_appointed || appointed == subject.appointed.end()) return role->title.vi;
    const auto* person = recording.names.find(appointed->second);
    return person == nullptr ? appointed->second : person->name;
}

json::array missing_view(const casework::Law& law, const casework::Case& subject) {
    json::array rows;
    for (const auto& id : casework::missing_items(law.process, subject)) {
        const auto* item = law.process.item(id);
        rows.push_back({{"title", item->title.vi},
                        {"form_vi", item->form == "paper" ? "bản giấy" : "bản điện tử"},
                        {"basis", item->basis},
                        {"note_vi", ""}});
    }
    return rows;
}

/// The value of a field as the case keeps it, else as the act's form held it.
const json::value* value_of(const casework::Decision& decision, const std::string& field) {
    const auto* kept = casework::values_of(decision.after).if_contains(field);
    if (kept != nullptr) return kept;
    for (const auto& event : decision.events) {
        const auto* act = std::get_if<casework::ActionTaken>(&event.body);
        if (act != nullptr && act->inputs.is_object()) {
            return act->inputs.as_object().if_contains(field);
        }
    }
    return nullptr;
}

/// What the letter's rule asks to show of the case: by name, and as rows with the fields' titles.
void add_values(const Recording& recording, const casework::Decision& decision,
                const casework::SendLetter& letter, json::object& values) {
    json::array rows;
    for (const auto& rule : letter.values) {
        const auto* field = recording.law.process.field(rule.field);
        const auto* value = value_of(decision, rule.field);
        const auto shown = value == nullptr ? "" : shown_value(recording.names, *field, *value);
        values[rule.name] = shown;
        if (!shown.empty()) rows.push_back({{"title_vi", field->title.vi}, {"shown_vi", shown}});
    }
    values["rows"] = std::move(rows);
}

/// What will happen if nobody acts: the next escalation of the clock.
std::string next_step_vi(const casework::Law& law, const casework::Clock& clock) {
    const auto* deadline = law.process.deadline(clock.deadline);
    if (deadline == nullptr || !clock.due) return {};
    const auto wakes = casework::schedule(law, *deadline, *clock.due);
    for (auto i = static_cast<std::size_t>(clock.wakes_done); i < wakes.size(); ++i) {
        if (wakes[i].kind != casework::WakeKind::escalated) continue;
        const auto* role = law.process.role(wakes[i].to_role);
        return fmt::format("Nếu chưa hoàn thành, ngày {} hệ thống báo cáo: {}.",
                           local_date(wakes[i].at).spoken(),
                           role == nullptr ? wakes[i].to_role : role->title.vi);
    }
    return {};
}

const casework::Clock* find_clock(const casework::Case& subject,
                                  const casework::SendLetter& letter) {
    for (const auto& clock : subject.clocks) {
        if (clock.deadline == letter.deadline && clock.entry == letter.entry) return &clock;
    }
    return nullptr;
}

json::object letter_values(const Recording& recording, const casework::Decision& decision,
                           const casework::SendLetter& letter, const ports::PersonRow& person) {
    const auto& subject = decision.after;
    const auto* clock = find_clock(subject, letter);
    json::object values = letter_head(recording.office, person, local_date(recording.now));
    values["item"] = letter_item(recording, subject, clock);
    values["next_vi"] = clock == nullptr ? "" : next_step_vi(recording.law, *clock);
    values["escalated"] = letter.is_escalated;
    const auto before = Date::parse(letter.before);
    values["old_due_spoken"] = before ? before->spoken() : "";
    values["why_vi"] = clock == nullptr ? "" : clock->reason;
    const auto* actor = recording.names.find(decision.events.front().actor);
    values["from_vi"] =
        actor == nullptr ? "" : fmt::format("{} ({})", actor->name, actor->position);
    values["action_vi"] = stage_titles(recording.law, subject);
    values["note_vi"] = letter.note;
    values["return_reason_vi"] = letter.note;
    values["agency_vi"] = recording.names.agency_name(subject.drafting_agency);
    values["missing"] = missing_view(recording.law, subject);
    values["clock_vi"] = "";
    values["title_vi"] =
        letter.about.vi.empty() ? stage_titles(recording.law, subject) : letter.about.vi;
    add_values(recording, decision, letter, values);
    return values;
}

/// What a clock has said; a thousand cases of one campaign may say it on one morning.
bool is_reminder(const casework::SendLetter& letter) {
    return letter.letter == "deadline-today" || letter.letter == "deadline-overdue";
}

void add_letter(const Recording& recording, const casework::Decision& decision,
                const casework::SendLetter& letter, int position,
                std::vector<ports::MailRow>& rows) {
    const auto& subject = decision.after;
    const auto people = readers(recording, subject, letter);
    for (const auto& person : people) {
        if (person.email.empty()) continue;
        json::object values = letter_values(recording, decision, letter, person);
        values["others_vi"] = others(people, person.id);
        ports::MailRow row;
        row.message_id =
            fmt::format("{}.{}.{}.{}.{}@{}", letter.letter, subject.id.number, subject.sequence,
                        position, person.id, recording.office.mail_host);
        row.to_person = person.id;
        row.to_address = person.email;
        row.to_name = person.name;
        row.letter = letter.letter;
        row.case_id = subject.id;
        row.queued_at = recording.now;
        row.not_before = recording.now;
        if (subject.earlier_case && is_reminder(letter)) {
            put_in_batch(recording.office, row, values, *subject.earlier_case,
                         local_date(recording.now));
        }
        row.values = to_json_text(values);
        rows.push_back(std::move(row));
    }
}

}  // namespace

json::object letter_head(const Office& office, const ports::PersonRow& person, Date today) {
    return {{"person", json::object{{"name", person.name}, {"position", person.position}}},
            {"date_spoken", today.spoken()},
            {"base_url", office.base_url}};
}

json::object letter_item(const Recording& recording, const casework::Case& subject,
                         const casework::Clock* clock) {
    const auto& law = recording.law;
    const Date today = local_date(recording.now);
    json::object item{
        {"case_id", subject.id.number},
        {"title", subject.title},
        {"process", law.process.title.vi},
        {"stage", stage_titles(law, subject)},
        {"drafting_agency", recording.names.agency_name(subject.drafting_agency)},
        {"url", fmt::format("{}/cases/{}", recording.office.base_url, subject.id.number)}};
    item["responsible"] = responsible(recording, subject, clock);
    for (const char* key : {"deadline_id", "deadline", "due_spoken", "due_iso",
                            "remaining_words_vi", "caveat_vi", "reason_vi", "basis"}) {
        item[key] = "";
    }
    item["remaining_working_days"] = nullptr;
    if (clock == nullptr || !clock->due) return item;
    const auto* deadline = law.process.deadline(clock->deadline);
    item["deadline_id"] = clock->deadline;
    item["deadline"] = deadline == nullptr ? clock->deadline : deadline->title.vi;
    item["basis"] = deadline == nullptr ? "" : deadline->basis;
    item["due_iso"] = clock->due->iso();
    item["due_spoken"] = clock->due->spoken();
    if (const auto* still = casework::standing(*clock)) {
        item["remaining_words_vi"] = "tạm dừng từ " + still->from.spoken();
    } else {
        item["remaining_working_days"] = remaining_days(law.calendar, today, *clock->due);
        item["remaining_words_vi"] = remaining_words_vi(law.calendar, today, *clock->due);
    }
    item["caveat_vi"] = deadline == nullptr ? "" : workflow::caveat_of(*deadline).vi;
    item["reason_vi"] = clock->reason;
    return item;
}

std::vector<ports::MailRow> letters_of(const Recording& recording,
                                       const casework::Decision& decision) {
    std::vector<ports::MailRow> rows;
    int position = 0;
    for (const auto& effect : decision.effects) {
        const auto* letter = std::get_if<casework::SendLetter>(&effect);
        if (letter != nullptr) add_letter(recording, decision, *letter, position++, rows);
    }
    return rows;
}

}  // namespace trinh::service
