// Events that a transition waits for in vain.
#include <algorithm>
#include <fmt/format.h>

#include "engine/chart/names.h"
#include "engine/workflow/findings.h"

namespace trinh::workflow {
namespace {

using chart::descriptor_matches;
using chart::EventNames;

bool begins(std::string_view descriptor, std::string_view family) {
    const auto bare = EventNames::bare(descriptor);
    return bare == family || (bare.starts_with(family) && bare.substr(family.size(), 1) == ".");
}

bool is_sent_by_an_action(const Process& process, std::string_view descriptor) {
    return std::any_of(process.overlays.begin(), process.overlays.end(), [&](const auto& overlay) {
        return overlay.action && descriptor_matches(descriptor, overlay.action->event);
    });
}

/// By an officer, or by the chart itself.
bool is_sent(const Findings& findings, std::string_view descriptor) {
    return findings.ways.sent().may_match(descriptor) ||
           is_sent_by_an_action(findings.process, descriptor);
}

/// By a case that this process opened and that tells it how it goes.
bool is_told_by_children(const Process& process, std::string_view descriptor) {
    return begins(descriptor, "child") &&
           std::any_of(process.overlays.begin(), process.overlays.end(),
                       [](const auto& overlay) { return !overlay.opens.empty(); });
}

/// By the platform, or a matter of another analysis: "*", errors, ends of states, deadlines.
bool is_of_the_platform(const Findings& findings, std::string_view descriptor) {
    if (EventNames::bare(descriptor).empty() || begins(descriptor, "error") ||
        begins(descriptor, "done.state") || begins(descriptor, "deadline"))
        return true;
    const bool is_end = begins(descriptor, "done.invoke");
    return EventNames::bare(descriptor) == "done" || (is_end && findings.ways.sent().has_invoke);
}

template <class Act>
void for_each_descriptor(const Process& process, Act act) {
    for (std::uint32_t t = 0; t < process.chart->transition_count(); ++t) {
        const auto view = process.chart->transition(t);
        for (const auto descriptor : view.events) act(view, descriptor);
    }
}

std::string known_deadlines(const Process& process) {
    std::string names;
    for (const auto& deadline : process.deadlines)
        names += (names.empty() ? "" : ", ") + deadline.id;
    return names.empty() ? "none" : names;
}

}  // namespace

bool takes_event_of(std::string_view descriptor, const Deadline& deadline) {
    const std::string name = "deadline." + deadline.id;
    for (const char* word : {".today", ".passed", ".due"}) {
        if (descriptor_matches(descriptor, name + word)) return true;
    }
    return deadline.remind && descriptor_matches(descriptor, name + ".near");
}

void find_unsent_events(Findings& findings) {
    for_each_descriptor(findings.process, [&](const auto& view, std::string_view descriptor) {
        if (is_sent(findings, descriptor) || is_of_the_platform(findings, descriptor) ||
            is_told_by_children(findings.process, descriptor))
            return;
        findings.at("TR331", view.line, view.column,
                    fmt::format("Nobody sends the event '{}' that this transition of state '{}' "
                                "waits for.",
                                descriptor, findings.id(view.source)),
                    "Give the transition a <t:action>, raise or send the event in the chart, or "
                    "correct its name.");
    });
}

void find_deaf_handlers(Findings& findings) {
    const Process& process = findings.process;
    for_each_descriptor(process, [&](const auto& view, std::string_view descriptor) {
        if (!begins(descriptor, "deadline") || is_sent(findings, descriptor)) return;
        const Deadline* sender = nullptr;
        for (const auto& deadline : process.deadlines) {
            if (!takes_event_of(descriptor, deadline)) continue;
            sender = &deadline;
            if (findings.ways.may_be_active_together(deadline.state, view.source)) return;
        }
        if (sender == nullptr) {
            findings.at(
                "TR332", view.line, view.column,
                fmt::format("No deadline of this process sends the event '{}'.", descriptor),
                fmt::format("Events are deadline.ID.today, deadline.ID.passed, and "
                            "deadline.ID.near for those with remind; the deadlines are: {}.",
                            known_deadlines(process)));
            return;
        }
        findings.at("TR333", view.line, view.column,
                    fmt::format("State '{}' waits for '{}', but that clock runs only in state "
                                "'{}', and the two are never active together.",
                                findings.id(view.source), descriptor, findings.id(sender->state)),
                    "Move the transition to the state of the deadline, or to one around it.");
    });
}

}  // namespace trinh::workflow
