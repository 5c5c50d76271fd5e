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

json::object appointed_facts(const workflow::Process& process, const Case& subject) {
    json::object appointed;
    for (const auto& role : process.roles) {
        if (!role.is_appointed) continue;
        const auto at = subject.appointed.find(role.id);
        appointed[role.id] =
            at == subject.appointed.end() ? json::value(nullptr) : json::value(at->second);
    }
    return appointed;
}

json::object draft_facts(const Case& subject) {
    int last = 0;
    for (const auto& draft : subject.drafts) last = std::max(last, draft.number);
    return {{"count", subject.drafts.size()}, {"last", last}};
}

json::object actor_facts(const Actor& actor) {
    return {{"id", actor.person}, {"agency", actor.agency}, {"roles", names(actor.roles)}};
}

json::object case_facts(const Case& subject) {
    return {{"id", subject.id.number},
            {"title", subject.title},
            {"drafting_agency", subject.drafting_agency},
            {"department", subject.department},
            {"opened_on", local_date(subject.opened_at).iso()},
            {"triggered_on", triggering_date(subject).iso()},
            {"relation", subject.relation}};
}

/// `wants` says which names.
json::object facts_if(const auto& wants, const Law& law, const Case& subject, const Actor& actor,
                      Instant now) {
    const Date today = local_date(now);
    json::object facts;
    const auto add = [&](const char* name, const auto& make) {
        if (wants(name)) facts.emplace(name, make());
    };
    add("today", [&] { return today.iso(); });
    add("dossier", [&] { return dossier_facts(law.process, subject); });
    add("drafts", [&] { return draft_facts(subject); });
    add("actor", [&] { return actor_facts(actor); });
    add("deadlines", [&] { return deadline_facts(law, subject, today); });
    add("appointed", [&] { return appointed_facts(law.process, subject); });
    add("case", [&] { return case_facts(subject); });
    return facts;
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
    return facts_if([](const char*) { return true; }, law, subject, actor, now);
}

json::object facts_named(const Law& law, const Case& subject, const Actor& actor, Instant now) {
    return facts_if([&](const char* name) { return law.process.may_name(name); }, law, subject,
                    actor, now);
}

}  // namespace trinh::casework
