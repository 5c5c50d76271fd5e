#include "engine/service/views.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <functional>

#include "engine/calendar/due.h"
#include "engine/casework/clocks.h"
#include "engine/casework/permission.h"
#include "engine/casework/questions.h"
#include "engine/workflow/regimes.h"

namespace trinh::service {
namespace {

constexpr int soon_working_days = 3;

const char* phase_of(const casework::Clock& clock, int remaining) {
    if (clock.is_closed) return clock.was_on_time ? "on_time" : "late";
    if (!clock.due) return "none";
    if (remaining < 0) return "overdue";
    if (remaining == 0) return "today";
    return remaining <= soon_working_days ? "soon" : "later";
}

json::value day(const std::optional<Date>& date) {
    return date ? json::value(date->iso()) : json::value(nullptr);
}

}  // namespace

json::object titled(const workflow::Title& title) {
    return {{"title", title.vi}, {"title_en", title.en}};
}

int remaining_days(const calendar::Calendar& calendar, Date today, Date due) {
    const int counted = calendar::working_days_between(calendar, today, due);
    if (today > due) return std::min(counted, -1);
    // A due date that is no working day still lies ahead: it is not "today" before its day.
    return counted == 0 && today < due ? 1 : counted;
}

std::string remaining_words_vi(const calendar::Calendar& calendar, Date today, Date due) {
    const int days = remaining_days(calendar, today, due);
    if (days == 0) return "hạn hôm nay";
    if (days < 0) return fmt::format("quá hạn {} ngày làm việc", -days);
    return fmt::format("còn {} ngày làm việc", days);
}

json::object regime_view(const workflow::Process& process) {
    const auto words = workflow::validity_words(process);
    return {{"regime", process.regime},
            {"basis", process.basis},
            {"valid_from", day(process.valid_from)},
            {"valid_to", day(process.valid_to)},
            {"validity", words.vi},
            {"validity_en", words.en}};
}

json::object clock_view(const casework::Law& law, const casework::Clock& clock, Date today) {
    const auto* deadline = law.process.deadline(clock.deadline);
    json::object view{{"id", clock.deadline}, {"entry", clock.entry}};
    const auto* still = clock.is_closed ? nullptr : casework::standing(clock);
    const bool is_running = !clock.is_closed && clock.due.has_value() && still == nullptr;
    const int remaining = is_running ? remaining_days(law.calendar, today, *clock.due) : 0;
    view["state"] = clock.is_closed    ? "closed"
                    : still != nullptr ? "paused"
                    : clock.due        ? "running"
                                       : "not_started";
    view["phase"] = still != nullptr ? "none" : phase_of(clock, remaining);
    view["paused_since"] = still != nullptr ? json::value(still->from.iso()) : json::value(nullptr);
    view["started_on"] = day(clock.anchor);
    view["due"] = day(clock.due);
    view["due_spoken"] = clock.due ? clock.due->spoken() : "";
    view["remaining_working_days"] = is_running ? json::value(remaining) : json::value(nullptr);
    view["reason"] = clock.reason;
    view["reason_en"] = clock.reason_en;
    view["is_certain"] = clock.is_certain;
    view["closed_at"] =
        clock.closed_at ? json::value(clock.closed_at->iso()) : json::value(nullptr);
    if (deadline != nullptr) {
        view["title"] = deadline->title.vi;
        view["title_en"] = deadline->title.en;
        view["basis"] = deadline->basis;
        view["confidence"] = deadline->confidence;
        const auto caveat = workflow::caveat_of(*deadline);
        view["caveat"] = caveat.vi;
        view["caveat_en"] = caveat.en;
        view["note"] = deadline->note;
        view["owner_role"] = deadline->owners.empty() ? "" : deadline->owners.front();
    }
    return view;
}

const casework::Clock* nearest_running_clock(const casework::Case& subject) {
    const casework::Clock* nearest = nullptr;
    for (const auto& clock : subject.clocks) {
        if (clock.is_closed || !clock.due) continue;
        const auto rank = [](const casework::Clock& one) {
            return std::pair(casework::standing(one) != nullptr, *one.due);
        };
        if (nearest == nullptr || rank(clock) < rank(*nearest)) nearest = &clock;
    }
    return nearest;
}

json::value nearest_clock(const casework::Law& law, const casework::Case& subject, Date today) {
    const auto* nearest = nearest_running_clock(subject);
    if (nearest == nullptr) return nullptr;
    return clock_view(law, *nearest, today);
}

std::vector<std::string> active_states(const casework::Case& subject) {
    std::vector<std::string> ids;
    const auto* active = subject.session.if_contains("active");
    if (active == nullptr || !active->is_array()) return ids;
    for (const auto& id : active->as_array()) ids.emplace_back(id.as_string());
    return ids;
}

std::vector<const workflow::Stage*> active_stages(const casework::Law& law,
                                                  const casework::Case& subject) {
    return stages_of(law, active_states(subject));
}

std::vector<const workflow::Stage*> stages_of(const casework::Law& law,
                                              const std::vector<std::string>& states) {
    std::vector<const workflow::Stage*> stages;
    for (const auto& id : states) {
        // The innermost ancestor that is a stage speaks for the state.
        auto index = law.process.chart->find(id);
        while (index != chart::no_state) {
            const auto view = law.process.chart->state(index);
            const auto* stage = law.process.stage(view.id);
            if (stage != nullptr) {
                if (std::find(stages.begin(), stages.end(), stage) == stages.end()) {
                    stages.push_back(stage);
                }
                break;
            }
            index = view.parent;
        }
    }
    return stages;
}

json::array stages_view(const casework::Law& law, const casework::Case& subject) {
    json::array rows;
    auto stages = active_stages(law, subject);
    // Where somebody must act, side tracks that wait for nobody are left out.
    const auto waits = [](const workflow::Stage* stage) { return !stage->actors.empty(); };
    if (std::any_of(stages.begin(), stages.end(), waits)) {
        stages.erase(std::remove_if(stages.begin(), stages.end(), std::not_fn(waits)),
                     stages.end());
    }
    for (const auto* stage : stages) {
        json::object row = titled(stage->title);
        row["id"] = stage->state_id;
        rows.push_back(std::move(row));
    }
    return rows;
}

json::array waiting_view(const Viewing& viewing, const casework::Case& subject) {
    json::array rows;
    if (subject.is_closed) return rows;
    std::vector<std::string> seen;
    for (const auto* stage : active_stages(viewing.law, subject)) {
        for (const auto& id : stage->actors) {
            if (std::find(seen.begin(), seen.end(), id) != seen.end()) continue;
            seen.push_back(id);
            const auto& role = *viewing.law.process.role(id);
            json::object row = titled(role.title);
            row["role"] = id;
            const auto appointed = subject.appointed.find(id);
            row["person"] = appointed == subject.appointed.end()
                                ? json::value(nullptr)
                                : viewing.names.person(appointed->second);
            row["agency"] = viewing.names.agency(casework::agency_of(role, subject));
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

json::object summary_view(const Viewing& viewing, const casework::Case& subject) {
    const auto& process = viewing.law.process;
    return {{"case_id", subject.id.number},
            {"title", subject.title},
            {"process", process.id},
            {"process_title", process.title.vi},
            {"process_title_en", process.title.en},
            {"stages", stages_view(viewing.law, subject)},
            {"drafting_agency", viewing.names.agency(subject.drafting_agency)},
            {"opened_at", subject.opened_at.iso()},
            {"is_closed", subject.is_closed},
            {"clock", nearest_clock(viewing.law, subject, local_date(viewing.now))},
            {"waiting_for", waiting_view(viewing, subject)}};
}

}  // namespace trinh::service
