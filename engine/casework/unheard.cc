#include "engine/casework/unheard.h"

#include <fmt/format.h>
#include <set>

#include "engine/base/text.h"
#include "engine/chart/names.h"

namespace trinh::casework {
namespace {

constexpr std::size_t note_bytes_max = 2'000;

bool is_error(const chart::LogLine& line) {
    return line.label.rfind("error", 0) == 0;
}

bool is_named(const chart::Chart& chart, std::string_view event) {
    for (std::uint32_t at = 0; at < chart.transition_count(); ++at) {
        for (const auto descriptor : chart.transition(at).events) {
            if (descriptor != "*" && chart::descriptor_matches(descriptor, event)) return true;
        }
    }
    return false;
}

}  // namespace

bool is_lost_if_untaken(const chart::Chart& chart, std::string_view event) {
    const bool is_announcement = event.starts_with("deadline.") || event.starts_with("done.");
    return !is_announcement || is_named(chart, event);
}

std::vector<std::string> faults_of(const chart::Outcome& outcome) {
    std::vector<std::string> faults;
    std::size_t count = 0;
    for (const auto& line : outcome.log) {
        if (is_error(line) && ++count <= notes_of_step_max)
            faults.push_back(shortened(line.text, note_bytes_max));
    }
    if (count > notes_of_step_max) {
        faults.push_back(fmt::format("(+{})", count - notes_of_step_max));
    }
    return faults;
}

void record_unheard(const Law& law, Recorder& recorder, const chart::Outcome& outcome) {
    std::set<std::string> told;
    for (const auto at : outcome.untaken) {
        const auto& name = outcome.raised[at].name;
        if (!is_lost_if_untaken(*law.process.chart, name)) continue;
        if (told.insert(name).second) recorder.add(EventIgnored{name});
    }
    std::size_t count = 0;
    for (const auto& line : outcome.log) {
        if (is_error(line) || ++count > notes_of_step_max) continue;
        recorder.add(ChartNoted{shortened(line.label, note_bytes_max),
                                shortened(line.text, note_bytes_max), line.line});
    }
    if (count > notes_of_step_max) {
        recorder.add(ChartNoted{"", fmt::format("(+{})", count - notes_of_step_max), 0});
    }
}

}  // namespace trinh::casework
