#include "engine/casework/decide.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/casework/after_step.h"
#include "engine/casework/clocks.h"
#include "engine/casework/facts.h"
#include "engine/casework/inputs.h"
#include "engine/casework/permission.h"
#include "engine/casework/questions.h"
#include "engine/casework/unheard.h"
#include "engine/workflow/regimes.h"

namespace trinh::casework {
namespace {

constexpr const char* missed_suffix = "_missed";
constexpr std::size_t title_bytes_max = 2'000;
constexpr std::size_t note_bytes_max = 20'000;

/// A case has no postman: a <send> to elsewhere is an error.communication, not a lost message.
constexpr chart::StepLimits case_limits() {
    chart::StepLimits limits;
    limits.carries_sends = false;
    limits.data_bytes_max = 16'777'216;  // A table of 5,000 rows fits in.
    return limits;
}

json::object event_object(const std::string& name, const json::value& inputs,
                          const std::string& note) {
    return {{"name", name}, {"data", inputs}, {"note", note}};
}

Result<Done> check_title(const std::string& title) {
    const bool is_blank = title.find_first_not_of(" \t\r\n") == std::string::npos;
    if (is_text(title) && !is_blank && title.size() <= title_bytes_max) return Done{};
    return Refusal{Reason::invalid_input,
                   fmt::format("A case needs a title of 1 to {} bytes of text.", title_bytes_max),
                   "Phải nhập tên dự thảo văn bản."};
}

Result<Done> may_open(const Law& law, const Open& command, const Actor& actor, Date triggered) {
    if (!law.process.is_valid_on(triggered)) {
        const auto validity = workflow::validity_words(law.process);
        return Refusal{
            Reason::wrong_state,
            fmt::format("Process '{}' does not apply to a case triggered on {}: it holds {}.",
                        law.process.id, triggered.iso(), validity.en),
            fmt::format("Quy trình “{}” không áp dụng cho hồ sơ phát sinh ngày {}; thời gian áp "
                        "dụng: {}.",
                        law.process.title.vi, triggered.spoken(), validity.vi)};
    }
    if (command.earlier_case) return Done{};
    Case blank;
    blank.drafting_agency = command.drafting_agency;
    blank.department = command.department;
    const auto& roles = law.process.opened_by;
    const bool may = std::any_of(roles.begin(), roles.end(), [&](const auto& id) {
        return holds_role(*law.process.role(id), blank, actor);
    });
    if (may) return Done{};
    return Refusal{Reason::not_permitted,
                   fmt::format("A case of '{}' is opened by: {}.", law.process.title.en,
                               fmt::join(roles, ", ")),
                   fmt::format("Ông/Bà không có thẩm quyền mở hồ sơ theo quy trình “{}”.",
                               law.process.title.vi)};
}

/// The action's own effect on dossier or drafts, before the chart sees the event.
Result<Done> apply_built_in(const Law& law, Recorder& recorder, const std::string& event,
                            const json::object& inputs) {
    if (event == event_mark_item) {
        auto marked = read_item_mark(law.process, inputs, local_date(recorder.now()));
        if (!marked) return marked.error();
        recorder.add(*marked);
    } else if (event == event_add_draft) {
        auto added = read_draft(law.process, inputs);
        if (!added) return added.error();
        recorder.add(*added);
    }
    return Done{};
}

/// A step may only use transitions that this actor may take.
Result<Done> check_taken(const Law& law, const Case& subject, const std::string& event,
                         const chart::Outcome& outcome, const Actor& actor) {
    for (const auto index : outcome.taken) {
        const auto& action = law.process.overlays[index].action;
        if (!action || action->event != event) continue;
        auto may = may_do(law.process, subject, *action, actor);
        if (!may) return may.error();
    }
    return Done{};
}

Result<Done> check_note(const workflow::Action& action, const std::string& note) {
    if (!is_text(note) || note.size() > note_bytes_max) {
        return Refusal{Reason::invalid_input,
                       fmt::format("A note is text of at most {} bytes.", note_bytes_max),
                       "Nội dung ghi chú không hợp lệ hoặc quá dài."};
    }
    if (action.note == workflow::NoteRule::required && note.empty()) {
        return Refusal{Reason::invalid_input,
                       fmt::format("'{}' needs a reason in the note.", action.title.en),
                       fmt::format("Việc “{}” phải nêu rõ lý do.", action.title.vi)};
    }
    return Done{};
}

/// Not the first report of this clock: it goes above the circle that knew already.
bool is_later_escalation(const std::vector<Wake>& wakes, std::size_t position) {
    if (wakes[position].kind != WakeKind::escalated) return false;
    return std::any_of(wakes.begin(), wakes.begin() + static_cast<std::ptrdiff_t>(position),
                       [](const Wake& wake) { return wake.kind == WakeKind::escalated; });
}

/// Everybody who was told of this clock before, and whoever is told now.
std::vector<std::string> told_roles(const workflow::Deadline& deadline,
                                    const std::vector<Wake>& wakes, std::size_t position) {
    std::vector<std::string> roles = deadline.owners;
    for (std::size_t i = 0; i <= position; ++i) {
        if (!wakes[i].to_role.empty()) roles.push_back(wakes[i].to_role);
    }
    return roles;
}

/// A word of the future ("near", "today") that would be said after the due date: the program was
/// stopped, or its clock moved.
bool is_missed(WakeKind kind, const Clock& clock, Instant now) {
    const bool is_announcement = kind == WakeKind::near || kind == WakeKind::today;
    return is_announcement && is_overdue(clock, local_date(now));
}

/// Tells the chart of a clock. What the day has changed may move the chart although nothing waits
/// for this very event.
void announce(const Law& law, Recorder& recorder, const std::string& name) {
    const Actor actor{"clock", "", {}, "clock"};
    const Case subject = recorder.subject();
    auto session = running_session(law, subject);
    const auto facts = facts_named(law, subject, actor, recorder.now());
    const auto outcome =
        session.deliver(external_event(name), recorder.now(), facts, case_limits());
    if (!outcome.was_handled && is_lost_if_untaken(*law.process.chart, name)) {
        recorder.add(EventIgnored{name});
    }
    if (outcome.was_handled || session.snapshot() != subject.session || !outcome.log.empty()) {
        record_step(law, recorder, {session, outcome, event_object(name, nullptr, ""), actor});
    }
}

/// Nobody is there to read a refusal: it stands in the history.
void note_failure(Recorder& recorder) {
    if (!recorder.failure()) return;
    recorder.add(ChartNoted{"", recorder.failure()->message_vi, 0});
    std::erase_if(recorder.decision().effects, [](const Effect& effect) {
        return std::holds_alternative<OpenLinked>(effect);  // All of a list, or none.
    });
}

}  // namespace

Result<Done> check_triggering_date(Date triggered, Date today) {
    if (triggered <= today) return Done{};
    return Refusal{Reason::invalid_input,
                   fmt::format("The triggering date {} lies ahead; today is {}. Give the day on "
                               "which the duty arose, or leave it out for today.",
                               triggered.iso(), today.iso()),
                   fmt::format("Ngày phát sinh {} chưa đến (hôm nay là {}). Đề nghị nhập ngày phát "
                               "sinh nhiệm vụ, hoặc để trống nếu là hôm nay.",
                               triggered.spoken(), today.spoken())};
}

Result<Decision> decide_open(const Law& law, const Open& command, const Actor& actor, Instant now) {
    auto title = check_title(command.title);
    if (!title) return title.error();
    const Date today = local_date(now);
    const Date triggered = command.triggered_on.value_or(today);
    auto came = check_triggering_date(triggered, today);
    if (!came) return came.error();
    auto may = may_open(law, command, actor, triggered);
    if (!may) return may.error();

    Recorder recorder(Case{}, actor.person, now);
    recorder.add(CaseOpened{law.process.id, command.definition_hash, composed(command.title),
                            command.drafting_agency, command.department, command.earlier_case,
                            command.relation, actor.via, triggered});
    chart::Session session(law.process.chart, fmt::format("case-{}", now.ms));
    const auto facts = facts_named(law, recorder.subject(), actor, now);
    const auto outcome = session.start(now, facts, case_limits(), command.values);
    const auto event = event_object("", nullptr, "");
    record_step(law, recorder, {session, outcome, event, actor});
    if (recorder.failure()) return *recorder.failure();
    return std::move(recorder.decision());
}

Result<Decision> decide_act(const Law& law, const Case& subject, const Act& command,
                            const Actor& actor, Instant now) {
    auto chosen = find_action(law, subject, command.event, actor);
    if (!chosen) return chosen.error();
    const workflow::Action& action = **chosen;
    auto inputs = check_inputs(law.process, action, command.inputs, values_of(subject));
    if (!inputs) return inputs.error();
    auto note = check_note(action, command.note);
    if (!note) return note.error();

    Recorder recorder(subject, actor.person, now);
    auto built_in = apply_built_in(law, recorder, command.event, *inputs);
    if (!built_in) return built_in.error();

    auto session = running_session(law, subject);
    const auto facts = facts_named(law, recorder.subject(), actor, now);
    json::object event_data = *inputs;
    event_data["note"] = command.note;
    const auto outcome =
        session.deliver(external_event(command.event, event_data), now, facts, case_limits());
    if (!outcome.was_handled) {
        return refused_by_condition(law, recorder.subject(), action, event_data, facts);
    }
    auto may = check_taken(law, subject, command.event, outcome, actor);
    if (!may) return may.error();

    recorder.add(ActionTaken{command.event, *inputs, command.note, actor.via});
    const auto event = event_object(command.event, event_data, command.note);
    record_step(law, recorder, {session, outcome, event, actor});
    if (recorder.failure()) return *recorder.failure();
    return std::move(recorder.decision());
}

Result<Decision> decide_told(const Law& law, const Case& subject, const Telling& telling,
                             const Actor& actor, Instant now) {
    if (subject.is_closed) {
        return Refusal{Reason::wrong_state, fmt::format("Case {} is closed.", subject.id.number)};
    }
    Recorder recorder(subject, actor.person, now);
    auto session = running_session(law, subject);
    json::object event_data = telling.data;
    event_data["case"] = telling.from_case;
    event_data["title"] = telling.title;
    event_data["agency"] = telling.agency;
    const auto facts = facts_named(law, subject, actor, now);
    const auto outcome =
        session.deliver(external_event(telling.event, event_data), now, facts, case_limits());
    recorder.add(
        ToldByCase{telling.from_case, telling.title, telling.event, telling.data, actor.via});
    recorder.decision().was_heard = outcome.was_handled;
    if (!outcome.was_handled) recorder.add(EventIgnored{telling.event});
    record_step(law, recorder,
                {session, outcome, event_object(telling.event, event_data, ""), actor});
    note_failure(recorder);
    return std::move(recorder.decision());
}

Result<Decision> decide_wake(const Law& law, const Case& subject, const LookAtClock& command,
                             Instant now) {
    const auto clock =
        std::find_if(subject.clocks.begin(), subject.clocks.end(), [&](const Clock& candidate) {
            return candidate.deadline == command.deadline && candidate.entry == command.entry;
        });
    const auto* deadline = law.process.deadline(command.deadline);
    if (clock == subject.clocks.end() || deadline == nullptr || clock->is_closed ||
        !clock->wake_at || *clock->wake_at > now) {
        return Refusal{Reason::wrong_state,
                       fmt::format("The clock '{}' has nothing to do now.", command.deadline)};
    }
    const auto wakes = schedule(law, *deadline, *clock->due);
    const auto position = static_cast<std::size_t>(clock->wakes_done);
    CHECK(position < wakes.size());
    const Wake& wake = wakes[position];
    const auto next =
        position + 1 < wakes.size() ? std::optional(wakes[position + 1].at) : std::nullopt;

    const Actor actor{"clock", "", {}, "clock"};
    Recorder recorder(subject, actor.person, now);
    const bool is_late = is_missed(wake.kind, *clock, now);
    recorder.add(ClockWoke{command.deadline, command.entry,
                           std::string(wake_word(wake.kind)) + (is_late ? missed_suffix : ""),
                           wake.to_role, clock->wakes_done + 1, next});
    if (is_late) return std::move(recorder.decision());
    if (wake.kind == WakeKind::today || wake.kind == WakeKind::escalated) {
        SendLetter letter;
        letter.letter = wake.kind == WakeKind::today ? "deadline-today" : "deadline-overdue";
        letter.roles = told_roles(*deadline, wakes, position);
        letter.is_escalated = is_later_escalation(wakes, position);
        letter.deadline = command.deadline;
        letter.entry = command.entry;
        recorder.add(Effect(std::move(letter)));
    }
    if (wake.kind != WakeKind::escalated) {
        announce(law, recorder, clock_event(*law.process.chart, command.deadline, wake.kind));
        note_failure(recorder);
    }
    return std::move(recorder.decision());
}

Decision decide_held(const Case& subject, const LookAtClock& command, const Refusal& reason,
                     Instant now) {
    Recorder recorder(subject, "clock", now);
    recorder.add(ClockHeld{command.deadline, command.entry, reason.message_vi, reason.message});
    return std::move(recorder.decision());
}

std::optional<Instant> next_pending(const Law& law, const Case& subject) {
    const auto* pending = subject.session.if_contains("sends");
    if (subject.is_closed || pending == nullptr) return std::nullopt;
    return running_session(law, subject).next_due();
}

Result<Decision> decide_pending(const Law& law, const Case& subject, Instant now) {
    auto session = running_session(law, subject);
    const auto due = subject.is_closed ? std::nullopt : session.take_due(now);
    if (!due) return Refusal{Reason::wrong_state, "No delayed event of this case is due."};
    const Actor actor{"clock", "", {}, "clock"};
    Recorder recorder(subject, actor.person, now);
    const auto facts = facts_named(law, subject, actor, now);
    const auto outcome = session.deliver(*due, now, facts, case_limits());
    if (!outcome.was_handled) recorder.add(EventIgnored{due->event.name});
    record_step(law, recorder,
                {session, outcome, event_object(due->event.name, due->event.data, ""), actor});
    note_failure(recorder);
    return std::move(recorder.decision());
}

}  // namespace trinh::casework
