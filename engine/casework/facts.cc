#include "engine/casework/facts.h"

#include <algorithm>

#include "engine/casework/clocks.h"

namespace trinh::casework {
namespace {

json::array names(const std::vector<std::string>& from) {
    json::array out;
    for (const auto& name : from) out.emplace_back(name);
    return out;
}

json::value day_or_null(const std::optional<Date>& day) {
    return day ? json::value(day->iso()) : json::value(nullptr);
}

json::object dossier_facts(const workflow::Process& process, const Case& subject) {
    json::object items;
    for (const auto& item : process.dossier) {
        const auto at = subject.dossier.find(item.id);
        const DossierEntry entry = at == subject.dossier.end() ? DossierEntry{} : at->second;
        items[item.id] = json::object{{"received", entry.is_received},
                                      {"form", entry.form},
                                      {"received_on", day_or_null(entry.received_on)}};
    }
    const auto missing = missing_items(process, subject);
    return {{"complete", missing.empty()}, {"missing", names(missing)}, {"items", items}};
}

/// The latest clock of each deadline; one that never ran is there too, with nulls.
json::object deadline_facts(const Law& law, const Case& subject, Date today) {
    json::object all;
    for (const auto& deadline : law.process.deadlines) {
        all[deadline.id] = json::object{{"due", nullptr},
                                        {"started_on", nullptr},
                                        {"is_overdue", false},
                                        {"is_paused", false},
                                        {"is_closed", false}};
    }
    for (const auto& clock : subject.clocks) {
        const bool was_late = clock.is_closed && !clock.was_on_time;
        const bool is_late = !clock.is_closed && is_overdue(clock, today);
        all[clock.deadline] = json::object{{"due", day_or_null(clock.due)},
                                           {"started_on", day_or_null(clock.anchor)},
                                           {"is_overdue", was_late || is_late},
                                           {"is_paused", standing(clock) != nullptr},
                                           {"is_closed", clock.is_closed}};
    }
    return all;
}

}  // namespace

std::vector<std::string> missing_items(const workflow::Process& process, const Case& subject) {
    std::vector<std::string> missing;
    for (const auto& item : process.dossier) {
        if (!item.is_required) continue;
        const auto at = subject.dossier.find(item.id);
        if (at == subject.dossier.end() || !at->second.is_received) missing.push_back(item.id);
    }
    return missing;
}

json::object facts_of(const Law& law, const Case& subject, const Actor& actor, Instant now) {
    const Date today = local_date(now);
    json::object appointed;
    for (const auto& role : law.process.roles) {
        if (!role.is_appointed) continue;
        const auto at = subject.appointed.find(role.id);
        appointed[role.id] =
            at == subject.appointed.end() ? json::value(nullptr) : json::value(at->second);
    }
    int last_draft = 0;
    for (const auto& draft : subject.drafts) last_draft = std::max(last_draft, draft.number);
    return {
        {"today", today.iso()},
        {"dossier", dossier_facts(law.process, subject)},
        {"drafts", json::object{{"count", subject.drafts.size()}, {"last", last_draft}}},
        {"actor",
         json::object{
             {"id", actor.person}, {"agency", actor.agency}, {"roles", names(actor.roles)}}},
        {"deadlines", deadline_facts(law, subject, today)},
        {"appointed", std::move(appointed)},
        {"case", json::object{{"id", subject.id.number},
                              {"title", subject.title},
                              {"drafting_agency", subject.drafting_agency},
                              {"department", subject.department},
                              {"opened_on", local_date(subject.opened_at).iso()},
                              {"triggered_on", triggering_date(subject).iso()},
                              {"relation", subject.relation}}},
    };
}

}  // namespace trinh::casework
