#include "engine/workflow/diagram_words.h"

#include <fmt/format.h>

#include "engine/workflow/diagram.h"

namespace trinh::workflow {
namespace {

constexpr std::size_t condition_bytes_max = 44;

/// "deadline.ID.passed" by the deadline's title, "done.state.ID" by what it means.
std::string event_words(const Process& process, std::string_view event, bool in_english) {
    for (const auto& deadline : process.deadlines) {
        const auto& title = in_language(deadline.title, in_english);
        const std::string name = "deadline." + deadline.id;
        if (event == name + ".passed" || event == name + ".due") {
            return (in_english ? "Overdue: " : "Quá hạn: ") + title;
        }
        if (event == name + ".today") return (in_english ? "Due: " : "Đến hạn: ") + title;
        if (event == name + ".near") {
            return (in_english ? "Near its due date: " : "Sắp đến hạn: ") + title;
        }
    }
    if (event.starts_with("done.state.") && !process.stages.empty()) {
        return in_english ? "When all is done" : "Khi đã hoàn thành";
    }
    if (event.starts_with("child.")) {
        return in_english ? "A case opened by it reports" : "Hồ sơ con báo kết quả";
    }
    return std::string(event);
}

bool is_engine_event(std::string_view event) {
    return event.starts_with("done.") || event.starts_with("error.") ||
           event.starts_with("deadline.") || event.starts_with("child.");
}

}  // namespace

const std::string& in_language(const Title& title, bool in_english) {
    return in_english && !title.en.empty() ? title.en : title.vi;
}

TransitionWords transition_words(const Process& process, const chart::TransitionView& view,
                                 bool in_english) {
    TransitionWords words;
    if (view.index < process.overlays.size() && process.overlays[view.index].action) {
        words.title = in_language(process.overlays[view.index].action->title, in_english);
        words.label = words.title;
        return words;
    }
    words.is_automatic = true;
    for (const auto event : view.events) {
        words.is_automatic = words.is_automatic && is_engine_event(event);
        words.title += (words.title.empty() ? "" : ", ") + event_words(process, event, in_english);
    }
    words.label = words.title;
    if (view.condition.empty()) return words;
    const auto condition = fmt::format("[{}]", view.condition);
    const std::string blank = words.title.empty() ? "" : " ";
    words.title += blank + condition;
    // A condition of the overlay is for programmers; the picture of a process is for officers.
    if (!process.stages.empty()) return words;
    words.label += blank + (condition.size() <= condition_bytes_max ? condition : "[…]");
    return words;
}

std::string badge_text(const Deadline& deadline, bool in_english) {
    if (deadline.is_monthly) {
        return fmt::format(fmt::runtime(in_english ? "day {} of the month" : "ngày {} hằng tháng"),
                           deadline.day.day);
    }
    if (deadline.direction == calendar::Direction::fixed) {
        return in_english ? fmt::format("{:02}-{:02}", deadline.day.month, deadline.day.day)
                          : fmt::format("{:02}/{:02}", deadline.day.day, deadline.day.month);
    }
    const bool is_before = deadline.direction == calendar::Direction::before;
    if (deadline.period.count == 0) return in_english ? "on the set day" : "đúng ngày ấn định";
    if (in_english) return calendar::period_en(deadline.period) + (is_before ? " before" : "");
    return (is_before ? "trước " : "") + calendar::period_vi(deadline.period);
}

Process bare_process(std::shared_ptr<const chart::Chart> chart) {
    Process process;
    process.id = std::string(chart->name());
    process.title = {process.id, process.id};
    process.chart = std::move(chart);
    return process;
}

}  // namespace trinh::workflow
