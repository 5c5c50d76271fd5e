// Deadlines that nothing follows from, or that nothing ever stops.
#include <algorithm>
#include <fmt/format.h>

#include "engine/chart/tables.h"
#include "engine/workflow/findings.h"

namespace trinh::workflow {
namespace {

bool is_handled(const Findings& findings, const Deadline& deadline) {
    Deadline due = deadline;
    due.remind.reset();  // A reminder is not yet the due date.
    for (std::uint32_t t = 0; t < findings.process.chart->transition_count(); ++t) {
        const auto view = findings.process.chart->transition(t);
        const bool takes = std::any_of(
            view.events.begin(), view.events.end(),
            [&](std::string_view descriptor) { return takes_event_of(descriptor, due); });
        if (takes && findings.may_happen(t)) return true;
    }
    return false;
}

bool is_word_in(std::string_view text, std::string_view word) {
    constexpr std::string_view parts =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; ++at) {
        const auto end = at + word.size();
        if ((at == 0 || parts.find(text[at - 1]) == parts.npos) &&
            (end == text.size() || parts.find(text[end]) == parts.npos))
            return true;
    }
    return false;
}

/// A computed key (deadlines[name]) may mean any deadline.
bool reads(std::string_view text, const Deadline& deadline) {
    if (!is_word_in(text, "deadlines")) return false;
    const bool has_key = text.find("deadlines['") != text.npos ||
                         text.find("deadlines[\"") != text.npos ||
                         text.find("deadlines.") != text.npos;
    return !has_key || is_word_in(text, deadline.id);
}

/// Does a condition, a value or a fact ask how the deadline stands?
bool is_read(const Process& process, const Deadline& deadline) {
    for (const auto& expression : process.chart->tables().expressions)
        if (reads(expression.text, deadline)) return true;
    for (const auto& overlay : process.overlays)
        for (const auto& fact : overlay.facts)
            if (reads(fact.counts.text(), deadline)) return true;
    return false;
}

}  // namespace

void find_idle_deadlines(Findings& findings) {
    const Process& process = findings.process;
    for (const auto& deadline : process.deadlines) {
        if (!findings.ways.may_be_reached(deadline.state)) continue;  // Said of the state.
        if (deadline.escalations.empty() && !is_handled(findings, deadline) &&
            !is_read(process, deadline))
            findings.at(
                "TR334", deadline.line, deadline.column,
                fmt::format("Nothing follows when the deadline '{}' passes: no escalation, "
                            "no transition on 'deadline.{}.passed', and no condition or fact "
                            "that reads it.",
                            deadline.id, deadline.id),
                "Add <t:escalate to=\"...\" after=\"...\"/>, or count it with <t:fact>.");
        if (!findings.ways.may_be_left(deadline.state))
            findings.at("TR335", deadline.line, deadline.column,
                        fmt::format("Nothing ever stops the clock of the deadline '{}': state "
                                    "'{}' is never left.",
                                    deadline.id, findings.id(deadline.state)),
                        "Add a transition out of the state, or move the deadline to a state that "
                        "ends.");
    }
}

}  // namespace trinh::workflow
