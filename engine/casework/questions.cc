#include "engine/casework/questions.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/base/json_text.h"
#include "engine/base/text.h"
#include "engine/casework/facts.h"
#include "engine/casework/permission.h"

namespace trinh::casework {
namespace {

std::string stage_names(const Law& law, const chart::Session& session, bool in_vietnamese) {
    std::string names;
    for (const auto& id : session.active_atomic()) {
        const auto* stage = law.process.stage(id);
        if (!names.empty()) names += ", ";
        names += stage == nullptr ? id : in_vietnamese ? stage->title.vi : stage->title.en;
    }
    return names;
}

Refusal unknown_here(const Law& law, const chart::Session& session, const std::string& event,
                     const std::vector<const workflow::Action*>& open) {
    std::string events, titles;
    for (const auto* action : open) {
        if ((", " + events + ",").find(", " + action->event + ",") != std::string::npos) continue;
        events += (events.empty() ? "" : ", ") + action->event;
        titles += (titles.empty() ? "" : "; ") + action->title.vi;
    }
    return {
        Reason::wrong_state,
        fmt::format("The case is at '{}', where '{}' cannot be done; what can be: {}.",
                    stage_names(law, session, false), event, events.empty() ? "nothing" : events),
        fmt::format("Hồ sơ đang ở bước “{}”, không thực hiện được việc này. Các việc có thể "
                    "thực hiện: {}.",
                    stage_names(law, session, true), titles.empty() ? "không có" : titles)};
}

}  // namespace

std::vector<const workflow::Action*> open_actions(const Law& law, const chart::Session& session) {
    std::vector<std::pair<chart::StateIndex, const workflow::Action*>> found;
    for (std::uint32_t i = 0; i < law.process.overlays.size(); ++i) {
        const auto& action = law.process.overlays[i].action;
        if (!action) continue;
        const auto source = law.process.chart->transition(i).source;
        if (session.is_active(law.process.chart->state(source).id)) {
            found.emplace_back(source, &*action);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const workflow::Action*> actions;
    for (const auto& [source, action] : found) actions.push_back(action);
    return actions;
}

chart::Session running_session(const Law& law, const Case& subject) {
    auto session = chart::Session::restore(law.process.chart, subject.session);
    CHECK(session.has_value());  // The case is pinned to the definition it was stored under.
    return std::move(*session);
}

chart::Event external_event(std::string name, json::value content) {
    chart::Event event;
    event.name = std::move(name);
    event.data = std::move(content);
    return event;
}

Result<const workflow::Action*> find_action(const Law& law, const Case& subject,
                                            const std::string& event, const Actor& actor) {
    const auto session = running_session(law, subject);
    const auto open = open_actions(law, session);
    std::optional<Refusal> refusal;
    for (const auto* action : open) {
        if (action->event != event) continue;
        auto may = may_do(law.process, subject, *action, actor);
        if (may) return action;
        if (!refusal) refusal = may.error();
    }
    if (refusal) return *refusal;
    return unknown_here(law, session, event, open);
}

Refusal refused_by_condition(const Law& law, const Case& subject, const workflow::Action& action,
                             const json::object& event_data, const json::object& facts) {
    const auto session = running_session(law, subject);
    const auto answer = chart::explain(session, external_event(action.event, event_data), facts);
    std::string seen;
    for (const auto& tried : answer.tried) {
        if (!tried.event_matches || tried.condition.empty()) continue;
        seen += fmt::format("{}[{}] is {}", seen.empty() ? "" : "; ", tried.condition,
                            tried.fault.empty() ? "false" : "not computable: " + tried.fault);
        if (!tried.values.empty()) seen += " with " + to_json_text(tried.values);
    }
    const auto& vi = action.refusal.vi;
    const auto& en = action.refusal.en;
    return {Reason::wrong_state,
            fmt::format("{} (condition {})",
                        en.empty() ? fmt::format("'{}' is not possible now.", action.title.en) : en,
                        seen.empty() ? "of the definition" : seen),
            vi.empty() ? fmt::format("Chưa đủ điều kiện để thực hiện việc “{}”.", action.title.vi)
                       : vi};
}

std::vector<AllowedAction> allowed(const Law& law, const Case& subject, const Actor& actor,
                                   Instant now) {
    std::vector<AllowedAction> rows;
    if (subject.is_closed) return rows;
    const auto session = running_session(law, subject);
    const auto facts = facts_named(law, subject, actor, now);
    for (const auto* action : open_actions(law, session)) {
        const bool is_listed = std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
            return row.action->event == action->event;
        });
        if (is_listed) continue;
        auto may = may_do(law.process, subject, *action, actor);
        if (!may) continue;
        const auto answer = chart::explain(session, external_event(action->event), facts);
        // A condition on what the form will hold cannot be answered yet: it counts as open.
        const bool could_be =
            std::any_of(answer.tried.begin(), answer.tried.end(), [](const auto& tried) {
                return tried.event_matches && (tried.condition_holds || !tried.fault.empty());
            });
        AllowedAction row{action, could_be, {}};
        if (!could_be) row.refusal = refused_by_condition(law, subject, *action, {}, facts);
        rows.push_back(std::move(row));
    }
    return rows;
}

Why explain(const Law& law, const Case& subject, const Act& command, const Actor& actor,
            Instant now) {
    const auto session = running_session(law, subject);
    const auto facts = facts_named(law, subject, actor, now);
    json::value event_data = nullptr;
    if (!command.inputs.empty()) event_data = command.inputs;
    return {chart::explain(session, external_event(command.event, event_data), facts),
            find_action(law, subject, command.event, actor)};
}

}  // namespace trinh::casework
