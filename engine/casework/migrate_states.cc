#include <algorithm>
#include <fmt/format.h>

#include "engine/casework/configuration.h"
#include "engine/casework/migration_work.h"
#include "engine/casework/stage_times.h"

namespace trinh::casework {
namespace {

std::vector<std::string> active_leaves(const Case& subject) {
    std::vector<std::string> ids;
    const auto* active = subject.session.if_contains("active");
    if (active == nullptr || !active->is_array()) return ids;
    for (const auto& id : active->as_array()) ids.emplace_back(id.as_string());
    return ids;
}

Refusal cannot_stand(std::string en, std::string vi) {
    return {Reason::invalid_input, std::move(en), std::move(vi)};
}

std::string leaves_below(const chart::Chart& chart, chart::StateIndex state) {
    std::string ids;
    for (auto at = state + 1; at <= chart.state(state).last_descendant; ++at) {
        const auto view = chart.state(at);
        if (view.kind != chart::StateKind::atomic) continue;
        ids += fmt::format("{}{}", ids.empty() ? "" : ", ", view.id);
    }
    return ids;
}

Refusal no_place(const MigrationWork& work, const std::string& leaf) {
    const auto title = state_title(work.old_process(), leaf);
    const auto& chart = *work.target().chart;
    return cannot_stand(
        fmt::format("The case stands in {}, which '{}' does not have. Write <state from=\"{}\" "
                    "to=\"...\"/> into the map, with one of: {}.",
                    title.en, work.target().id, leaf, leaves_below(chart, 0)),
        fmt::format("Hồ sơ đang ở bước {}, quy trình mới “{}” không có bước này. Đề nghị ghi vào "
                    "bảng chuyển đổi: <state from=\"{}\" to=\"...\"/>.",
                    title.vi, work.target().title.vi, leaf));
}

Result<Done> check_place(const MigrationWork& work, const std::string& leaf,
                         const std::string& place) {
    const auto& chart = *work.target().chart;
    const auto index = chart.find(place);
    if (index == chart::no_state) return no_place(work, leaf);
    const auto view = chart.state(index);
    if (view.kind == chart::StateKind::atomic) return Done{};
    if (view.kind == chart::StateKind::final) {
        if (view.parent != 0) return Done{};
        return cannot_stand(
            fmt::format("'{}' would end in '{}'. A migration ends no case: map it to a stage "
                        "before the end and do the action there.",
                        leaf, place),
            fmt::format("Chuyển bước “{}” đến “{}” sẽ kết thúc hồ sơ. Việc chuyển đổi không được "
                        "kết thúc hồ sơ.",
                        leaf, place));
    }
    return cannot_stand(
        fmt::format("'{}' cannot go to '{}', which has states inside. Write <state from=\"{}\" "
                    "to=\"...\"/> with some of: {}.",
                    leaf, place, leaf, leaves_below(chart, index)),
        fmt::format("Không chuyển được bước “{}” đến “{}” vì bước này gồm nhiều bước con. Đề nghị "
                    "ghi rõ bước con trong bảng chuyển đổi.",
                    leaf, place));
}

void tell_place(MigrationWork& work, const std::string& leaf,
                const std::vector<std::string>& places) {
    const auto old = state_title(work.old_process(), leaf);
    std::string vi, en;
    for (const auto& place : places) {
        const auto title = state_title(work.target(), place);
        vi += (vi.empty() ? "" : ", ") + title.vi;
        en += (en.empty() ? "" : ", ") + title.en;
    }
    MigrationLine line{"state", "kept", leaf, leaf, fmt::format("{}", fmt::join(places, " "))};
    if (line.after == leaf) {
        line.text = fmt::format("Giữ nguyên bước: {}", vi);
        line.text_en = fmt::format("Stays at: {}", en);
    } else {
        line.change = "moved";
        line.text = fmt::format("Chuyển bước: {} → {}", old.vi, vi);
        line.text_en = fmt::format("Moves from {} to {}", old.en, en);
    }
    work.tell(std::move(line));
}

}  // namespace

workflow::Title state_title(const workflow::Process& process, std::string_view id) {
    const auto* stage = process.stage(id);
    if (stage == nullptr) return {fmt::format("“{}”", id), fmt::format("'{}'", id)};
    return {fmt::format("“{}” ({})", stage->title.vi, id),
            fmt::format("'{}' ({})", stage->title.en, id)};
}

std::vector<std::string> places_of(const MigrationOrder& order, std::string_view state) {
    if (const auto* rule = order.map.state(state)) return rule->to;
    if (order.to.process.chart->find(state) != chart::no_state) return {std::string(state)};
    const auto& old = *order.from.process.chart;
    auto at = old.find(state);
    while (at != chart::no_state && at != 0) {
        at = old.state(at).parent;
        if (at == chart::no_state || at == 0) break;
        if (const auto* rule = order.map.state(old.state(at).id)) return rule->to;
    }
    return {};
}

Result<Done> place_states(MigrationWork& work) {
    const auto& chart = *work.target().chart;
    for (const auto& leaf : active_leaves(work.before)) {
        const auto places = places_of(work.order, leaf);
        if (places.empty()) return no_place(work, leaf);
        for (const auto& place : places) {
            auto fits = check_place(work, leaf, place);
            if (!fits) return fits.error();
            const auto& known = work.active;
            if (std::find(known.begin(), known.end(), place) != known.end()) continue;
            work.active.push_back(place);
        }
        tell_place(work, leaf, places);
    }
    std::sort(work.active.begin(), work.active.end(),
              [&](const auto& a, const auto& b) { return chart.find(a) < chart.find(b); });
    if (const auto fault = why_not_together(chart, 0, work.active)) {
        return cannot_stand(
            fmt::format("The case would stand in {}, but {}. Write the states it shall stand in "
                        "into the map, several for one: <state from=\"...\" to=\"a b\"/>.",
                        fmt::join(work.active, ", "), fault->en),
            fmt::format("Hồ sơ sẽ ở các bước {}, nhưng {}. Đề nghị sửa bảng chuyển đổi.",
                        fmt::join(work.active, ", "), fault->vi));
    }
    work.entered = stage_times(work.order, work.before, work.active);
    return Done{};
}

}  // namespace trinh::casework
