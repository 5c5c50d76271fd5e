#include "engine/casework/after_step.h"

#include <algorithm>
#include <optional>
#include <string>

#include "engine/casework/clocks.h"
#include "engine/casework/facts.h"
#include "engine/casework/links.h"
#include "engine/casework/unheard.h"

namespace trinh::casework {
namespace {

constexpr const char* letter_moved = "deadline-moved";
constexpr const char* letter_action_needed = "action-needed";

/// The names a rule of the overlay may read: data after the step, the event, facts of the case.
class Scope {
public:
    Scope(const Law& law, const Recorder& recorder, const StepContext& step)
        : facts_(facts_named(law, recorder.subject(), step.actor, recorder.now())),
          system_({{"_event", step.event}}) {
        environment_.data = &step.session.data();
        environment_.system = &system_;
        environment_.facts = &facts_;
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    [[nodiscard]] const expression::Environment& environment() const { return environment_; }

private:
    json::object facts_, system_;
    expression::Environment environment_;
};

/// The elements that differ, by position; nothing when the whole list is the shorter way to say it.
std::optional<json::object> new_elements(const json::value& before, const json::value& after) {
    const auto* old = before.if_array();
    const auto* now = after.if_array();
    if (old == nullptr || now == nullptr || now->size() < old->size()) return std::nullopt;
    json::object elements;
    for (std::size_t i = 0; i < now->size(); ++i) {
        if (i < old->size() && (*old)[i] == (*now)[i]) continue;
        if (elements.size() * 2 >= now->size()) return std::nullopt;
        elements[std::to_string(i)] = (*now)[i];
    }
    return elements;
}

Stepped difference(const json::object& before, const chart::Session& session,
                   const chart::Outcome& outcome) {
    Stepped step;
    step.exited.assign(outcome.exited.begin(), outcome.exited.end());
    step.entered.assign(outcome.entered.begin(), outcome.entered.end());
    step.faults = faults_of(outcome);
    const json::object after = session.snapshot();
    const auto* old_values = before.if_contains("data");
    for (const auto& [key, value] : after) {
        if (key == "data") continue;
        const auto* known = before.if_contains(key);
        if (known == nullptr || *known != value) step.session[key] = value;
    }
    for (const auto& [key, value] : before) {
        if (key != "data" && !after.contains(key)) step.session[key] = nullptr;
    }
    const json::object none;
    const json::object& old =
        old_values != nullptr && old_values->is_object() ? old_values->as_object() : none;
    for (const auto& [key, value] : session.data()) {
        const auto* known = old.if_contains(key);
        if (known != nullptr && *known == value) continue;
        auto elements = known == nullptr ? std::nullopt : new_elements(*known, value);
        if (elements) {
            step.rows[key] = std::move(*elements);
        } else {
            step.values[key] = value;
        }
    }
    for (const auto& [key, value] : old) {
        if (!session.data().contains(key)) step.values_gone.emplace_back(key);
    }
    return step;
}

bool holds(const std::vector<std::string_view>& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string_view state_id(const Law& law, const workflow::Deadline& deadline) {
    return law.process.chart->state(deadline.state).id;
}

void close_clocks(const Law& law, Recorder& recorder, const chart::Outcome& outcome) {
    const Date today = local_date(recorder.now());
    const auto clocks = recorder.subject().clocks;
    for (const auto& clock : clocks) {
        if (clock.is_closed) continue;
        const auto* deadline = law.process.deadline(clock.deadline);
        const bool is_over = deadline == nullptr || holds(outcome.exited, state_id(law, *deadline));
        if (is_over) {
            recorder.add(ClockClosed{clock.deadline, clock.entry, !is_overdue(clock, today)});
        }
    }
}

void open_clocks(const Law& law, Recorder& recorder, const StepContext& step) {
    for (const auto& deadline : law.process.deadlines) {
        if (!holds(step.outcome.entered, state_id(law, deadline))) continue;
        const Scope scope(law, recorder, step);
        Clock clock;
        clock.deadline = deadline.id;
        clock.entry = recorder.subject().entries + 1;
        clock.opened_at = recorder.now();
        recorder.add(
            ClockSet{recounted(law, deadline, clock, scope.environment(), recorder.now()), {}});
    }
}

void apply_overlay(Recorder& recorder, const StepContext& step,
                   const workflow::TransitionOverlay& overlay, const Scope& scope) {
    for (const auto& rule : overlay.appointments) {
        const auto result = rule.person.evaluate(scope.environment());
        const auto* person = std::get_if<expression::Value>(&result);
        if (person == nullptr || person->is_undefined() || !person->as_json().is_string()) continue;
        recorder.add(Appointed{rule.role, std::string(person->as_json().as_string())});
    }
    for (const auto& rule : overlay.facts) {
        const auto result = rule.counts.test(scope.environment());
        const auto* counts = std::get_if<bool>(&result);
        recorder.add(
            FactRecorded{rule.name, local_date(recorder.now()), counts != nullptr && *counts});
    }
    for (const auto& rule : overlay.letters) {
        SendLetter letter;
        letter.letter = rule.name;
        letter.roles = {rule.to_role};
        letter.values = rule.values;
        if (overlay.action) letter.about = overlay.action->title;
        if (const auto* note = step.event.if_contains("note")) {
            letter.note = std::string(note->as_string());
        }
        recorder.add(Effect(std::move(letter)));
    }
    record_links(recorder, step, overlay, scope.environment());
}

void announce_stages(const Law& law, Recorder& recorder, const chart::Outcome& outcome) {
    for (const auto& stage : law.process.stages) {
        if (stage.actors.empty() || !holds(outcome.entered, stage.state_id)) continue;
        SendLetter letter;
        letter.letter = letter_action_needed;
        letter.roles = stage.actors;
        recorder.add(Effect(std::move(letter)));
    }
}

}  // namespace

void refresh_clocks(const Law& law, Recorder& recorder, const StepContext& step) {
    const auto clocks = recorder.subject().clocks;
    for (const auto& clock : clocks) {
        const auto* deadline = law.process.deadline(clock.deadline);
        const bool is_fixed = deadline == nullptr || (!deadline->anchor && !deadline->paused);
        if (clock.is_closed || is_fixed) continue;
        const Scope scope(law, recorder, step);
        const auto after = recounted(law, *deadline, clock, scope.environment(), recorder.now());
        if (after.due == clock.due && after.anchor == clock.anchor &&
            after.pauses == clock.pauses) {
            continue;
        }
        const auto before = clock.due;
        recorder.add(ClockSet{after, before});
        if (!before || !after.due || *before == *after.due) continue;
        SendLetter letter;
        letter.letter = letter_moved;
        letter.roles = deadline->owners;
        letter.deadline = clock.deadline;
        letter.entry = clock.entry;
        letter.before = before->iso();
        recorder.add(Effect(std::move(letter)));
    }
}

void record_step(const Law& law, Recorder& recorder, const StepContext& step) {
    const auto& taken = step.outcome.taken;
    {
        // Rules of the transitions see the clocks as they were when the act was done.
        const json::object before = recorder.subject().session;
        recorder.add(difference(before, step.session, step.outcome));
        record_unheard(law, recorder, step.outcome);
        const Scope scope(law, recorder, step);
        for (const auto index : taken) {
            apply_overlay(recorder, step, law.process.overlays[index], scope);
        }
    }
    close_clocks(law, recorder, step.outcome);
    open_clocks(law, recorder, step);
    refresh_clocks(law, recorder, step);
    auto& entered = recorder.decision().entered;
    entered.insert(entered.end(), step.outcome.entered.begin(), step.outcome.entered.end());
    if (step.session.is_final()) {
        const auto active = step.session.active_atomic();
        for (const auto& clock : std::vector<Clock>(recorder.subject().clocks)) {
            if (clock.is_closed) continue;
            const Date today = local_date(recorder.now());
            recorder.add(ClockClosed{clock.deadline, clock.entry, !is_overdue(clock, today)});
        }
        recorder.add(CaseClosed{active.empty() ? std::string() : active.front()});
        return;
    }
    announce_stages(law, recorder, step.outcome);
}

}  // namespace trinh::casework
