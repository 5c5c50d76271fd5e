#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/calendar/due.h"

namespace trinh::calendar {
namespace {

/// The fixed words of an explanation in one language.
struct Phrases {
    std::string Words::*words;
    std::string (*period)(Period);
    const char* after;
    const char* before;
    const char* next;
    const char* previous;
    const char* month_end;
    const char* not_counted;
    const char* counted;
    const char* doubt;
};

const Phrases english{&Words::en,
                      period_en,
                      "{} from {}{} = {}",
                      "{} before {}{} = {}",
                      "next working day",
                      "previous working day",
                      "the month has no such day, so its last day",
                      "not counted: ",
                      "counted as worked: ",
                      "Not certain: "};

const Phrases vietnamese{&Words::vi,
                         period_vi,
                         "{} kể từ {}{} = {}",
                         "{} trước {}{} = {}",
                         "ngày làm việc tiếp theo",
                         "ngày làm việc liền trước",
                         "tháng không có ngày tương ứng nên lấy ngày cuối tháng",
                         "không tính: ",
                         "tính là ngày làm việc: ",
                         "Chưa chắc chắn: "};

void append(std::string& text, const char* separator, const std::string& more) {
    if (more.empty()) return;
    if (!text.empty()) text += separator;
    text += more;
}

/// "Tết 20/01/2023, 23/01/2023; Saturday 21/01/2023": the days of one kind of step by reason.
std::string grouped(const Due& due, StepKind kind, const Phrases& phrases) {
    std::vector<std::pair<std::string, std::string>> groups;
    for (const Step& step : due.steps) {
        if (step.kind != kind) continue;
        const std::string& name = step.words.*phrases.words;
        auto found = groups.begin();
        while (found != groups.end() && found->first != name) ++found;
        if (found == groups.end()) found = groups.insert(groups.end(), {name, ""});
        append(found->second, ", ", step.date.spoken());
    }
    std::string text;
    for (const auto& [name, dates] : groups) append(text, " · ", name + " " + dates);
    return text;
}

const Step* find_step(const Due& due, StepKind kind) {
    for (const Step& step : due.steps) {
        if (step.kind == kind) return &step;
    }
    return nullptr;
}

/// What stands in brackets after the day reached by count alone.
std::string reached_notes(const Due& due, const Phrases& phrases) {
    std::string notes;
    if (const Step* step = find_step(due, StepKind::month_end)) {
        append(notes, "; ", phrases.month_end);
        append(notes, "; ", step->words.*phrases.words);
    }
    if (const Step* step = find_step(due, StepKind::reached)) {
        append(notes, "; ", step->words.*phrases.words);
    }
    const std::string skipped = grouped(due, StepKind::skipped, phrases);
    if (!skipped.empty()) append(notes, "; ", phrases.not_counted + skipped);
    const std::string swapped = grouped(due, StepKind::swapped, phrases);
    if (!swapped.empty()) append(notes, "; ", phrases.counted + swapped);
    return notes;
}

std::string explained(const Due& due, const Phrases& phrases) {
    std::string text = due.unrolled.spoken(), pauses;
    for (const Step& step : due.steps) {
        if (step.kind == StepKind::stood) pauses += ", " + step.words.*phrases.words;
    }
    // "0 days" after a day is that day, set in the case: there is nothing to count.
    if (due.direction != Direction::fixed && due.period.count > 0) {
        text = fmt::format(
            fmt::runtime(due.direction == Direction::after ? phrases.after : phrases.before),
            phrases.period(due.period), due.from.spoken(), pauses, due.unrolled.spoken());
    }
    const std::string notes = reached_notes(due, phrases);
    if (!notes.empty()) text += " (" + notes + ")";
    if (const Step* step = find_step(due, StepKind::rolled)) {
        std::string why = due.roll == Roll::next_working ? phrases.next : phrases.previous;
        append(why, "; ", step->words.*phrases.words);
        text += fmt::format(" → {} ({})", due.date.spoken(), why);
    }
    std::string doubts;
    for (const Step& step : due.steps) {
        if (step.kind == StepKind::doubt) append(doubts, "; ", step.words.*phrases.words);
    }
    if (!doubts.empty()) text += ". " + (phrases.doubt + doubts) + ".";
    return text;
}

}  // namespace

std::string explain_en(const Due& due) {
    return explained(due, english);
}

std::string explain_vi(const Due& due) {
    return explained(due, vietnamese);
}

const char* step_word(StepKind kind) {
    switch (kind) {
        case StepKind::start:
            return "start";
        case StepKind::reached:
            return "reached";
        case StepKind::month_end:
            return "month-end";
        case StepKind::skipped:
            return "skipped";
        case StepKind::swapped:
            return "swapped";
        case StepKind::stood:
            return "stood";
        case StepKind::passed:
            return "passed";
        case StepKind::rolled:
            return "rolled";
        case StepKind::doubt:
            return "doubt";
    }
    CHECK(false);
    return "";
}

}  // namespace trinh::calendar
